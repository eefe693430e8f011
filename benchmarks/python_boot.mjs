/**
 * How long until Python has answered, ours beside stock Pyodide: same wheel, same run, same engine.
 *
 *   node benchmarks/python_boot.mjs [--engines chromium,firefox] [--rounds 5]
 *   node benchmarks/python_boot.mjs --host    only serve, until input ends; for engines that others drive
 *
 * Stock is Pyodide's npm files as shipped, with its library of sources; ours is what lies in
 * widgets/runtime/dist. "fresh" is a new profile, "again" the same page once more in it; the two take
 * turns. Prints JSON: how many bytes each takes, milliseconds from asking for the worker to the widgets'
 * first answer, medians, and the wasm's memory then. With --host it prints the page's address and those of
 * the workers to give to its `boot(worker)`.
 */

import { execFileSync, execSync } from "node:child_process";
import fs from "node:fs";
import http from "node:http";
import { createRequire } from "node:module";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import zlib from "node:zlib";

const { values: given } = parseArgs({
  options: {
    engines: { type: "string", default: "chromium,firefox" },
    rounds: { type: "string", default: "5" },
    host: { type: "boolean", default: false },
  },
});
const runtime = path.join(path.dirname(fileURLToPath(import.meta.url)), "../widgets/runtime");
const load = createRequire(path.join(runtime, "package.json"));
const pyodide = path.join(runtime, "node_modules/pyodide");
const dist = path.join(runtime, "dist");
const made = JSON.parse(fs.readFileSync(path.join(dist, "manifest.json"), "utf8"));
const wheel = Object.entries(made).find(([name]) => name.endsWith(".whl"))[1];

const REQUEST = {
  ...{ do: "open", id: "a", type: "checklist", config: { id: "a", items: [] }, saved: null },
  ...{ messages: [], now: "2026-11-23T05:05:00.000+01:00" },
};
/** What a site of no own widgets adds to Python: its words. */
const SUPPLEMENT = execFileSync(process.env.PYTHON ?? "python", ["-c", `
import json
from handrail.words import english, to_widgets
from handrail_widgets.kit.words import table_of
print(json.dumps({"words": table_of(to_widgets(english()))}))`]).toString();
/** Both workers tell with each message how much memory the wasm has. */
const WATCH = `
const { Memory } = WebAssembly;
const memories = [];
WebAssembly.Memory = class extends Memory { constructor(wish) { super(wish); memories.push(this); } };
const post = postMessage;
self.postMessage = (said) => post({ said: Array.isArray(said) ? JSON.parse(said[0]) : JSON.parse(said), memory: Math.max(...memories.map(({ buffer }) => buffer.byteLength)) });
`;
/** Stock Pyodide behind the messages of our worker. */
const STOCK = `importScripts("/stock/pyodide.js");
self.onmessage = () => loadPyodide({
  indexURL: new URL("/stock/", self.location).href,
  lockFileURL: new URL("/dist/${path.dirname(wheel)}/pyodide-lock.json", self.location).href,
  packages: ["handrail-widgets"],
}).then(async (python) => {
  const handle = python.pyimport("handrail_widgets.browser").begin(await (await fetch("/supplement.json")).text());
  const text = (reply) => (typeof reply === "string" ? reply : new TextDecoder().decode(reply.toJs())); // long ones are bytes
  self.onmessage = ({ data }) => self.postMessage(data.map((each) => text(handle(each))));
  self.postMessage('{"ready":{"source":"stock"}}');
}).catch((error) => self.postMessage(JSON.stringify({ failed: String(error) })));`;
const PAGE = `<!doctype html><meta charset="utf-8"><title>boot</title><link rel="icon" href="data:,"><script>
const ours = (address) => { // from a Blob, as python/hosted.ts starts it
  const text = \`importScripts(\${JSON.stringify(new URL(address, location).href)})\`;
  return URL.createObjectURL(new Blob([text], { type: "text/javascript" }));
};
window.boot = (address) => new Promise((done) => {
  const started = performance.now();
  const worker = new Worker(address.startsWith("/dist/") ? ours(address) : address);
  worker.onmessage = ({ data: { said, memory } }) => {
    if (said.failed) done(said);
    else if (said.ready) worker.postMessage(['${JSON.stringify(REQUEST)}']);
    else {
      done({ ms: performance.now() - started, memory, html: said.html });
      worker.terminate();
    }
  };
  worker.onerror = (event) => done({ failed: event.message });
  worker.postMessage({ source: "snapshot", folder: new URL("/dist/", location).href, supplement: { address: new URL("/supplement.json", location).href } });
});</script>`;

