/**
 * How long until Python is ready, ours beside stock Pyodide: same wheel, same run, same engine.
 *
 *   node benchmarks/python_boot.mjs [--engines chromium,firefox] [--rounds 5] [--made FOLDER]
 *
 * Stock is Pyodide's npm files as shipped. Ours is made by widgets/runtime/build/runtime.mjs, into
 * FOLDER if it isn't there yet. "fresh" is a new profile, "again" the same page once more in it.
 * Prints JSON: milliseconds from asking for the worker to the widgets' first answer, medians.
 */

import { execSync } from "node:child_process";
import fs from "node:fs";
import http from "node:http";
import { createRequire } from "node:module";
import os from "node:os";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import zlib from "node:zlib";

const { values: given } = parseArgs({
  options: {
    engines: { type: "string", default: "chromium,firefox" },
    rounds: { type: "string", default: "5" },
    made: { type: "string" },
    wheel: { type: "string" },
    runtime: { type: "string", default: path.join(path.dirname(fileURLToPath(import.meta.url)), "../widgets/runtime") },
    python: { type: "string", default: path.join(path.dirname(fileURLToPath(import.meta.url)), "../.venv/bin/python") },
  },
});
const runtime = path.resolve(given.runtime);
const load = createRequire(path.join(runtime, "package.json"));
const pyodide = path.join(runtime, "node_modules/pyodide");
const rounds = Number(given.rounds);

const REQUEST = JSON.stringify({
  do: "open", id: "a", type: "checklist", config: { id: "a", items: [] }, saved: null, messages: [], now: "2026-11-23T05:05:00.000+01:00",
});
const READY = `const { handle } = python.pyimport("handrail_widgets.browser");
  const reply = JSON.parse(handle(${JSON.stringify(REQUEST)}));
  if (!reply.html) throw new Error(JSON.stringify(reply));
  postMessage({ memory: python._module.HEAP8.length });`;
const STOCK = `importScripts("/stock/pyodide.js");
loadPyodide({ indexURL: new URL("/stock/", self.location).href, lockFileURL: new URL("/widgets/pyodide-lock.json", self.location).href, packages: ["handrail-widgets"] }).then((python) => {
  ${READY} }).catch((error) => postMessage({ failed: String(error) }));`;
const OURS = `import { boot } from "./boot";
const at = (name: string) => new URL(name, self.location.href).href;
boot({ wasm: at("wasm.gz"), memory: at("memory.gz") }).then((python: any) => { ${READY} })
  .catch((error) => postMessage({ failed: String(error) }));`;
const PAGE = `<!doctype html><meta charset="utf-8"><title>boot</title><link rel="icon" href="data:,"><script>
window.boot = (address) => new Promise((done) => {
  const started = performance.now();
  const worker = new Worker(address);
  worker.onmessage = ({ data }) => { done({ ms: performance.now() - started, ...data }); worker.terminate(); };
  worker.onerror = (event) => done({ failed: event.message });
});</script>`;

/** Our files: made once, bundled each time. */
async function ours(folder, wheel) {
  fs.mkdirSync(folder, { recursive: true });
  if (!fs.existsSync(path.join(folder, "seal"))) {
    const { makeRuntime } = await import(pathToFileURL(path.join(runtime, "build/runtime.mjs")));
    const made = await makeRuntime({ python: given.python, pyodide, wheel, scratch: folder, say: (step, bytes) => console.error(`${step}: ${bytes}`) });
    for (const name of ["wasm", "memory"]) fs.writeFileSync(path.join(folder, `${name}.gz`), made[name]);
    fs.writeFileSync(path.join(folder, "glue.js"), made.glue);
    fs.writeFileSync(path.join(folder, "seal"), made.seal);
  }
  const { build } = load("esbuild");
  await build({
    stdin: { contents: OURS, resolveDir: runtime, loader: "ts" },
    outfile: path.join(folder, "worker.js"),
    bundle: true, format: "iife", minify: true, target: ["es2022"], external: ["node:*", "ws", "fs", "path", "crypto", "child_process", "url", "vm"], logLevel: "error",
    alias: { "#glue": path.join(folder, "glue.js") },
    define: { SEAL: JSON.stringify(fs.readFileSync(path.join(folder, "seal"), "utf8")), "import.meta.url": '""' },
  });
}

