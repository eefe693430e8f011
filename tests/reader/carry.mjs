/**
 * Runs the pure half of taking answers along and of locking them, for the tests beside it: a line of JSON in, a line of JSON out. A
 * store is the text of a file, so that both sides of a merge, and what comes of it, have the same shape.
 */

import { createRequire } from "node:module";
import { createInterface } from "node:readline";
import { fileURLToPath, pathToFileURL } from "node:url";

const runtime = new URL("../../widgets/runtime/", import.meta.url);
const packages = createRequire(new URL("package.json", runtime));
const { build } = await import(pathToFileURL(packages.resolve("esbuild")).href);
const modules = [...["file", "locked", "merge", "reading"].map((name) => `carry/${name}`), "lock/sealing", "ledger/door"];
const contents = modules.map((name) => `export * from "./reader/${name}";`).join("");
const { outputFiles } = await build({
  stdin: { contents, resolveDir: fileURLToPath(runtime), loader: "ts" },
  bundle: true,
  format: "esm",
  write: false,
});
const {
  carriageFrom,
  carriageOf,
  compared,
  concealed,
  isLocked,
  keyOf,
  lockedFrom,
  lockedText,
  newLock,
  placeOf,
  revealed,
  sealerOf,
  settled,
  textOf,
  unlockedText,
} = await import(
  `data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString("base64")}`
);

const NOTHING = { state: null, pending: [], saved: null };

/** What a device holds once a file was opened on it. */
function merged(here, file, wanted) {
  for (const each of compared(here, file)) {
    const guide = here.guides.get(each.guide) ?? { widgets: new Map() };
    const widget = guide.widgets.get(each.widget) ?? { setAside: [] };
    const { answers, aside } = settled(each, widget.answers ?? NOTHING, wanted === "newer" ? each.newer : wanted);
    if (!answers && aside.length === 0) continue;
    here.guides.set(each.guide, guide);
    guide.widgets.set(each.widget, { ...widget, ...(answers && { answers }), setAside: [...widget.setAside, ...aside] });
  }
  for (const [name, { place }] of file.guides) {
    if (!place) continue;
    const guide = here.guides.get(name) ?? { widgets: new Map() };
    here.guides.set(name, { ...guide, place: placeOf(guide.place, place) });
  }
  return here;
}

/** What no JSON can say, as somebody else may have put it into the store. */
function odd() {
  const value = { words: "kept all the same", when: new Date(0), many: 5n, again: [1, 1] };
  value.self = { value };
  return value;
}

const acts = {
  newLock: ({ passphrase }) => newLock(passphrase),
  keyOf: ({ lock, passphrase }) => keyOf(lock, passphrase),
  seal: ({ key, text, beside }) => sealerOf(key).seal(text, beside),
  open: ({ key, sealed, beside }) => sealerOf(key).open(sealed, beside),
  conceal: ({ key, name, value }) => concealed(sealerOf(key), name, value),
  reveal: ({ key, name, value }) => revealed(sealerOf(key), name, value),
  concealOdd: ({ key, name }) => concealed(sealerOf(key), name, odd()),
  read: ({ text }) => {
    const found = carriageFrom(text);
    return typeof found === "string" ? { refused: found } : { text: textOf(found, new Map()) };
  },
  merge: ({ ours, theirs, wanted }) => textOf(merged(carriageFrom(ours), carriageFrom(theirs), wanted), new Map()),
  lock: ({ text, passphrase }) => lockedText(text, passphrase),
  unlock: async ({ text, passphrase }) => {
    const found = isLocked(text) ? await lockedFrom(text) : "foreign";
    return typeof found === "string" ? { refused: found } : { text: await unlockedText(found, passphrase) };
  },
  export: ({ listed, site }) => textOf(carriageOf(listed, site, "2026-11-28T10:00:00.000Z"), new Map()),
};

for await (const line of createInterface({ input: process.stdin })) {
  const { do: act, ...given } = JSON.parse(line);
  process.stdout.write(`${JSON.stringify(await acts[act](given))}\n`);
}
