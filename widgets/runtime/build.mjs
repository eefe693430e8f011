/**
 * Build the browser's side into dist/: Python's snapshot, Pyodide and the widgets' wheel for a plain boot,
 * the worker and the page.
 *
 * Each part lies in a file or folder with its content's hash in the name, so that hosts may cache it
 * for ever, and is made again only if what it is made of changed. manifest.json, written last, says
 * which file is which: {logical name: path in dist}.
 *
 *   node widgets/runtime/build.mjs        HANDRAIL_PYTHON=… names an interpreter other than .venv's;
 *                                         HANDRAIL_PRUNE=0 leaves in the wasm what nothing reaches
 */

import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import zlib from "node:zlib";
import { minify } from "terser";
import { guestSheet } from "./build/guest.mjs";
import { makeIcons } from "./build/icons.mjs";
import { plainModules } from "./build/plain.mjs";
import { makeRuntime } from "./build/runtime.mjs";
import { compileLibrary, MAGIC } from "./build/stdlib.mjs";

const here = path.dirname(fileURLToPath(import.meta.url));
const dist = path.join(here, "dist");
const modules = path.join(here, "node_modules");
const pyodide = path.join(modules, "pyodide");
const cache = path.join(modules, ".cache/handrail");
const notes = path.join(cache, "inputs.json");
const icon = path.join(here, "../../overrides/assets/handrail/icon.svg");
const python = process.env.HANDRAIL_PYTHON ?? process.env.PYTHON ?? path.join(here, "../../.venv/bin/python");
const started = performance.now();
const say = (text) => console.log(`runtime: ${text}`);

class Mistake extends Error {}

/** The files below a folder whose names end so, sorted, as paths. */
function files(folder, ending = "") {
  return fs
    .readdirSync(folder, { recursive: true })
    .filter((name) => name.endsWith(ending) && !/node_modules|__pycache__|^dist\b/.test(name))
    .map((name) => path.join(folder, name))
    .filter((file) => fs.statSync(file).isFile())
    .sort();
}

function hash(...parts) {
  const sum = createHash("sha256");
  for (const part of parts) sum.update(part).update("\0");
  return sum.digest("hex").slice(0, 12);
}

const sha256 = (content) => createHash("sha256").update(content).digest("hex");

/** What a file's name ends in: the service worker checks the file against it (offline/caches.ts). */
const sumOf = (content) => sha256(content).slice(0, 12);

/** The hash of files with their names below `root`, so that moving one counts, and where the checkout lies doesn't. */
const hashFiles = (list, root = here) => hash(...list.flatMap((file) => [path.relative(root, file).replaceAll("\\", "/"), fs.readFileSync(file)]));

function runPython(...command) {
  try {
    return execFileSync(python, command, { stdio: ["ignore", "pipe", "pipe"] }).toString();
  } catch (error) {
    if (error.code === "ENOENT") throw new Mistake(`there is no Python at ${python}. "make site" sets it up; HANDRAIL_PYTHON=… names another.`);
    throw new Mistake(`${path.basename(command[0])}:\n${error.stderr}`);
  }
}

/** Remembers from the last build which inputs gave which output. */
function memory() {
  try {
    return JSON.parse(fs.readFileSync(notes, "utf8"));
  } catch {
    return {}; // none yet, or half written: then everything is made anew
  }
}

const known = memory();
const made = {};