/** A plain host that lets files be kept for ever; `sent` counts bytes per address. */
function host(folders) {
  const types = { ".js": "text/javascript", ".wasm": "application/wasm", ".json": "application/json", ".html": "text/html" };
  const server = http.createServer((request, response) => {
    const { pathname } = new URL(request.url, "http://host");
    if (pathname === "/") return response.writeHead(200, { "Content-Type": "text/html" }).end(PAGE);
    if (pathname === "/stock-worker.js") return response.writeHead(200, { "Content-Type": "text/javascript" }).end(STOCK);
    const [, folder, ...rest] = pathname.split("/");
    const file = path.join(folders[folder] ?? "/nowhere", rest.join("/"));
    if (!fs.existsSync(file)) return response.writeHead(404).end();
    response.writeHead(200, { "Content-Type": types[path.extname(file)] ?? "application/octet-stream", "Cache-Control": "public, max-age=31536000, immutable" });
    fs.createReadStream(file).pipe(response);
  });
  return new Promise((done) => server.listen(0, "127.0.0.1", () => done({ server, address: `http://127.0.0.1:${server.address().port}` })));
}

async function browser(engine) {
  const puppeteer = load("puppeteer-core");
  const command = execSync(`command -v ${engine === "firefox" ? "firefox-esr || command -v firefox" : "chromium || command -v google-chrome"}`, { shell: "/bin/sh" });
  return puppeteer.launch({
    browser: engine === "firefox" ? "firefox" : "chrome",
    executablePath: command.toString().trim(),
    headless: true,
    userDataDir: fs.mkdtempSync(path.join(os.tmpdir(), "boot-")),
    args: engine === "firefox" ? [] : ["--no-sandbox", "--disable-gpu"],
  });
}

const median = (list) => list.toSorted((a, b) => a - b)[list.length >> 1];

async function measured(engine, address, worker) {
  const times = { fresh: [], again: [] };
  let memory = 0;
  for (let round = 0; round < rounds; round++) {
    const open = await browser(engine);
    try {
      for (const kind of ["fresh", "again"]) {
        const page = await open.newPage();
        await page.goto(address);
        const result = await page.evaluate((at) => window.boot(at), worker);
        if (result.failed) throw new Error(`${engine}, ${worker}: ${result.failed}`);
        times[kind].push(Math.round(result.ms));
        ({ memory } = result);
        await page.close();
      }
    } finally {
      await open.close();
    }
  }
  return { fresh: median(times.fresh), again: median(times.again), memory, times };
}

const zipped = (file) => zlib.gzipSync(fs.readFileSync(file), { level: 9 }).length;

async function main() {
  const wheels = path.join(runtime, "dist");
  const found = given.wheel ?? path.join(wheels, fs.readdirSync(wheels).find((name) => name.startsWith("widgets-")));
  const wheel = path.join(found, fs.readdirSync(found).find((name) => name.endsWith(".whl")));
  const folder = path.resolve(given.made ?? fs.mkdtempSync(path.join(os.tmpdir(), "made-")));
  await ours(folder, wheel);
  const size = (name) => fs.statSync(path.join(folder, name)).size;
  const bytes = {
    stock: ["pyodide.js", "pyodide.asm.js", "pyodide.asm.wasm", "python_stdlib.zip"].reduce((sum, name) => sum + zipped(path.join(pyodide, name)), zipped(wheel)),
    worker: zipped(path.join(folder, "worker.js")),
    wasm: size("wasm.gz"),
    memory: size("memory.gz"),
  };
  bytes.ours = bytes.worker + bytes.wasm + bytes.memory;
  const { server, address } = await host({ stock: pyodide, widgets: found, ours: folder });
  const results = { bytes };
  for (const engine of given.engines.split(",")) {
    const stock = await measured(engine, address, "/stock-worker.js");
    const snapshot = await measured(engine, address, "/ours/worker.js");
    const ratio = (kind) => Number((snapshot[kind] / stock[kind]).toFixed(3));
    results[engine] = { stock, snapshot, fresh: ratio("fresh"), again: ratio("again"), memory: ratio("memory") };
  }
  server.close();
  console.log(JSON.stringify(results, null, 1));
}

await main();
