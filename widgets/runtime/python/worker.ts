/** The worker: boots Python beside the page, passes JSON on, and keeps the intervals that pages may not. */

import type { PyodideInterface } from "pyodide";
import type { Intervals, Notice, Order } from "../protocol";
import { boot, type Parts } from "./boot";

declare const PYODIDE: string; // folders and files in the runtime's folder, put in by build.mjs
declare const WIDGETS: string;
declare const WASM: string;
declare const MEMORY: string;
declare const importScripts: (...addresses: string[]) => void;
declare const loadPyodide: (options: object) => Promise<PyodideInterface>;

type Handle = (request: string) => string;
/** What Python's side gives: long texts travel as bytes, which Pyodide copies at once, and texts sign by sign. */
type Answerer = (request: string | Uint8Array) => string | { toJs: () => Uint8Array; destroy: () => void };
/** The address of a file of the runtime, by its name. */
type Beside = (name: string) => string;
/** `begin` of handrail_widgets/browser.py. */
type Begin = (supplement: string) => Answerer;

const LONG = 2_000; // signs, as in handrail_widgets/browser.py
const encoder = new TextEncoder();
const decoder = new TextDecoder();

function handling(answer: Answerer): Handle {
  return (request) => {
    const reply = answer(request.length > LONG ? encoder.encode(request) : request);
    if (typeof reply === "string") return reply;
    const text = decoder.decode(reply.toJs());
    reply.destroy();
    return text;
  };
}

const started = performance.now();
const intervals = new Map<string, ReturnType<typeof setInterval>[]>();
const say = (notice: Notice) => postMessage(JSON.stringify(notice));

/** Pyodide only warns of a wasm that doesn't come, and waits for ever; and hosts may call it by a wrong type. */
function wasmFailure(): Promise<never> {
  return new Promise((_, fail) => {
    const compile = WebAssembly.instantiateStreaming;
    WebAssembly.instantiateStreaming = async (source, imports) => {
      try {
        const { body } = await source;
        return await compile(new Response(body, { headers: { "Content-Type": "application/wasm" } }), imports);
      } catch (error) {
        fail(error);
        throw error;
      }
    };
  });
}

const widgets = (python: PyodideInterface) => (python.pyimport("handrail_widgets.browser") as { begin: Begin }).begin;

/** What the site adds; "" if nothing. */
async function added(supplement: Order["supplement"]): Promise<string> {
  if (!supplement) return "";
  if ("text" in supplement) return supplement.text;
  const response = await fetch(supplement.address);
  if (!response.ok) throw new Error(`${response.status} for ${response.url}`);
  return response.text();
}

async function plain(beside: Beside): Promise<Begin> {
  Reflect.deleteProperty(self, "_createPyodideModule"); // the snapshot's glue: Pyodide brings its own
  importScripts(beside(`${PYODIDE}/pyodide.js`));
  const options = {
    indexURL: beside(`${PYODIDE}/`),
    lockFileURL: beside(`${WIDGETS}/pyodide-lock.json`),
    packages: ["handrail-widgets"],
  };
  // Pyodide leaves a promise of what it downloads unwatched; if that fails, the one we wait for does as well.
  const unwatched = (event: Event) => event.preventDefault();
  self.addEventListener("unhandledrejection", unwatched);
  const python = await Promise.race([wasmFailure(), loadPyodide(options)]);
  self.removeEventListener("unhandledrejection", unwatched);
  return widgets(python);
}

/**
 * `alone`: there is no other Python to give way to. Then whoever asked for what the snapshot lacks has got its
 * ImportError, and all that did not ask goes on.
 */
async function snapshot(parts: Parts, alone: boolean): Promise<Begin> {
  const { python, lost } = await boot(parts);
  const whole = <Given>(found: Given): Given => {
    if (lost.length > 0 && !alone) throw new Error(`the snapshot has no ${String(lost)}`); // a plain boot will
    return found;
  };
  const begin = widgets(python);
  return (supplement) => {
    const handle = whole(begin(supplement));
    return (request) => whole(handle(request));
  };
}

/** What came through a script on a page from disk, as bytes. */
function bytes(base64: string): Uint8Array<ArrayBuffer> {
  const text = atob(base64);
  const found = new Uint8Array(text.length);
  for (let index = 0; index < text.length; index++) found[index] = text.charCodeAt(index);
  return found;
}

/** Set a widget's intervals, in seconds; 0 stands for a subscription that is none. */
function setIntervals({ id, seconds }: Intervals): void {
  intervals.get(id)?.forEach(clearInterval);
  const timers = seconds.flatMap((each, index) => (each > 0 ? setInterval(() => say({ tick: id, index }), each * 1_000) : []));
  if (timers.length > 0) intervals.set(id, timers);
  else intervals.delete(id);
}

/** Answer what was asked together, together: so the page draws once. */
function answer(handle: Handle, requests: readonly string[]): void {
  try {
    postMessage(requests.map((request) => handle(request))); // Python minds further arguments
  } catch (error) {
    say({ failed: String(error) }); // Python itself broke: the page starts another, or goes on without
  }
}

/** The first message says how to boot; all others are lists of requests, or a widget's intervals. */
self.onmessage = async ({ data }) => {
  const { source, folder, pack, supplement } = data as Order;
  const beside: Beside = (name) => new URL(name, folder).href;
  const parts = pack ? { wasm: bytes(pack.wasm), memory: bytes(pack.memory) } : { wasm: beside(WASM), memory: beside(MEMORY) };
  self.onmessage = null;
  const text = added(supplement); // comes while Python does
  text.catch(() => undefined); // waited for below
  try {
    const begin = await (source === "plain" ? plain(beside) : snapshot(parts, pack !== undefined));
    const handle = handling(begin(await text));
    self.onmessage = ({ data: asked }) => {
      if (Array.isArray(asked)) answer(handle, asked as string[]);
      else setIntervals(JSON.parse(asked as string) as Intervals);
    };
    say({ ready: { source, ms: Math.round(performance.now() - started) } });
  } catch (error) {
    say({ failed: String(error) });
  }
};