/** Make one part unless its inputs are those of the last build. `make` fills an empty folder. */
async function part(name, inputs, make) {
  const before = known[name];
  if (before?.inputs === inputs && before.outputs.every((file) => fs.existsSync(path.resolve(dist, file)))) {
    made[name] = before;
    return before;
  }
  const folder = fs.mkdtempSync(path.join(dist, ".making-"));
  try {
    const outputs = await make(folder);
    made[name] = { inputs, outputs };
    return made[name];
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

/** A folder of the cache for these inputs; those of older ones go. */
function cacheOf(inputs) {
  const folder = path.join(cache, `python-${inputs}`);
  fs.mkdirSync(folder, { recursive: true });
  for (const name of fs.readdirSync(cache)) {
    if (/^python-[0-9a-f]{12}$/.test(name) && name !== path.basename(folder)) fs.rmSync(path.join(cache, name), { recursive: true });
  }
  return folder;
}

/** Move a filled folder to a name with its content's hash. */
function keepFolder(folder, name) {
  const list = files(folder);
  const kept = `${name}-${hashFiles(list, folder)}`;
  fs.rmSync(path.join(dist, kept), { recursive: true, force: true });
  fs.renameSync(folder, path.join(dist, kept));
  fs.chmodSync(path.join(dist, kept), 0o755); // mkdtemp's are private
  return list.map((file) => `${kept}/${path.relative(folder, file)}`);
}

async function bundle(entry, define, { hashed = true, ...options } = {}) {
  const name = path.basename(entry);
  const { build } = await import("esbuild");
  const result = await build({
    entryPoints: [path.join(here, `${entry}.ts`)],
    bundle: true,
    format: "iife",
    minify: true,
    target: ["es2022"],
    charset: "utf8",
    legalComments: "none",
    metafile: true,
    write: false,
    logLevel: "silent",
    define: Object.fromEntries(Object.entries(define).map(([key, value]) => [key, JSON.stringify(value)])),
    ...options,
  }).catch((error) => {
    throw new Mistake(`${name}.ts could not be bundled.\n${error.message}`);
  });
  const { code: contents } = await minify(result.outputFiles[0].text, { ecma: 2022, compress: { passes: 3 }, format: { comments: false } });
  const file = hashed ? `${name}-${sumOf(contents)}.js` : `${name}.js`;
  fs.writeFileSync(path.join(dist, file), contents);
  say(`${name}.js, ${(zlib.gzipSync(contents, { level: 9 }).length / 1024).toFixed(1)} KB gzipped`);
  const metafile = path.join(cache, `metafile-${name}.json`); // for the licences
  fs.writeFileSync(metafile, JSON.stringify(result.metafile));
  return [file, metafile];
}

/** The npm packages of which esbuild put something into the bundles. */
function bundled(metafiles) {
  const inputs = metafiles.flatMap((file) => Object.keys(JSON.parse(fs.readFileSync(file, "utf8")).inputs));
  const found = inputs.map((name) => /(?:^|\/)node_modules\/((?:@[^/]+\/)?[^./][^/]*)\//.exec(name)?.[1]);
  return [...new Set(found.filter(Boolean))].sort();
}

/** One classic script with all that Python needs, for pages from disk, which can't fetch (see python/disk.ts). */
function packed(worker, wasm, memory) {
  const base64 = (name) => fs.readFileSync(path.join(dist, name)).toString("base64");
  const content = { worker: fs.readFileSync(path.join(dist, worker), "utf8"), parts: { wasm: base64(wasm), memory: base64(memory) } };
  const text = `handrailPack(${JSON.stringify(content)});`;
  const file = `pack-${sumOf(text)}.js`;
  fs.writeFileSync(path.join(dist, file), text);
  say(`${file}, ${(text.length / 1024).toFixed(0)} KB on disk`);
  return file;
}

async function main() {
  if (!fs.existsSync(pyodide)) throw new Mistake('node_modules is missing. "make site" installs it, or "npm ci" here.');
  fs.mkdirSync(dist, { recursive: true });
  const { version } = JSON.parse(fs.readFileSync(path.join(pyodide, "package.json"), "utf8"));
  const scripts = files(path.join(here, "build"));
  const prune = process.env.HANDRAIL_PRUNE !== "0";
  const tools = runPython(path.join(here, "build/tools.py"));
  const recipe = hash(tools, String(prune), hashFiles([path.join(here, "build.mjs"), path.join(here, "package-lock.json"), ...scripts]));
  const sources = path.join(here, "../handrail_widgets");
  const imported = runPython(path.join(here, "build/imports.py"), sources);

  const widgetInputs = hash(recipe, hashFiles([...files(sources, ".py"), path.join(here, "../pyproject.toml")]));
  const wheel = await part("widgets", widgetInputs, (folder) => {
    say("the widgets, as a wheel of bytecode");
    runPython(path.join(here, "build/wheel.py"), folder, pyodide);
    return keepFolder(folder, "widgets");
  });
  const wheels = path.join(dist, path.dirname(wheel.outputs[0]));

  const plain = await part("pyodide", hash(recipe, imported), (folder) => {
    say(`Pyodide ${version}, its standard library as bytecode`);
    for (const file of ["pyodide.js", "pyodide.asm.js", "pyodide.asm.wasm"]) {
      fs.copyFileSync(path.join(pyodide, file), path.join(folder, file));
      fs.chmodSync(path.join(folder, file), 0o644);
    }
    const only = plainModules({ pyodide, wheels });
    compileLibrary({ python, pyodide, result: path.join(folder, "python_stdlib.zip"), only });
    return keepFolder(folder, `pyodide-${version}`);
  });

  const snapshot = await part("snapshot", hash(recipe, wheels), async (folder) => {
    say("Python with the widgets in it, as a snapshot of memory");
    const wheel = path.join(wheels, fs.readdirSync(wheels).find((name) => name.endsWith(".whl")));
    const made = await makeRuntime({ python, pyodide, wheel, scratch: folder, cache: cacheOf(recipe), prune });
    const [glue, layout, held] = ["glue", "layout", "held"].map((name) => path.join(cache, `${name}-${made.seal}.js`));
    fs.writeFileSync(glue, made.glue);
    fs.writeFileSync(layout, JSON.stringify(made.layout));
    fs.writeFileSync(held, JSON.stringify(made.modules));
    const names = ["wasm", "memory"].map((name) => [name, `${name}-${sumOf(made[name])}.bin`]);
    for (const [name, file] of names) {
      fs.writeFileSync(path.join(dist, file), made[name]);
      say(`${name}, ${(made[name].length / 1024).toFixed(0)} KB gzipped`);
    }
    return [...names.map(([, file]) => file), glue, layout, held];
  });

  const [WASM, MEMORY, glue, layout, held] = snapshot.outputs;
  const folders = { PYODIDE: path.dirname(plain.outputs[0]), WIDGETS: path.dirname(wheel.outputs[0]) };
  const { info } = JSON.parse(fs.readFileSync(path.join(pyodide, "pyodide-lock.json"), "utf8"));
  const LAYOUT = JSON.parse(fs.readFileSync(layout, "utf8"));
  const facts = { ...folders, WASM, MEMORY, LAYOUT, INFO: { ...info, version }, SEAL: /-(\w+)\.js$/.exec(glue)[1] };
  const typescript = hash(recipe, hashFiles(files(here, ".ts")), hashFiles([path.join(here, "tsconfig.json")]));
  const worker = await part("worker", hash(typescript, JSON.stringify(facts)), () =>
    bundle(
      "python/worker",
      { ...facts, "import.meta.url": "" },
      // What Pyodide asks for in Node alone is never come to in a worker.
      { alias: { "#glue": glue }, external: ["node:*", "ws", "fs", "path", "crypto", "child_process", "url", "vm"] },
    ),
  );
  const pack = await part("pack", hash(recipe, worker.outputs[0], WASM), () => [packed(worker.outputs[0], WASM, MEMORY)]);
  const names = { WORKER: worker.outputs[0], PACK: pack.outputs[0] };
  const page = await part("page", hash(typescript, JSON.stringify(names)), () => bundle("page/page", names));
  const carry = await part("carry", typescript, () => bundle("page/carry", {}));
  const pictures = await part("pictures", typescript, () => bundle("page/pictures", {}));
  const lock = await part("lock", typescript, () => bundle("page/lock", {}));
  const serviceWorker = await part("sw", typescript, () => bundle("offline/sw", { "process.env.NODE_ENV": "production" }, { hashed: false }));
  const icons = await part("icons", hash(recipe, hashFiles([icon])), async () => {
    const made = await makeIcons(icon);
    for (const [name, png] of made) fs.writeFileSync(path.join(dist, name), png);
    say(`${made.length} icons`);
    return made.map(([name]) => name);
  });

  const widgetSheet = path.join(here, "../../overrides/assets/handrail/widget.css");
  const sheet = await part("guest", hash(recipe, hashFiles([...files(path.join(here, "guest")), widgetSheet])), async () => {
    const { transform } = await import("esbuild");
    const { code } = await transform(guestSheet(path.join(here, "guest"), widgetSheet), { loader: "css", minify: true });
    const name = `guest-${sumOf(code)}.css`;
    fs.writeFileSync(path.join(dist, name), code);
    say(`guest.css, ${(zlib.gzipSync(code, { level: 9 }).length / 1024).toFixed(1)} KB gzipped`);
    return [name];
  });

  const bundles = [page, carry, pictures, lock, serviceWorker, worker];
  const packages = bundled(bundles.map(({ outputs }) => outputs[1]));
  const fonts = path.join(here, "../../overrides/assets/handrail/fonts");
  const licence = [path.join(here, "../../LICENSE"), ...files(fonts, ".txt"), ...packages.map((name) => path.join(modules, name, "package.json"))];
  const licences = await part("licences", hash(recipe, hashFiles(licence)), () => {
    runPython(path.join(here, "build/licences.py"), path.join(dist, "licences.txt"), ...packages);
    return ["licences.txt"];
  });

  const logical = (name) => name.replace(/^(pyodide|widgets)-[^/]*\//, "$1/").replace(/-[0-9a-f]{12}\.(js|bin|css)$/, ".$1");
  const modulesOf = path.join(dist, "modules.json");
  const digests = files(sources, ".py").map((file) => [path.relative(path.dirname(sources), file).replaceAll(path.sep, "/"), sha256(fs.readFileSync(file))]);
  const shipped = [...bundles.map(({ outputs }) => outputs[0]), ...sheet.outputs, ...icons.outputs, ...licences.outputs, ...pack.outputs, WASM, MEMORY, ...plain.outputs, ...wheel.outputs];
  const sums = Object.fromEntries(shipped.map((name) => [name, sumOf(fs.readFileSync(path.join(dist, name)))]));
  const contents = { magic: MAGIC, modules: JSON.parse(fs.readFileSync(held, "utf8")), sources: Object.fromEntries(digests), sums };
  fs.writeFileSync(`${modulesOf}.new`, JSON.stringify(contents, null, 1));
  fs.renameSync(`${modulesOf}.new`, modulesOf);
  const outputs = [...shipped, "modules.json"];
  const manifest = JSON.stringify(Object.fromEntries(outputs.map((name) => [logical(name), name])), null, 1);
  const place = path.join(dist, "manifest.json");
  if (JSON.stringify(made) === JSON.stringify(known) && fs.existsSync(place)) return say("up to date");

  const current = new Set([...outputs.map((name) => name.split("/")[0]), "manifest.json"]);
  for (const name of fs.readdirSync(dist)) {
    if (!current.has(name) && !name.startsWith(".making-")) fs.rmSync(path.join(dist, name), { recursive: true });
  }
  fs.mkdirSync(path.dirname(notes), { recursive: true });
  fs.writeFileSync(notes, JSON.stringify(made, null, 1));
  fs.writeFileSync(`${place}.new`, manifest);
  fs.renameSync(`${place}.new`, place);
  say(`built in ${((performance.now() - started) / 1000).toFixed(1)} s`);
}

main().catch((error) => {
  console.error(`runtime: ${error instanceof Mistake ? error.message : error.stack}`);
  process.exitCode = 1;
});
