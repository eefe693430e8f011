/** Runs the pure half of carrying answers by pictures, for test_frames.py: a line of JSON in, a line of JSON out. Bytes are base64. */

import { createRequire } from "node:module";
import { createInterface } from "node:readline";
import { fileURLToPath, pathToFileURL } from "node:url";

const runtime = new URL("../../widgets/runtime/", import.meta.url);
const packages = createRequire(new URL("package.json", runtime));
const { build } = await import(pathToFileURL(packages.resolve("esbuild")).href);
const contents = ["frames", "packing"].map((name) => `export * from "./reader/carry/${name}";`).join("");
const { outputFiles } = await build({
  stdin: { contents, resolveDir: fileURLToPath(runtime), loader: "ts" },
  bundle: true,
  format: "esm",
  write: false,
});
const { countOf, framesOf, frameFrom, Gathering, MOST, packed, SHARE, unpacked } = await import(
  `data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString("base64")}`
);

const bytesOf = (text) => new Uint8Array(Buffer.from(text, "base64"));
const textOf = (bytes) => (bytes instanceof Uint8Array ? Buffer.from(bytes).toString("base64") : bytes);

const acts = {
  limits: () => ({ most: MOST, share: SHARE }),
  frames: ({ whole, id }) => framesOf(bytesOf(whole), id),
  count: ({ length }) => countOf(length),
  frame: ({ text }) => {
    const frame = frameFrom(text);
    return typeof frame === "string" ? frame : { ...frame, share: textOf(frame.share) };
  },
  // What each text met, what is missing and how it stands at the end, and the whole.
  gather: ({ texts }) => {
    const gathering = new Gathering();
    const met = texts.map((text) => gathering.take(text));
    return { met, stand: gathering.stand, missing: gathering.missing, whole: textOf(gathering.whole()) };
  },
  pack: async ({ text }) => textOf(await packed(text)),
  unpack: async ({ bytes, most }) => unpacked(bytesOf(bytes), most),
};

for await (const line of createInterface({ input: process.stdin })) {
  const { do: act, ...given } = JSON.parse(line);
  process.stdout.write(`${JSON.stringify(await acts[act](given))}\n`);
}
