/**
 * What a plain boot imports, so that its library can hold just that and what authors may import.
 *
 * Run in a process of its own: it loads the widgets as a reader's worker does, from the wheel and its lock.
 */

import { execFileSync } from "node:child_process";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

/** The names of all modules after a plain boot. `pyodide`: its npm package; `wheels`: a folder with wheel and lock. */
export function plainModules({ pyodide, wheels }) {
  try {
    const said = execFileSync(process.execPath, ["--no-warnings", fileURLToPath(import.meta.url), pyodide, wheels], {
      stdio: ["ignore", "pipe", "pipe"],
    });
    return JSON.parse(said.toString().trim().split("\n").at(-1));
  } catch (error) {
    throw new Error(`Pyodide could not load the widgets.\n${String(error.stderr ?? error).slice(-2_000)}`);
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [pyodide, wheels] = process.argv.slice(2);
  const { loadPyodide } = await import(pathToFileURL(path.join(pyodide, "pyodide.mjs")).href);
  const python = await loadPyodide({
    lockFileURL: path.join(wheels, "pyodide-lock.json"),
    packageBaseUrl: `${wheels}/`,
    packages: ["handrail-widgets"],
    stdout: () => undefined,
  });
  python.pyimport("handrail_widgets.browser");
  console.log(python.runPython("import json, sys; json.dumps(sorted(sys.modules))"));
  process.exit(0);
}
