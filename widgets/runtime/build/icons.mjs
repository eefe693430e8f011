/** The icons of the installed site, drawn from its one SVG. */

import fs from "node:fs";
import { createRequire } from "node:module";

/** Masks of any shape leave a circle of four fifths of the width: https://www.w3.org/TR/appmanifest/#icon-masks */
const SAFE = 0.72;

/** `file`: a square SVG with its ground at the top of the middle. Returns [name, PNG] of each. */
export async function makeIcons(file) {
  const { initWasm, Resvg } = await import("@resvg/resvg-wasm");
  await initWasm(fs.readFileSync(createRequire(import.meta.url).resolve("@resvg/resvg-wasm/index_bg.wasm")));
  const svg = fs.readFileSync(file, "utf8");
  const drawn = (text, width) => new Resvg(text, { fitTo: { mode: "width", value: width }, font: { loadSystemFonts: false } }).render();
  const icon = (width) => Buffer.from(drawn(svg, width).asPng());

  const sample = drawn(svg, 64);
  const [red, green, blue] = sample.pixels.subarray(4 * (64 * 2 + 32));
  const whole = icon(512).toString("base64");
  const edge = (512 * (1 - SAFE)) / 2;
  const image = `<image href="data:image/png;base64,${whole}" x="${edge}" y="${edge}" width="${512 * SAFE}" height="${512 * SAFE}"/>`;
  const maskable = (width) =>
    Buffer.from(
      drawn(
        `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 512 512"><rect width="512" height="512" fill="rgb(${red},${green},${blue})"/>${image}</svg>`,
        width,
      ).asPng(),
    );
  return [
    ["icon-192.png", icon(192)],
    ["icon-512.png", icon(512)],
    ["icon-maskable-512.png", maskable(512)],
    ["icon-touch-180.png", maskable(180)], // iOS rounds it, and makes what is clear black
  ];
}
