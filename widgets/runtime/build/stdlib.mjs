/**
 * The standard library as bytecode, made of the sources that Pyodide ships (see library.py).
 *
 *   plain: what plain boot needs and authors may import; deflated, since hosts don't compress zips.
 *   lean:  what a snapshot is made from; never shipped.
 */

import { execFileSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const script = path.join(path.dirname(fileURLToPath(import.meta.url)), "library.py");

/** The magic number of Pyodide 0.29's CPython 3.13.2, as `importlib.util.MAGIC_NUMBER.hex()` says in it. */
export const MAGIC = "f30d0d0a";

/** Write `result`, a zip of bytecode. `only` lists the modules to keep; all of them without it. */
export function compileLibrary({ python, pyodide, result, lean = false, only }) {
  const names = `${result}.names.json`;
  const command = [script, MAGIC, path.join(pyodide, "python_stdlib.zip"), result];
  if (lean) command.push("--lean");
  if (only) {
    fs.writeFileSync(names, JSON.stringify(only));
    command.push("--only", names);
  }
  try {
    execFileSync(python, command, { env: { ...process.env, PYTHONHASHSEED: "0" }, stdio: ["ignore", "pipe", "pipe"] });
  } catch (error) {
    throw new Error(`the standard library could not be compiled.\n${error.stderr ?? error.message}`);
  } finally {
    fs.rmSync(names, { force: true });
  }
}
