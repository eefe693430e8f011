/**
 * A piece as pixels: grids of ones and zeros, row by row, and what can be asked of them.
 *
 * A grid is a flat array; its neighbours to the left and right of the edge never count, since `bounds` leaves room.
 */
import { bounds } from "./paths.mjs";
import { drawn } from "./raster.mjs";

/** Pixels in one unit of the art; its lines are 10 to 25 units wide. */
const FINENESS = 0.4;
/** How far a point may be from the place that it means, in pixels. */
const AIM = 12;
const OPAQUE = 128;

/** Draw a piece's ground and ink, each as one bit a pixel. */
export function raster({ ground, ink }) {
  const box = bounds(ground + ink);
  const bits = (d, rule) => {
    const { width, pixels } = drawn(
      `<svg xmlns="http://www.w3.org/2000/svg" width="${box.width * FINENESS}" height="${box.height * FINENESS}" viewBox="${box.x} ${box.y} ${box.width} ${box.height}"><path fill-rule="${rule}" d="${d}"/></svg>`,
    );
    return { width, is: Uint8Array.from({ length: pixels.length / 4 }, (_, at) => Number(pixels[at * 4 + 3] >= OPAQUE)) };
  };
  const { width, is: isGround } = bits(ground, "nonzero");
  return { box, width, isGround, isInk: bits(ink, "evenodd").is };
}

/** Return where a point of the art lies, in pixels. */
export function pixel(x, y, box) {
  return [Math.round((x - box.x) * FINENESS), Math.round((y - box.y) * FINENESS)];
}

/** Return where a pixel lies, in units of the art. */
export function unit([x, y], box) {
  return [Math.round(x / FINENESS + box.x), Math.round(y / FINENESS + box.y)];
}

/** Give a label to all pixels of `is` that hang together with one of them. */
export function spread(start, label, labels, is, width, seen = () => {}) {
  if (labels[start] >= 0) return;
  const waiting = [start];
  labels[start] = label;
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    seen(at);
    for (const next of [at - 1, at + 1, at - width, at + width]) {
      if (is[next] && labels[next] < 0) {
        labels[next] = label;
        waiting.push(next);
      }
    }
  }
}

/** Return the free pixel that is nearest to a place; none further away than `AIM`. */
export function freeNear(x, y, isFree, width) {
  let best;
  let least = AIM + 1;
  for (let dy = -AIM; dy <= AIM; dy += 1) {
    for (let dx = -AIM; dx <= AIM; dx += 1) {
      const at = (y + dy) * width + x + dx;
      const off = Math.hypot(dx, dy);
      if (isFree[at] && off < least) [best, least] = [at, off];
    }
  }
  return best;
}

/** Return each free pixel's distance from what isn't free, in whole pixels along rows and columns. */
export function distances(isFree, width) {
  const found = new Uint16Array(isFree.length);
  const far = 60000;
  for (let at = 0; at < found.length; at += 1) {
    found[at] = isFree[at] ? Math.min(far, (found[at - 1] ?? 0) + 1, (found[at - width] ?? 0) + 1) : 0;
  }
  for (let at = found.length - 1; at >= 0; at -= 1) {
    if (isFree[at]) found[at] = Math.min(found[at], (found[at + 1] ?? 0) + 1, (found[at + width] ?? 0) + 1);
  }
  return found;
}
