/**
 * Pages from disk (file://): nothing can be fetched and no worker started from a file. What Python needs
 * comes as one script, what the site adds as another, its worker starts from a Blob, and Material's search gets a frame for a worker.
 */

import type { Order } from "../protocol";
import { FrameWorker } from "../material/frame";
import { given } from "../given";
import { startHosted } from "./hosted";
import { trusted } from "../trusted";

declare const PACK: string; // the script's hashed file name, put in by build.mjs
declare const WORKER: string;

/** What the script holds: the worker's text, and the snapshot's files in base64. */
interface Pack {
  worker: string;
  parts: NonNullable<Order["pack"]>;
}

export const fromDisk = location.protocol === "file:";
const NativeWorker = window.Worker;

if (fromDisk) {
  window.IFrameWorker = FrameWorker;
  window.Worker = FrameWorker as unknown as typeof Worker;
}

/** Start the worker that lies in the runtime's folder and tell it how to boot, and what the site adds, if anything. */
export async function startWorker(folder: string, source: Order["source"], supplement: string | null): Promise<Worker> {
  if (fromDisk) return startFromPack(folder, supplement);
  const order: Order = { source, folder, ...(supplement && { supplement: { address: supplement } }) };
  return startHosted(new URL(WORKER, folder).href, order);
}

async function startFromPack(folder: string, supplement: string | null): Promise<Worker> {
  const [{ worker: code, parts }, text] = await Promise.all([
    given<Pack>("handrailPack", new URL(PACK, folder).href),
    supplement && given<string>("handrailSupplement", supplement),
  ]);
  const worker = new NativeWorker(trusted(URL.createObjectURL(new Blob([code], { type: "text/javascript" }))));
  const order: Order = { source: "snapshot", folder: "", pack: parts, ...(text && { supplement: { text } }) };
  worker.postMessage(order);
  return worker;
}
