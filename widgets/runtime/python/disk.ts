/**
 * Pages from disk (file://): nothing can be fetched and no worker started from a file. What Python needs
 * comes as one script, its worker starts from a Blob, and Material's search gets a frame for a worker.
 */

import type { Order } from "../protocol";
import { FrameWorker } from "../material/frame";
import { startHosted } from "./hosted";

declare const PACK: string; // the script's hashed file name, put in by build.mjs
declare const WORKER: string;

/** What the script holds: the worker's text, and the snapshot's files in base64. */
interface Pack {
  worker: string;
  parts: NonNullable<Order["pack"]>;
}

declare global {
  interface Window {
    /** Called by the script. */
    handrailPack?: (pack: Pack) => void;
  }
}

export const fromDisk = location.protocol === "file:";
const NativeWorker = window.Worker;

if (fromDisk) {
  window.IFrameWorker = FrameWorker;
  window.Worker = FrameWorker as unknown as typeof Worker;
}

/** Start the worker that lies in the runtime's folder and tell it how to boot. */
export async function startWorker(folder: string, source: Order["source"]): Promise<Worker> {
  if (fromDisk) return startFromPack(await packIn(folder));
  return startHosted(new URL(WORKER, folder).href, { source, folder } satisfies Order);
}

function startFromPack({ worker: text, parts }: Pack): Worker {
  const worker = new NativeWorker(URL.createObjectURL(new Blob([text], { type: "text/javascript" })));
  worker.postMessage({ source: "snapshot", folder: "", pack: parts } satisfies Order);
  return worker;
}

function packIn(folder: string): Promise<Pack> {
  return new Promise((done, fail) => {
    const script = document.createElement("script");
    window.handrailPack = done;
    script.src = new URL(PACK, folder).href;
    script.onerror = () => fail(new Error(`${script.src} did not load`));
    script.onload = () => {
      script.remove(); // its five megabytes may go
      delete window.handrailPack;
    };
    document.head.append(script);
  });
}
