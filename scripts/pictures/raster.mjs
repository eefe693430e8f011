/** Drawing SVG into pixels, with resvg. */
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";

import { initWasm, Resvg } from "@resvg/resvg-wasm";

const require = createRequire(import.meta.url);
await initWasm(readFile(require.resolve("@resvg/resvg-wasm/index_bg.wasm")));

/**
 * Draw an SVG.
 *
 * @param {string} svg
 * @param {number} [width] in pixels; its own size unless told
 * @returns {{width: number, height: number, pixels: Uint8Array, png: () => Uint8Array}} RGBA, row by row
 */
export function drawn(svg, width) {
  const image = new Resvg(svg, width ? { fitTo: { mode: "width", value: width } } : {}).render();
  return { width: image.width, height: image.height, pixels: image.pixels, png: () => image.asPng() };
}
