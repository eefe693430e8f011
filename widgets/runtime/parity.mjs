/**
 * Run widgets in the real Pyodide, in Node: standard input has one request of `Session.handle` a line,
 * standard output gets one reply a line. tests/handrail_widgets/test_parity.py compares the bytes.
 */

import fs from "node:fs";
import path from "node:path";
import readline from "node:readline";
import { fileURLToPath } from "node:url";
import { loadPyodide } from "pyodide";

const dist = path.join(path.dirname(fileURLToPath(import.meta.url)), "dist");
const manifest = JSON.parse(fs.readFileSync(path.join(dist, "manifest.json"), "utf8"));
const wheel = Object.entries(manifest).find(([name]) => name.endsWith(".whl"))[1];

const python = await loadPyodide({ stdLibURL: path.join(dist, manifest["pyodide/python_stdlib.zip"]) });
python.unpackArchive(new Uint8Array(fs.readFileSync(path.join(dist, wheel))), "wheel");
const { handle } = python.pyimport("handrail_widgets.browser");

for await (const request of readline.createInterface({ input: process.stdin })) console.log(handle(request));
