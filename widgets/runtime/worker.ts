/** The worker: boots Python beside the page, passes JSON on, and keeps the intervals that pages may not. */

import type { PyodideInterface } from "pyodide";
import type { Notice, Reply } from "./border";

declare const PYODIDE: string; // folders beside this file, put in by build.mjs
declare const WIDGETS: string;
declare const importScripts: (...addresses: string[]) => void;
declare const loadPyodide: (options: object) => Promise<PyodideInterface>;

type Handle = (request: string) => string;

const started = performance.now();
const intervals = new Map<string, { seconds: string; timers: ReturnType<typeof setInterval>[] }>();
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

async function boot(): Promise<Handle> {
  const folder = (name: string) => new URL(`${name}/`, self.location.href).href;
  importScripts(`${folder(PYODIDE)}pyodide.js`);
  const options = {
    indexURL: folder(PYODIDE),
    lockFileURL: `${folder(WIDGETS)}pyodide-lock.json`,
    packages: ["handrail-widgets"],
  };
  const python = await Promise.race([wasmFailure(), loadPyodide(options)]);
  return (python.pyimport("handrail_widgets.browser") as { handle: Handle }).handle;
}

/** Keep a widget's intervals as its last reply wants them, without restarting those that stay. */
function keepIntervals(reply: Reply): void {
  if (!("subscriptions" in reply)) return;
  const wanted = reply.subscriptions.map((subscription) => (subscription.is === "Every" ? subscription.seconds : 0));
  const seconds = wanted.join(" ");
  const kept = intervals.get(reply.id);
  if (kept?.seconds === seconds) return;
  kept?.timers.forEach(clearInterval);
  const timers = wanted.flatMap((each, index) =>
    each > 0 ? setInterval(() => say({ tick: reply.id, index }), each * 1_000) : [],
  );
  if (timers.length > 0) intervals.set(reply.id, { seconds, timers });
  else intervals.delete(reply.id);
}

boot().then(
  (handle) => {
    self.onmessage = ({ data }) => {
      try {
        const reply = handle(data as string);
        postMessage(reply);
        keepIntervals(JSON.parse(reply) as Reply);
      } catch (error) {
        say({ failed: String(error) }); // Python itself broke: the page goes on without
      }
    };
    say({ ready: { source: "plain", ms: Math.round(performance.now() - started) } });
  },
  (error: unknown) => say({ failed: String(error) }),
);
