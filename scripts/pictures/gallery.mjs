/** A page of all pictures of a guide, for its author: each on both grounds, with its alt text and its size. */
import { relative, sep } from "node:path";

/** As wide as pictures are shown, in CSS pixels: a phone's column. */
const SHOWN = 320;

/**
 * Write the page.
 *
 * @param {string} guide its name
 * @param {{file: string, alt: string, svg: string}[]} pictures
 * @param {{size: [number, number], grounds: {light: string, dark: string}, folder: string, beside: string}} look size of
 *   the pictures, colours that they are shown on, where they lie, and where the page will
 * @returns {string} HTML without scripts, which opens by a double click
 */
export function gallery(guide, pictures, { size: [width, height], grounds, folder, beside }) {
  const path = relative(beside, folder).split(sep).join("/");
  const bytes = pictures.map(({ svg }) => Buffer.byteLength(svg) + 1);
  const kilobytes = (number) => `${(number / 1000).toFixed(1)} KB`;
  const total = kilobytes(bytes.reduce((sum, size) => sum + size, 0));
  const image = ({ file, alt }, side) =>
    `<div class="${side}"><img src="${path}/${file}.svg" width="${SHOWN}" height="${(SHOWN * height) / width}" loading="lazy" alt="${side === "light" ? escaped(alt) : ""}"></div>`;
  const rows = pictures.map(
    (picture, at) => `<figure id="${picture.file}">
${image(picture, "light")}
${image(picture, "dark")}
<figcaption><b>${escaped(picture.file)}</b> <small>${kilobytes(bytes[at])}</small><br>${escaped(picture.alt)}</figcaption>
</figure>`,
  );
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Pictures: ${escaped(guide)}</title>
<style>
body { margin: 0 auto; padding: 24px; max-width: 1040px; font: 17px/1.5 system-ui, sans-serif; color: #2c2233; background: ${grounds.light}; }
figure { display: flex; flex-wrap: wrap; margin: 0 0 24px; padding-top: 24px; border-top: 1px solid #2c223333; }
figure > div { padding: 16px; }
.dark { background: ${grounds.dark}; }
img { display: block; max-width: 100%; height: auto; }
figcaption { flex: 1 1 240px; padding: 16px; }
small { color: #5c5262; }
</style>
<h1>Pictures: ${escaped(guide)}</h1>
<p>${pictures.length} pictures, ${total} together, ${width} × ${height}. Drawn by <code>node draw.mjs ${escaped(guide)}</code>; don’t change this page or the pictures by hand.</p>
${rows.join("\n")}
</html>
`;
}

function escaped(text) {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/"/g, "&quot;");
}
