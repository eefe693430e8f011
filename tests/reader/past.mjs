/** Runs what reads records of tools that are gone, for test_past.py: a line of JSON in, a line of JSON out. */

import { createRequire } from "node:module";
import { createInterface } from "node:readline";
import { fileURLToPath, pathToFileURL } from "node:url";

const runtime = new URL("../../widgets/runtime/", import.meta.url);
const packages = createRequire(new URL("package.json", runtime));
const { build } = await import(pathToFileURL(packages.resolve("esbuild")).href);
const { outputFiles } = await build({
  stdin: { contents: 'export * from "./page/past";', resolveDir: fileURLToPath(runtime), loader: "ts" },
  bundle: true,
  format: "esm",
  write: false,
});
let past;

const acts = {
  begin: async ({ sentences }) => {
    globalThis.HANDRAIL_WORDS = { locale: "en-GB", sentences };
    past = await import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString("base64")}`);
    return null;
  },
  read: ({ record }) => past.pastOf(record),
  kind: ({ record, shapes }) => past.kindOfPast(record, shapes),
};

for await (const line of createInterface({ input: process.stdin })) {
  const { do: act, ...given } = JSON.parse(line);
  process.stdout.write(`${JSON.stringify(await acts[act](given))}\n`);
}
