/**
 * The memory of a Python that has everything imported, to be put back in the reader's browser.
 *
 * Run in a process of its own, in which clocks stand still and chance is off, so that the same inputs
 * give the same bytes. Only Pyodide's own _makeSnapshot and makeMemorySnapshot are used.
 */

import { execFileSync } from "node:child_process";
import crypto from "node:crypto";
import fs from "node:fs";
import { fileURLToPath, pathToFileURL } from "node:url";
import path from "node:path";

const EPOCH = 1_577_836_800_000; // 2020-01-01

/**
 * Boot, import, and return {memory, modules, blocked, texts}; `result` is a file to use on the way.
 * `folder`: pyodide.mjs, pyodide.asm.js and pyodide.asm.wasm; `library`: a zip of bytecode; `wheel`: the widgets;
 * `lock`: an empty lock file; `magic`: of the library's bytecode; `preload`: further modules to import.
 */
export function takeSnapshot(order) {
  try {
    execFileSync(process.execPath, ["--no-warnings", fileURLToPath(import.meta.url)], {
      input: JSON.stringify(order),
      env: { TZ: "UTC", LANG: "C.UTF-8" },
      stdio: ["pipe", "ignore", "pipe"],
    });
    const memory = fs.readFileSync(order.result);
    return { memory, ...JSON.parse(fs.readFileSync(`${order.result}.json`, "utf8")) };
  } catch (error) {
    const said = String(error.stderr ?? error).split("\n");
    const short = said.filter((line) => line.length < 500); // Node quotes the glue's one long line
    throw new Error(`no memory snapshot could be taken.\n${short.join("\n")}`);
  }
}

function standStill() {
  Date.now = () => EPOCH;
  performance.now = () => 0;
  process.hrtime = Object.assign(() => [0, 0], { bigint: () => 0n });
  process.argv = ["node", "python"];
  let turn = 0;
  Math.random = () => (turn = (turn * 16_807 + 11) % 2_147_483_647) / 2_147_483_647;
  crypto.randomFillSync = (view) => view.fill(7);
}

const PREPARE = `
import sys
sys.path.insert(0, "/widgets.whl")
import handrail_widgets.browser
for name in PRELOAD:
    __import__(name)

lost = []

class Lost:
    """The last to be asked for a module: what a snapshot doesn't hold, it can't load."""

    @staticmethod
    def find_spec(name, path=None, target=None):
        lost.append(name)

def restored():
    """Undo what a snapshot freezes: every reader would draw the same random numbers."""
    lost.clear()
    random = sys.modules.get("random")
    if random:
        random.seed()

def tidy():
    """Forget caches and what was only of use here; from now on nothing more can be imported."""
    import gc, linecache, zipimport
    from importlib.machinery import BuiltinImporter, FrozenImporter, PathFinder
    from types import FunctionType
    # What a function says of its parameters is asked of widgets' updates alone.
    updates = {id(widget.update) for widget in handrail_widgets.WIDGETS.values()}
    for each in gc.get_objects():
        if type(each) is FunctionType and id(each) not in updates:
            del each.__annotations__
    blocked = [name for name in sys.builtin_module_names if name not in sys.modules]
    sys.path.remove("/widgets.whl")
    sys.path_importer_cache.clear()
    zipimport._zip_directory_cache.clear()
    linecache.clearcache()
    sys._clear_internal_caches()
    builtin = (BuiltinImporter, FrozenImporter, PathFinder)
    sys.meta_path[:] = [*(finder for finder in sys.meta_path if finder not in builtin), Lost]
    for _ in range(3):
        gc.collect()
    gc.freeze()  # no reader's collection goes through all of this again
    return "\\n".join(blocked)
`;

/** Run after the snapshot is taken: texts in the data that nobody will read any more. */
const SURVEY = `
import _imp, json, sys
texts = []
for name in _imp._frozen_module_names():
    found = _imp.find_frozen(name, withdata=True)
    if found and found[0] is not None:
        texts.append(bytes(found[0]).hex())
docs = set()
seen = set()
def visit(thing):
    text = getattr(thing, "__doc__", None)
    if isinstance(text, str) and len(text) > 40:
        docs.add(text)
    if isinstance(thing, type) and thing not in seen:
        seen.add(thing)
        for value in [*vars(thing).values(), *type.__subclasses__(thing)]:
            visit(value)
visit(object)
for module in [m for m in sys.modules.values() if getattr(getattr(m, "__spec__", None), "origin", 0) == "built-in"]:
    for value in [module, *vars(module).values()]:
        visit(value)
texts += [(text + chr(0)).encode().hex() for text in sorted(docs, key=lambda text: (-len(text), text))]
json.dumps(texts)
`;

async function main() {
  const order = JSON.parse(fs.readFileSync(0, "utf8"));
  standStill();
  const { loadPyodide } = await import(pathToFileURL(path.join(order.folder, "pyodide.mjs")).href);
  const python = await loadPyodide({
    _makeSnapshot: true,
    indexURL: order.folder,
    stdLibURL: order.library,
    lockFileContents: order.lock,
    packageBaseUrl: "/",
    env: { PYTHONHASHSEED: "0", HOME: "/home/pyodide" },
    _sysExecutable: "/usr/bin/python",
    stdout: (line) => console.error(line),
    fsInit: (FS) => FS.writeFile("/widgets.whl", fs.readFileSync(order.wheel)),
  });
  const run = (code) => python.runPython(code);
  const magic = run("import importlib.util; importlib.util.MAGIC_NUMBER.hex()");
  if (magic !== order.magic) throw new Error(`Pyodide reads bytecode ${magic}, the library is ${order.magic}`);
  run(`PRELOAD = ${JSON.stringify(order.preload ?? [])}`);
  run(PREPARE);
  const modules = run(`"\\n".join(sorted(sys.modules))`).split("\n");
  const blocked = run("PRELOAD = tidy()\ndel tidy\nPRELOAD").split("\n");
  fs.writeFileSync(order.result, python.makeMemorySnapshot());
  fs.writeFileSync(`${order.result}.json`, JSON.stringify({ modules, blocked, texts: JSON.parse(run(SURVEY)) }));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await main();
  process.exit(0);
}
