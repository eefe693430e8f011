/** Outlines: from the pixels of one label back to a path, in straight lines or in curves. */
import fitCurve from "fit-curve";

import { curves, polygon } from "./paths.mjs";
import { unit } from "./pixels.mjs";

/** How far a corner may be moved when outlines are made simpler, in pixels. */
const SLACK = 1.8;
/** How far a curve may be from the edge of a black place, which is seen, in pixels. */
const CLOSE = 1.4;
/** What is a corner there: a turn of so many radians between two stretches of so many pixels. */
const CORNER = { turn: 0.8, stretch: 5 };
/** A region smaller than this, in pixels, is a speck at a line's end. */
const SPECK = 6;

/**
 * Write the outlines of a label as one path of straight lines, for an edge that ends below ink.
 *
 * @param {Int8Array} labels a number for each pixel
 * @param {number} label
 * @param {number} width of the grid
 * @param {{x: number, y: number}} box of the piece
 * @returns {string} in units of the art
 */
export function traced(labels, label, width, box) {
  return outlines(labels, width, label)
    .filter((corners) => Math.abs(area(corners)) >= SPECK)
    .map((corners) => polygon(simpler(corners).map((point) => unit(point, box))))
    .join("");
}

/**
 * Write outlines as one path of curves, for an edge that is seen.
 *
 * @param {[number, number][][]} edges corners of pixels
 * @param {{x: number, y: number}} box of the piece
 * @returns {string} in units of the art
 */
export function smoothed(edges, box) {
  return edges.map((corners) => curves(smooth(corners).map((curve) => curve.map((point) => unit(point, box))))).join("");
}

/** Turn an outline of pixels into Bézier curves that meet at its corners. */
function smooth(corners) {
  const rough = simpler(corners);
  const turned = rough.filter(([x, y], at) => {
    const [[ax, ay], [bx, by]] = [rough.at(at - 1), rough[(at + 1) % rough.length]];
    const turn = Math.abs(Math.atan2((x - ax) * (by - y) - (y - ay) * (bx - x), (x - ax) * (bx - x) + (y - ay) * (by - y)));
    return turn > CORNER.turn && Math.min(Math.hypot(x - ax, y - ay), Math.hypot(bx - x, by - y)) > CORNER.stretch;
  });
  const ends = (turned.length > 1 ? turned : [rough[0], rough[Math.floor(rough.length / 2)]]).map((end) => corners.indexOf(end));
  return ends.flatMap((from, at) => {
    const to = ends[(at + 1) % ends.length];
    const run = from < to ? corners.slice(from, to + 1) : [...corners.slice(from), ...corners.slice(0, to + 1)];
    // The middles of the steps between pixels lie nearer to the edge than the steps' corners do.
    const middles = run.slice(1).map(([x, y], step) => [(x + run[step][0]) / 2, (y + run[step][1]) / 2]);
    return fitCurve([run[0], ...middles, run.at(-1)], CLOSE);
  });
}

/** Walk around all pixels of one label, and return the corners of each outline. */
export function outlines(labels, width, label) {
  const next = new Map();
  const is = (x, y) => labels[y * width + x] === label;
  const edge = (from, to) => next.set(from.join(), [...(next.get(from.join()) ?? []), to]);
  for (let at = 0; at < labels.length; at += 1) {
    if (labels[at] !== label) continue;
    const [x, y] = [at % width, Math.floor(at / width)];
    if (!is(x, y - 1)) edge([x, y], [x + 1, y]);
    if (!is(x + 1, y)) edge([x + 1, y], [x + 1, y + 1]);
    if (!is(x, y + 1)) edge([x + 1, y + 1], [x, y + 1]);
    if (!is(x - 1, y)) edge([x, y + 1], [x, y]);
  }
  const found = [];
  for (const start of next.keys()) {
    const corners = [];
    let at = start;
    while (next.get(at)?.length) {
      const to = next.get(at).pop();
      corners.push(to);
      at = to.join();
    }
    if (corners.length) found.push(corners);
  }
  return found;
}

/** Leave out corners that lie within `SLACK` of the outline without them (Ramer, Douglas, Peucker). */
function simpler(corners) {
  const half = Math.floor(corners.length / 2);
  const closed = [...corners, corners[0]];
  return [...kept(closed.slice(0, half + 1)).slice(0, -1), ...kept(closed.slice(half)).slice(0, -1)];
}

function kept(line) {
  if (line.length < 3) return line;
  const [[ax, ay], [bx, by]] = [line[0], line.at(-1)];
  const length = Math.hypot(bx - ax, by - ay) || 1;
  let worst = 0;
  let most = -1;
  line.forEach(([x, y], at) => {
    const off = Math.abs((bx - ax) * (ay - y) - (ax - x) * (by - ay)) / length;
    if (off > most) [most, worst] = [off, at];
  });
  if (most <= SLACK) return [line[0], line.at(-1)];
  return [...kept(line.slice(0, worst + 1)).slice(0, -1), ...kept(line.slice(worst))];
}

/** Return what an outline encloses, in pixels; a hole is negative. */
export function area(corners) {
  return corners.reduce((sum, [x, y], at) => {
    const [nx, ny] = corners[(at + 1) % corners.length];
    return sum + (x * ny - nx * y) / 2;
  }, 0);
}