/** A plain host that lets files be cached for ever. */
function host() {
  const types = { ".js": "text/javascript", ".wasm": "application/wasm", ".json": "application/json", ".html": "text/html" };
  const folders = { stock: pyodide, dist };
  const worker = WATCH + fs.readFileSync(path.join(dist, made["worker.js"]), "utf8");
  const own = { "/": PAGE, "/supplement.json": SUPPLEMENT, "/stock-worker.js": WATCH + STOCK, [`/dist/${made["worker.js"]}`]: worker };
  const server = http.createServer((request, response) => {
    const { pathname } = new URL(request.url, "http://host");
    const type = types[pathname === "/" ? ".html" : path.extname(pathname)] ?? "application/octet-stream";
    const head = { "Content-Type": type, "Cache-Control": "public, max-age=31536000, immutable" };
    if (own[pathname]) return response.writeHead(200, head).end(own[pathname]);
    const [, folder, ...rest] = pathname.split("/");
    const file = path.join(folders[folder] ?? "/nowhere", rest.join("/"));
    if (!fs.existsSync(file)) return response.writeHead(404).end();
    response.writeHead(200, head);
    fs.createReadStream(file).pipe(response);
  });
  return new Promise((done) => server.listen(0, "127.0.0.1", () => done({ server, address: `http://127.0.0.1:${server.address().port}` })));
}

const COMMANDS = { firefox: "firefox-esr firefox", chromium: "chromium chromium-browser google-chrome google-chrome-stable" };

async function browser(engine, profile) {
  const found = execSync(`for name in ${COMMANDS[engine]}; do command -v $name && break; done`, { shell: "/bin/sh" });
  return load("puppeteer-core").launch({
    browser: engine === "firefox" ? "firefox" : "chrome",
    executablePath: found.toString().trim(),
    headless: true,
    userDataDir: profile,
    args: engine === "firefox" ? [] : ["--no-sandbox", "--disable-gpu"],
  });
}

const median = (list) => list.toSorted((a, b) => a - b)[list.length >> 1];

/** One fresh profile: {fresh, again, memory}, in milliseconds and bytes. */
async function round(engine, address, worker) {
  const profile = fs.mkdtempSync(path.join(os.tmpdir(), "boot-"));
  const open = await browser(engine, profile);
  const results = [];
  try {
    for (let time = 0; time < 2; time++) {
      const page = await open.newPage();
      await page.goto(address);
      const result = await page.evaluate((at) => window.boot(at), worker);
      if (!result.html) throw new Error(`${engine}, ${worker}: ${JSON.stringify(result)}`);
      results.push(result);
      await page.close();
    }
  } finally {
    await open.close();
    fs.rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  }
  return { fresh: Math.round(results[0].ms), again: Math.round(results[1].ms), memory: results[1].memory };
}

const workers = { stock: "/stock-worker.js", ours: `/dist/${made["worker.js"]}` };

async function compared(engine, address) {
  const rounds = { stock: [], ours: [] };
  for (let number = 0; number < Number(given.rounds); number++) {
    for (const [name, worker] of Object.entries(workers)) rounds[name].push(await round(engine, address, worker));
  }
  const medians = (name) =>
    Object.fromEntries(["fresh", "again", "memory"].map((key) => [key, median(rounds[name].map((each) => each[key]))]));
  return { stock: medians("stock"), ours: medians("ours"), rounds };
}

const zipped = (file) => zlib.gzipSync(fs.readFileSync(file), { level: 9 }).length;
const size = (name) => fs.statSync(path.join(dist, made[name])).size;
const STOCK_FILES = ["pyodide.js", "pyodide.asm.js", "pyodide.asm.wasm", "python_stdlib.zip"];

const { server, address } = await host();
if (given.host) {
  console.log(JSON.stringify({ address, workers }));
  for await (const _ of process.stdin);
  process.exit();
}
const results = {
  bytes: {
    stock: STOCK_FILES.reduce((sum, name) => sum + zipped(path.join(pyodide, name)), zipped(path.join(dist, wheel))),
    worker: zipped(path.join(dist, made["worker.js"])),
    wasm: size("wasm.bin"),
    memory: size("memory.bin"),
    pack: size("pack.js"),
  },
};
for (const engine of given.engines.split(",")) results[engine] = await compared(engine, address);
server.close();
console.log(JSON.stringify(results));
