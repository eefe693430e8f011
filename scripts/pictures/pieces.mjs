/**
 * The pieces of Open Peeps, as paths: what react-peeps keeps in components, read without drawing them in React.
 *
 * A piece has a ground, the shape that lies below its lines, and its lines, which are called ink. Both come back
 * as one path each in the coordinates of a whole figure, head and body together; a head's crown is at y = 0.
 */
import { createRequire } from "node:module";

import { moved } from "./paths.mjs";

const require = createRequire(import.meta.url);
const options = (folder) => require(`react-peeps/lib/peeps/${folder}/z_options`);

/** The parts of a figure: where its pieces are found, and where they lie in the figure (react-peeps' `head`). */
const PARTS = {
  pose: { pieces: ["BustPose", "SittingPose", "StandingPose"].map((name, at) => options(`pose/${["bust", "sitting", "standing"][at]}`)[name]), at: [0, 0] },
  hair: { pieces: [options("hair").Hair], at: [225, 0] },
  face: { pieces: [options("face").Face], at: [225 + 159, 186] },
  beard: { pieces: [options("facialHair").FacialHair], at: [225 + 123, 338] },
  glasses: { pieces: [options("accessories").Accessories], at: [225 + 47, 241] },
};
const GROUND = "ground";
const INK = "ink";

/**
 * Read one piece.
 *
 * @param {keyof typeof PARTS} part which part of a figure it is
 * @param {string} name the piece's name in react-peeps
 * @returns {{ground: string, ink: string}} paths of absolute M, L, C, Q and Z
 * @throws {Error} if there is no such piece
 */
export function piece(part, name) {
  const { pieces, at } = PARTS[part];
  const named = Object.assign({}, ...pieces);
  if (!named[name]) throw new Error(`react-peeps has no ${part} called ${name}; it has ${Object.keys(named).join()}`);
  const found = { [GROUND]: "", [INK]: "" };
  collect(named[name]({ strokeColor: INK, backgroundColor: GROUND }), at, found);
  return found;
}

/** Walk a tree of React elements and add each path to the layer that its fill names. */
function collect(element, [x, y], found) {
  if (!element?.props) return;
  const { transform, d, fill, children } = element.props;
  const [dx, dy] = transform ? transform.match(/-?[\d.]+/g).map(Number) : [0, 0];
  const at = [x + dx, y + dy];
  // Some components lay a plain box below their lines, where the drawing they were made from had its frame.
  if (d && /[CQ]/.test(d)) found[fill === INK ? INK : GROUND] += moved(d, { x: at[0], y: at[1] });
  for (const child of [children].flat()) collect(child, at, found);
}
