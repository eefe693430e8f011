/**
 * Which part of a piece is skin, and which is cloth: found from a few points, since the art keeps them in one shape.
 *
 * Its lines are drawn by hand and have gaps, so a plain fill would run out through a cuff. Regions grow from their
 * points instead, over the widest places first, and meet where it is narrow: a watershed on the distance from ink.
 */
import { traced } from "./outlines.mjs";
import { distances, freeNear, pixel, raster, spread } from "./pixels.mjs";

/** How far a region goes below the lines around it, in pixels: past the blur of their edge, and not out at the other side. */
const BELOW_INK = 3;

/**
 * Find the regions of a piece that lie below its ink.
 *
 * @param {{ground: string, ink: string}} piece
 * @param {Record<string, [number, number][]>} seeds for each role, points within its regions, in units of the art; what
 *   no point leads to goes with its neighbour
 * @returns {Record<string, string>} for each role a path of straight lines that end below the ink
 * @throws {Error} if a point lies deep in ink or beside the piece
 */
export function regions(piece, seeds) {
  const { box, width, isGround, isInk } = raster(piece);
  const isFree = isInk.map((inked, at) => Number(!inked && isGround[at]));
  const depth = distances(isFree, width);
  const roles = Object.keys(seeds);
  const labels = new Int8Array(isFree.length).fill(-1);
  const queue = buckets(depth.reduce((a, b) => Math.max(a, b)));
  roles.forEach((role, label) => {
    for (const [x, y] of seeds[role]) {
      const at = freeNear(...pixel(x, y, box), isFree, width);
      if (at === undefined) throw new Error(`${role} [${x}, ${y}] lies on ink or outside`);
      labels[at] = label;
      queue.add(at, depth[at]);
    }
  });
  for (let at = queue.take(); at !== undefined; at = queue.take()) {
    for (const next of [at - 1, at + 1, at - width, at + width]) {
      if (isFree[next] && labels[next] < 0) {
        labels[next] = labels[at];
        queue.add(next, depth[next]);
      }
    }
  }
  nearest(labels, isFree, isInk, width);
  for (let times = 0; times < BELOW_INK; times += 1) {
    const before = labels.slice();
    for (let at = width; at < labels.length - width; at += 1) {
      if (isInk[at] && before[at] < 0) {
        labels[at] = Math.max(before[at - 1], before[at + 1], before[at - width], before[at + width]);
      }
    }
  }
  return Object.fromEntries(roles.map((role, label) => [role, traced(labels, label, width, box)]));
}

/** Give each part that no region has reached, such as a sole, to the region that is nearest across the ink. */
function nearest(labels, isFree, isInk, width) {
  const reached = labels.slice();
  let front = [...labels.keys()].filter((at) => labels[at] >= 0);
  while (front.length) {
    const after = [];
    for (const at of front) {
      for (const next of [at - 1, at + 1, at - width, at + width]) {
        if (reached[next] >= 0 || !(isFree[next] || isInk[next])) continue;
        reached[next] = reached[at];
        if (isFree[next]) {
          const label = reached[at];
          spread(next, label, labels, isFree, width, (inside) => {
            reached[inside] = label;
          });
        }
        after.push(next);
      }
    }
    front = after;
  }
}

/** A queue that gives the deepest first, and among those the one that came first. */
function buckets(deepest) {
  const waiting = Array.from({ length: deepest + 1 }, () => ({ items: [], next: 0 }));
  let level = 0;
  return {
    add(item, depth) {
      waiting[depth].items.push(item);
      level = Math.max(level, depth);
    },
    take() {
      while (level > 0 && waiting[level].next === waiting[level].items.length) level -= 1;
      const { items, next } = waiting[level];
      waiting[level].next += next < items.length ? 1 : 0;
      return items[next];
    },
  };
}
