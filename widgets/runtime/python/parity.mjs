/**
 * Run widgets in the Python that ships, in Node: standard input has one request of `Session.handle` a
 * line, standard output gets one reply a line. tests/handrail_widgets/test_parity.py compares the bytes.
 *
 *   node python/parity.mjs snapshot    the very worker, wasm and memory of a page
 *   node python/parity.mjs plain       Pyodide with the bytecode library and the wheel
 *   node python/parity.mjs … FILE      run a file of Python instead and print its `result`
 *
 * SUPPLEMENT in the environment names a file with what a site adds.
 */

import fs from "node:fs";
import path from "node:path";
import readline from "node:readline";
import { fileURLToPath } from "node:url";
import vm from "node:vm";
import { loadPyodide } from "pyodide";

const dist = path.join(path.dirname(fileURLToPath(import.meta.url)), "../dist");
const supplement = process.env.SUPPLEMENT ? fs.readFileSync(process.env.SUPPLEMENT, "utf8") : "";
const manifest = JSON.parse(fs.readFileSync(path.join(dist, "manifest.json"), "utf8"));

async function plain() {
  const wheel = Object.entries(manifest).find(([name]) => name.endsWith(".whl"))[1];
  const python = await loadPyodide({ stdLibURL: path.join(dist, manifest["pyodide/python_stdlib.zip"]) });
  python.unpackArchive(new Uint8Array(fs.readFileSync(path.join(dist, wheel))), "wheel");
  const answer = python.pyimport("handrail_widgets.browser").begin(supplement);
  const text = (reply) => (typeof reply === "string" ? reply : new TextDecoder().decode(reply.toJs())); // long ones are bytes
  return { handle: (request) => text(answer(request)), python };
}

/** The worker, seeing what a browser's worker has and nothing of Node's, so that it takes a browser's paths. */
async function snapshot() {
  const host = "http://host/";
  const read = (address) => fs.readFileSync(path.join(dist, new URL(address, host).pathname));
  const scope = {
    WorkerGlobalScope: class {
      static [Symbol.hasInstance]() {
        return true;
      }
    },
    importScripts: () => undefined,
    location: new URL(manifest["worker.js"], host),
    fetch: async (address) => new Response(read(address)),
    setInterval: () => 0,
    ...{ setTimeout, clearTimeout, performance, crypto, URL, TextEncoder, TextDecoder, Response, DecompressionStream },
    ...{ WebAssembly, atob, MessageChannel, console: { ...console, log: console.error } },
  };
  const context = vm.createContext(scope);
  scope.self = vm.runInContext("globalThis", context);
  vm.runInContext(read(manifest["worker.js"]).toString(), context);
  const create = scope._createPyodideModule;
  let api;
  scope._createPyodideModule = (settings) => create(((api = settings.API), settings)); // the worker keeps Python to itself
  const ask = (data) =>
    new Promise((done) => {
      scope.postMessage = done;
      scope.onmessage({ data });
    });
  const began = await ask({ source: "snapshot", folder: host, supplement: { text: supplement } });
  if (!JSON.parse(began).ready) throw new Error(began);
  const handle = async (request) => (await ask([request]))[0];
  return { handle, python: api.public_api };
}

const [, , source, file] = process.argv;
const { handle, python } = await { plain, snapshot }[source]();
if (file) process.stdout.write(`${python.runPython(`${fs.readFileSync(file, "utf8")}\nresult`)}\n`);
else for await (const request of readline.createInterface({ input: process.stdin })) console.log(await handle(request));
process.stdout.write("", () => process.exit(0)); // all is out
