/**
 * Python for the reader's browser, ready to be put back into memory: glue, wasm and memory of one build.
 *
 *   const python = await makeRuntime({ python, pyodide, wheel, scratch, cache, prune: true });
 *   python.glue    text of the glue, for the worker's bundle (`#glue` in boot.ts)
 *   python.wasm, python.memory    gzipped; each carries the seal
 *   python.seal    what boot.ts checks them by (SEAL)
 *   python.layout    {size, spans}: where the memory's pieces belong (LAYOUT in boot.ts)
 *   python.modules    the names of all modules in the memory
 */

import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { lightGlue } from "./glue.mjs";
import { closed, opened, withoutFree, withoutTexts, withoutZeros } from "./memory.mjs";
import { OVERWRITTEN, reachable } from "./reach.mjs";
import { takeSnapshot } from "./snapshot.mjs";
import { compileLibrary, MAGIC } from "./stdlib.mjs";
import { acceptMemory, imports, keepExports, sealed, sections, stripData, withoutBodies } from "./wasm.mjs";

const PAGE = 65_536;
const ONCE = ["__main_argc_argv", "run_main_promising"]; // sets Python up; a restored one is set up
const IMPORT = 2;

/**
 * Imported beside what the widgets import. A traceback looks for spelling suggestions; the others an author's own
 * widgets may want, at half a hundredth of the bytes. `calendar` and `_strptime` would take four times that.
 */
const PRELOAD = ["_suggestions", "bisect", "heapq", "string"];

const LARGEST = 2 ** 28; // bytes that may come back

/** Gzipped tighter than zlib can, by libdeflate, which has no package for Node that is kept as well as Python's. */
const zipped = (python, bytes) => execFileSync(python, [path.join(import.meta.dirname, "pack.py")], { input: bytes, maxBuffer: LARGEST });

/** A number that the glue states once. */
function stated(glue, name) {
  const [found] = glue.matchAll(new RegExp(`\\b${name}=(\\d+)`, "g"));
  if (!found) throw new Error(`this Pyodide's glue doesn't state ${name}`);
  return Number(found[1]);
}

/** The glue takes long and changes with Pyodide and these scripts alone, so it is read from a file of the cache. */
async function remembered(file, make) {
  if (!fs.existsSync(file)) {
    const { text, wanted } = await make();
    fs.writeFileSync(`${file}.new`, JSON.stringify({ text, wanted: [...wanted] }));
    fs.renameSync(`${file}.new`, file);
  }
  const { text, wanted } = JSON.parse(fs.readFileSync(file, "utf8"));
  return { text, wanted: new Set(wanted) };
}

/**
 * Make all that is listed above. `cache` is a folder for what changes with Pyodide and this folder's scripts alone; the caller
 * gives another one when they do.
 * Without `prune`, the wasm keeps all code and exports that Pyodide ships.
 */
export async function makeRuntime({ python, pyodide, wheel, scratch, cache, prune = true }) {
  const source = fs.readFileSync(path.join(pyodide, "pyodide.asm.js"), "utf8");
  const shipped = fs.readFileSync(path.join(pyodide, "pyodide.asm.wasm"));
  const { info } = JSON.parse(fs.readFileSync(path.join(pyodide, "pyodide-lock.json"), "utf8"));

  const library = path.join(cache, "lean.zip");
  if (!fs.existsSync(library)) {
    compileLibrary({ python, pyodide, result: `${library}.new`, lean: true });
    fs.renameSync(`${library}.new`, library);
  }
  const lock = { info, packages: {} };
  const taken = takeSnapshot({ folder: pyodide, library, wheel, lock, magic: MAGIC, preload: PRELOAD, result: path.join(scratch, "memory") });

  const named = new Set([...imports([...sections(shipped)].find(({ id }) => id === IMPORT).body)].filter(({ module }) => module !== "GOT.func").map(({ name }) => name));
  const { text: glue, wanted } = await remembered(path.join(cache, "glue.json"), () => lightGlue(source, named));

  const snapshot = opened(taken.memory);
  const stack = [stated(source, "___stack_low"), stated(source, "___stack_high")];
  const needed = (name) => wanted.has(name) && !ONCE.includes(name);
  const found = reachable(shipped, { heap: snapshot.heap, stack, wanted: needed, blocked: taken.blocked, once: ONCE });

  const { heap } = snapshot;
  heap.fill(0, ...stack); // a restored Python starts on an empty one
  withoutTexts(heap, found.end, taken.texts.map((text) => Buffer.from(text, "hex")), found.borders);
  snapshot.heap = withoutFree(heap, stated(source, "___heap_base"));

  const bodies = new Map(Object.entries(OVERWRITTEN).map(([name, body]) => [found.exported.get(name).index, body]));
  const body = (number) => bodies.get(number + found.imported) ?? (found.live.has(number + found.imported) ? "own" : "trap");
  const bare = prune ? keepExports(stripData(withoutBodies(shipped, body)), needed) : stripData(shipped);
  const wasm = acceptMemory(bare, snapshot.heap.length / PAGE);

  const sum = createHash("sha256");
  for (const part of [glue, wasm, withoutZeros(closed(snapshot)).packed]) sum.update(part).update("\0");
  const seal = sum.digest("hex").slice(0, 12);
  snapshot.state.handrail = seal;
  const { packed, ...layout } = withoutZeros(closed(snapshot));
  return { seal, glue, wasm: zipped(python, sealed(wasm, seal)), memory: zipped(python, packed), layout, modules: taken.modules };
}
