/**
 * Pyodide's glue without what a restored snapshot can't use: graphics, sound, sockets, dynamic linking.
 *
 * The glue is one function with a line or two for each of the wasm's ten thousand exports. We drop
 * those lines and the imports that the wasm doesn't have, change a few passages, each of which must be
 * there, and leave the rest to terser, which drops what nothing refers to any more.
 */

const ASSIGNED = /^ {4}var \w+ = (?:Module\["(\w+)"\] = )?(?:wasmExports\["\w+"\]|\d+);$/;
const EXPORTED = /wasmExports\["(\w+)"\];$/;

const CHANGES = [
  // No side module is ever loaded, so nothing needs eval, and a page's policy may forbid it.
  [/\beval\(/g, "noEval("],
  ['"use strict";\nvar _createPyodideModule', '"use strict";\nvar noEval = () => { throw new Error("there is no eval"); };\nvar _createPyodideModule'],
  // Symbols of side modules alone are missing.
  [/throw new Error\(`bad export type for .*\);/, ";"],
  // The place of CPython's trampoline is this browser's own, and on iOS there is none.
  [/return Module\.HEAP8\.set\(t\), l;/, "return Module.HEAP8.set(t), _PyEM_InitTrampoline_js(), l;"],
  // All these modules lie in memory: taken from there, Python's parser and compiler need not start at all.
  ['API.rawRun("import _pyodide_core")', '[0, ""]'],
  ['API._pyodide._base.eval_code("{}")', "null"],
  [/API\.runPythonInternal\("import (importlib|__main__|builtins); \1(\.__dict__)?"\)/g, 'API._pyodide._importhook.sys.modules.get("$1")$2'],
];

/** The glue runs in a worker alone. */
const PLACE = [
  [/var ENVIRONMENT_IS_NODE = .*;/, "var ENVIRONMENT_IS_NODE = false;"],
  [/var ENVIRONMENT_IS_WEB = .*;/, "var ENVIRONMENT_IS_WEB = false;"],
  [/var ENVIRONMENT_IS_WORKER = .*;/, "var ENVIRONMENT_IS_WORKER = true;"],
];

/** Names that the glue's own code has, beside the lines that only hand exports on. */
function words(lines) {
  return new Set(lines.filter((line) => !ASSIGNED.test(line)).join("\n").match(/[\w$]+/g));
}

/** `source`: pyodide.asm.js; `imported`: names of the wasm's imports. Returns {text, wanted: Set of exports}. */
export async function lightGlue(source, imported) {
  const { transform } = await import("esbuild");
  const { minify } = await import("terser");
  let { code } = await transform(source, { charset: "utf8" });
  for (const [old, now] of [...CHANGES, ...PLACE]) {
    const found = typeof old === "string" ? code.split(old).length - 1 : (code.match(new RegExp(old, "g")) ?? []).length;
    if (found < 1 || (found > 1 && !old.global)) throw new Error(`this Pyodide's glue has ${found} of ${old}; see CHANGES in glue.mjs`);
    code = code.replace(old, now);
  }
  code = code.replace(/^ {4}var wasmImports = \{(.*)\};$/m, (_, list) => {
    const kept = list.split(",").filter((entry) => imported.has(entry.split(":")[0].trim()));
    return `    var wasmImports = {${kept.join(",")}};`;
  });
  let lines = code.split("\n").filter((line) => !/^ {4}[\w$]+\.sig = "\w*";$/.test(line));
  const used = words(lines);
  const wanted = new Set(["__wasm_call_ctors", "__wasm_apply_data_relocs"]);
  lines = lines.filter((line) => {
    if (!ASSIGNED.test(line)) return true;
    const name = /^ {4}var (\w+)/.exec(line)[1];
    const property = ASSIGNED.exec(line)[1] ?? name;
    if (!used.has(name) && !used.has(property)) return false;
    const exported = EXPORTED.exec(line)?.[1];
    if (exported) wanted.add(exported);
    return true;
  });
  const light = await minify(lines.join("\n"), {
    ecma: 2020,
    compress: { passes: 2, pure_getters: true, unsafe_methods: false, keep_fargs: false },
    mangle: { reserved: ["Module", "API", "Hiwire"] },
    format: { comments: false },
  });
  for (const [, , name] of lines.join("\n").matchAll(/wasmExports(\.|\[")(\w+)/g)) wanted.add(name);
  return { text: light.code, wanted };
}
