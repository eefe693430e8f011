/** All pictures on one sheet, to look at them side by side. */

const COLUMNS = 4;
/** As wide as a picture is on a phone. */
const SHOWN = 328;
const GAP = 12;

/**
 * Lay pictures out, each on both grounds.
 *
 * @param {{svg: string}[]} pictures
 * @param {{size: [number, number], grounds: Record<string, string>}} look
 * @returns {string} SVG
 */
export function sheet(pictures, { size: [width, height], grounds }) {
  const high = (SHOWN * height) / width;
  const rows = Math.ceil(pictures.length / COLUMNS);
  const [wide, tall] = [COLUMNS * (SHOWN + GAP) + GAP, rows * (high + GAP) + GAP];
  const sides = Object.values(grounds).map((ground, side) => {
    const placed = pictures.map(({ svg }, at) => {
      const [x, y] = [side * wide + GAP + (at % COLUMNS) * (SHOWN + GAP), GAP + Math.floor(at / COLUMNS) * (high + GAP)];
      return svg.replace(/<svg[^>]*?viewBox/, `<svg x="${x}" y="${y}" width="${SHOWN}" height="${high}" viewBox`);
    });
    return `<rect x="${side * wide}" width="${wide}" height="${tall}" fill="${ground}"/>${placed.join("")}`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${wide * sides.length}" height="${tall}">${sides.join("")}</svg>`;
}
