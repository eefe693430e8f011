/** A person: pieces of Open Peeps put together, coloured, and set down where the table says. */
import { blacks } from "./blacks.mjs";
import { bounds, moved, within } from "./paths.mjs";
import { piece } from "./pieces.mjs";
import { regions } from "./regions.mjs";

/** From the back to the front. */
const ORDER = ["pose", "hair", "face", "beard", "glasses"];
/** The middle of every head, in units of the art. */
const MIDDLE = 455;
const known = new Map();

/** Where a face's eyes end and its nose begins, in units of the art. */
const NOSE = 318;

/** Read a piece and find its regions, once. */
function read(part, name, roles) {
  const key = `${part} ${name}`;
  if (!known.has(key)) {
    const found = part === "face" ? face(name) : piece(part, name);
    const { black = {}, ...seeds } = roles[part]?.[name] ?? roles[part]?.default ?? {};
    try {
      known.set(key, { ink: found.ink, below: regions(found, seeds), above: blacks(found, black) });
    } catch (error) {
      throw new Error(`${key}: ${error.message}`);
    }
  }
  return known.get(key);
}

/** Read a face, or put one together: the eyes of one, and the nose and mouth of another. */
function face(names) {
  const [eyes, mouth = eyes] = [names].flat();
  const half = (name, isKept) =>
    piece("face", name)
      .ink.split(/(?=M)/)
      .filter((line) => {
        const { y, height } = bounds(line, 0);
        return isKept(y + height / 2);
      });
  return { ground: "", ink: [...half(eyes, (y) => y < NOSE), ...half(mouth, (y) => y >= NOSE)].join("") };
}

/**
 * Draw a person.
 *
 * @param {Record<string, any>} person pieces by part; a `face` may name two, for the eyes and for the mouth; `colours` by
 *   role; `at`, where the middle of the head and the lowest line of the body are; `scale`; `flip`, whether they face left
 * @param {Record<string, any>} roles `pieces.yaml`
 * @param {{ink: string, line: number, seen: {x: number, y: number, width: number, height: number}}} style colour of lines, by
 *   how many units of the picture they are thickened, and the box that is seen
 * @returns {string} SVG
 */
export function figure(person, roles, style) {
  const { at, scale, flip } = person;
  const box = bounds(read("pose", person.pose, roles).ink, 0);
  const x = at[0] + (flip ? 1 : -1) * MIDDLE * scale;
  const y = at[1] - (box.y + box.height) * scale;
  const path = (fill, d, more = "") => {
    const seen = within(moved(d, { x, y, scale, flip }, 2), style.seen);
    return seen && `<path fill="${fill}"${more} d="${seen}"/>`;
  };
  const fills = (part, regions) =>
    Object.entries(regions)
      .filter(([role, d]) => d && role !== "air")
      .map(([role, d]) => {
        const colour = person.colours[role];
        if (!colour) throw new Error(`${person.who} has no colour for ${role} of ${person[part]}`);
        return path(colour, d);
      })
      .join("");
  const parts = ORDER.filter((part) => person[part])
    .map((part) => {
      const { ink, below, above } = read(part, person[part], roles);
      const lines = path(style.ink, ink, ` stroke="${style.ink}"`);
      return `${fills(part, below)}${lines}${fills(part, above.places)}${above.folds && path(style.ink, above.folds)}`;
    })
    .join("");
  return `<g fill-rule="evenodd" stroke-width="${style.line}">${parts}</g>`;
}
