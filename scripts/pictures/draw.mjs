/**
 * Draws the pictures of guides from their tables: `node draw.mjs [GUIDE] [--only NAME] [--into FOLDER] [--sheet FILE.png]`.
 *
 * GUIDE is the name of a table in `guides/`; without it all are drawn. Pictures and their licences go where their table
 * says, and a page that shows all of them beside the table. `--only` draws those whose file's name has NAME in it, and no page; `--into`
 * puts all of it elsewhere; `--sheet` draws the pictures on one sheet, on light and dark. The same tables and packages
 * give the same bytes.
 */
import { copyFile, mkdir, readFile, readdir, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

import { optimize } from "svgo";
import { parse } from "yaml";

import { gallery } from "./gallery.mjs";
import { composed } from "./picture.mjs";
import { drawn } from "./raster.mjs";
import { sheet } from "./sheet.mjs";

const HERE = dirname(fileURLToPath(import.meta.url));
const TABLES = join(HERE, "guides");
const SMALLER = {
  multipass: true,
  floatPrecision: 1,
  plugins: [{ name: "preset-default", params: { overrides: { cleanupIds: false, convertTransform: { floatPrecision: 3 } } } }],
};
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { into: { type: "string" }, sheet: { type: "string" }, only: { type: "string" } },
});
const yaml = async (...path) => parse(await readFile(join(HERE, ...path), "utf8"));
const [look, pieces] = [await yaml("look.yaml"), await yaml("pieces.yaml")];
const guides = positionals.length ? positionals : (await readdir(TABLES)).filter((name) => name.endsWith(".yaml")).map((name) => name.replace(/\.yaml$/, ""));
const all = [];

for (const guide of guides.sort()) {
  const own = await yaml("guides", `${guide}.yaml`);
  const table = { ...look, ...own, people: { ...look.people, ...own.people } };
  const folder = values.into ? resolve(values.into, guide) : join(TABLES, table.folder);
  const beside = values.into ? resolve(values.into) : TABLES;
  await mkdir(folder, { recursive: true });
  await copyFile(join(HERE, "licences.txt"), join(folder, "licences.txt"));
  const shown = [];
  for (const row of table.pictures.filter(({ file }) => !values.only || file.includes(values.only))) {
    const { data } = optimize(composed(row, table, pieces), SMALLER);
    await writeFile(join(folder, `${row.file}.svg`), `${data}\n`);
    shown.push({ ...row, svg: data });
  }
  if (!values.only) await writeFile(join(beside, `${guide}.html`), gallery(guide, shown, { ...look, folder, beside }));
  all.push(...shown);
}
if (values.sheet) await writeFile(values.sheet, drawn(sheet(all, look)).png());
