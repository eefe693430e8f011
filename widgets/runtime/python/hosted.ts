/**
 * Python's worker on pages from a host. A worker that starts from an address obeys the headers it came with,
 * and most hosts send none: all code that it makes out of text would run, and all hosts could be asked. One that
 * starts from a Blob has the policy of the page that made it. So the Blob only imports the address.
 *
 * A host whose own policy forbids Blobs sends that policy with the worker as well, and there the address will do.
 */

import { trusted } from "../trusted";

const script = (document.currentScript as HTMLScriptElement | null)?.src ?? "";
const HERE = "here"; // the Blob's first word: it was not refused

/** Start the worker at this address; `order` is its first message. */
export async function startHosted(address: string, order: unknown): Promise<Worker> {
  if (allowsBlobs(await hostsPolicy())) {
    try {
      return await startFromBlob(address, order);
    } catch (error) {
      console.info("handrail: this host lets no worker start from a Blob:", error);
    }
  }
  const worker = new Worker(trusted(address));
  worker.postMessage(order);
  return worker;
}

/** What the host sends as Content-Security-Policy, read from a file that the page has: it comes from the browser's cache. */
async function hostsPolicy(): Promise<string> {
  try {
    const response = await fetch(script, { cache: "force-cache" });
    void response.body?.cancel();
    return response.headers.get("Content-Security-Policy") ?? "";
  } catch {
    return ""; // no network and no cache: what the host allows shows when it is tried
  }
}

/** Whether all policies of a header let a worker start from a Blob. Of two directives with one name, the first counts. */
function allowsBlobs(header: string): boolean {
  return header.split(",").every((policy) => {
    const parts = policy.split(";").map((part) => part.trim().toLowerCase().split(/\s+/));
    const named = (name: string) => parts.find(([first]) => first === name);
    const sources = named("worker-src") ?? named("child-src") ?? named("script-src") ?? named("default-src");
    return !sources || sources.includes("blob:");
  });
}

/** @throws where the browser refuses the Blob; a worker that can't be fetched is reported to its `onerror`. */
function startFromBlob(address: string, order: unknown): Promise<Worker> {
  const folder = JSON.stringify(new URL(".", address).href);
  const rules = `{createScriptURL:(text)=>text.startsWith(${folder})?text:null}`; // the page's policy rules here, too
  const text = `self.trustedTypes?.createPolicy("default",${rules});postMessage("${HERE}");importScripts(${JSON.stringify(address)});`;
  const blob = URL.createObjectURL(new Blob([text], { type: "text/javascript" }));
  return new Promise<Worker>((started, refused) => {
    const worker = new Worker(trusted(blob));
    worker.onerror = () => refused(new Error("refused"));
    worker.onmessage = () => started(worker);
    worker.postMessage(order);
  }).finally(() => URL.revokeObjectURL(blob));
}
