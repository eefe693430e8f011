/** One picture: a stage in the part's colour, and people and things on it. */
import { figure } from "./figure.mjs";
import { bounds } from "./paths.mjs";
import { prop } from "./prop.mjs";

/** How far beyond the stage things are drawn, in units of the picture. */
const ROOM = 2;

/**
 * Compose a picture.
 *
 * @param {Record<string, any>} row of the table
 * @param {Record<string, any>} table the whole of it: sizes, colours, people
 * @param {Record<string, any>} pieces `pieces.yaml`
 * @returns {string} SVG, not yet optimised
 */
export function composed(row, table, pieces) {
  const [width, height] = table.size;
  const hue = table.hues[row.hue];
  const stage = table.stages[row.stage];
  if (!hue) throw new Error(`${row.file}: no hue is called ${row.hue}; look.yaml has ${Object.keys(table.hues).join()}`);
  if (!stage) throw new Error(`${row.file}: no stage is called ${row.stage}; look.yaml has ${Object.keys(table.stages).join()}`);
  const id = `stage-${row.file.split("-")[0]}`;
  const colour = (name) => hue[name] ?? table.colours[name] ?? name;
  const style = { ...table.style, ink: table.colours.ink, seen: bounds(stage, ROOM) };
  const context = { table, pieces, colour, style };
  try {
    const things = row.things.map((thing) => one(thing, context)).join("");
    return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"><path id="${id}" fill="${hue.stage}" d="${stage}"/><clipPath id="${id}-edge"><use href="#${id}"/></clipPath><g clip-path="url(#${id}-edge)" stroke-linecap="round" stroke-linejoin="round">${things}</g></svg>`;
  } catch (error) {
    throw new Error(`${row.file}: ${error.message}`);
  }
}

/** Draw one thing of a row: a person, an icon, or a shape given as a path, ellipse or box. */
function one(thing, { table, pieces, colour, style }) {
  if (thing.who) {
    const person = table.people[thing.who];
    if (!person) throw new Error(`nobody is called ${thing.who}; look.yaml has ${Object.keys(table.people).join()}`);
    const { wears = {}, ...given } = thing;
    const colours = Object.fromEntries(Object.entries({ ...table.wear, ...person.colours, ...wears }).map(([role, name]) => [role, colour(name)]));
    return figure({ ...person, ...given, colours }, pieces, style);
  }
  if (thing.prop) return prop({ ...thing, fill: thing.fill && colour(thing.fill) }, style);
  const line = thing.line === 0 || thing.line === undefined ? "" : ` stroke="${thing.ink ? colour(thing.ink) : style.ink}" stroke-width="${thing.line}"`;
  const paint = ` fill="${thing.fill ? colour(thing.fill) : "none"}"${line}`;
  if (thing.path) return `<path${paint} d="${thing.path}"/>`;
  if (thing.oval) {
    const [cx, cy, rx, ry] = thing.oval;
    return `<ellipse${paint} cx="${cx}" cy="${cy}" rx="${rx}" ry="${ry}"/>`;
  }
  if (thing.box) {
    const [x, y, width, height, round = 0] = thing.box;
    return `<rect${paint} x="${x}" y="${y}" width="${width}" height="${height}" rx="${round}"/>`;
  }
  throw new Error(`a thing is who, prop, path, oval or box, not ${Object.keys(thing).join()}`);
}
