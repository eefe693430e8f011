/** A thing: an icon of Tabler's, large, with lines as thick as those of the people, and filled. */
import { createRequire } from "node:module";

const { icons } = createRequire(import.meta.url)("@iconify-json/tabler/icons.json");
/** Icons are drawn on a square of so many units. */
const GRID = 24;
/** A dot is a line too short to be seen; drawn as large as this, in widths of lines. */
const DOT = 2;
const LINES = / stroke="currentColor"| stroke-width="2"/g;

/**
 * Draw an icon.
 *
 * @param {{prop: string, at: [number, number], size: number, fill?: string, fills?: number[], turn?: number, flip?: boolean, line?: number}} thing
 *   its middle and its size in units of the picture; `fills` numbers the icon's paths that `fill` fills, all unless told;
 *   `turn` in degrees
 * @param {{ink: string, prop: number}} style colour and width of lines
 * @returns {string} SVG
 */
export function prop({ prop: name, at: [x, y], size, fill = "none", fills, turn = 0, flip = false, line }, style) {
  const icon = icons[name];
  if (!icon) throw new Error(`Tabler has no icon called ${name}`);
  const scale = size / GRID;
  let number = -1;
  const width = (line ?? style.prop) / scale;
  const body = dots(icon.body, (width * (DOT - 1)) / 2).replace(LINES, "").replace(/ fill="none"/g, "").replace(/<path/g, () => {
    number += 1;
    return `<path fill="${!fills || fills.includes(number) ? fill : "none"}"`;
  });
  const place = `translate(${x} ${y})${turn ? ` rotate(${turn})` : ""} scale(${flip ? -scale : scale} ${scale}) translate(${-GRID / 2} ${-GRID / 2})`;
  return `<g transform="${place}" stroke="${style.ink}" stroke-width="${width}">${body}</g>`;
}

/** Draw each dot as a circle around where it is. */
function dots(body, radius) {
  return body.replace(/[hv]\.0\d+/g, `m${-radius} 0a${radius} ${radius} 0 1 0 ${2 * radius} 0a${radius} ${radius} 0 1 0 ${-2 * radius} 0m${radius} 0`);
}
