/**
 * The places of a piece that were drawn black all over, hair and trousers, so that they can have a colour.
 *
 * What was left white in them, a fold or a parting, becomes a line of ink once they are no longer black.
 */
import { area, outlines, smoothed } from "./outlines.mjs";
import { distances, freeNear, pixel, raster, spread } from "./pixels.mjs";

/** Ink wider than twice this, in pixels, is cloth or hair that was drawn black, and no line. */
const LINE = 8;
/** What stays of the black around such a place when it is coloured, as its line, in pixels. */
const RIM = 6;
/** A white line in the black is at most twice as wide, in pixels. */
const FOLD = 4;
/** A gap in the black of less than so many pixels is closed when it gets a colour. */
const GAP = 500;
/** A place smaller than this, in pixels, is a speck at a line's end. */
const SPECK = 6;

/**
 * Find the black places of a piece.
 *
 * @param {{ground: string, ink: string}} piece
 * @param {Record<string, [number, number][] | "all">} seeds for each role, a point in each of its places, or all places
 * @returns {{places: Record<string, string>, folds: string}} for each role a path that leaves a line of black around
 *   it, and one path of all that was white within
 * @throws {Error} if a point lies beside the black
 */
export function blacks(piece, seeds) {
  const { box, width, isGround, isInk } = raster(piece);
  const isWide = wide(isInk, width);
  const isEmpty = isInk.map((inked) => Number(!inked));
  const inGround = folds(isWide, isEmpty.map((empty, at) => Number(empty && isGround[at])), width);
  const isFold = folds(isWide, isEmpty, width).map((is, at) => is || inGround[at]);
  const isWithin = grown(isFold, RIM + 1, width).map((near, at) => Number(isWide[at] || isFold[at] || (near && isInk[at])));
  const labels = new Int8Array(isWide.length).fill(-1);
  const roles = Object.keys(seeds);
  roles.forEach((role, label) => {
    const onBlack = ([x, y]) => {
      const at = freeNear(...pixel(x, y, box), isWide, width);
      if (at === undefined) throw new Error(`${role} [${x}, ${y}] is not on black`);
      return at;
    };
    for (const start of seeds[role] === "all" ? all(isWide) : seeds[role].map(onBlack)) spread(start, label, labels, isWithin, width);
  });
  const path = (label, isKept) => smoothed(outlines(labels, width, label).filter((corners) => isKept(area(corners))), box);
  const places = Object.fromEntries(roles.map((role, label) => [role, path(label, (size) => size >= SPECK || size <= -GAP)]));
  const within = roles.length;
  for (const at of all(isFold)) if (labels[at] >= 0) labels[at] = within;
  return { places, folds: path(within, (size) => size >= SPECK) };
}

/** Return where the ink is too wide for a line, without the rim that stays as its line. */
function wide(isInk, width) {
  const isDeep = distances(isInk, width).map((depth) => Number(depth > LINE));
  return grown(isDeep, LINE - RIM, width).map((near, at) => Number(near && isInk[at]));
}

/** Return the lines left free in the black: what is thin all along, and lies between black places for a quarter of it or more. */
function folds(isWide, isFree, width) {
  const reach = FOLD + RIM + 1;
  const isNear = grown(isWide, reach, width);
  const isClosed = distances(isNear, width).map((depth) => Number(depth > reach));
  const depth = distances(isFree, width);
  const labels = new Int8Array(isFree.length).fill(-1);
  const found = new Uint8Array(isFree.length);
  for (const start of all(isFree)) {
    const line = [];
    spread(start, 0, labels, isFree, width, (at) => line.push(at));
    const isThin = line.every((at) => depth[at] <= FOLD);
    if (isThin && line.filter((at) => isClosed[at]).length > line.length / 4) for (const at of line) found[at] = 1;
  }
  return found;
}

/** Return a grid grown by so many pixels along rows and columns. */
function grown(is, by, width) {
  const off = distances(is.map((value) => Number(!value)), width);
  return off.map((far) => Number(far <= by));
}

function all(is) {
  return [...is.keys()].filter((at) => is[at]);
}
