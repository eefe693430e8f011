/** Paths of absolute commands: moving and scaling them, and leaving out what nobody sees. */

/**
 * Move a path, scale it, and turn it to face the other way.
 *
 * @param {string} d absolute M, L, C, Q and Z alone
 * @param {{x?: number, y?: number, scale?: number, flip?: boolean}} to the new place of the origin, a factor, and
 *   whether left and right change places (about the origin, before it moves)
 * @param {number} digits decimals that stay
 * @returns {string} the path there
 */
export function moved(d, { x = 0, y = 0, scale = 1, flip = false }, digits = 3) {
  let isX = false;
  return d.replace(/[A-Za-z]|-?\d*\.?\d+(?:e[-+]?\d+)?/g, (token) => {
    if (/^[A-Za-z]$/.test(token)) {
      isX = false;
      return token;
    }
    isX = !isX;
    const value = Number(token) * scale;
    const placed = isX ? x + (flip ? -value : value) : y + value;
    return `${Number(placed.toFixed(digits))} `;
  });
}

/**
 * Write corners as a closed path.
 *
 * @param {[number, number][]} corners
 * @returns {string}
 */
export function polygon(corners) {
  return `M${corners.map(([x, y]) => `${x} ${y}`).join("L")}Z`;
}

/**
 * Write Bézier curves that follow one another as a closed path.
 *
 * @param {[number, number][][]} beziers each of four points
 * @returns {string}
 */
export function curves(beziers) {
  const [[start]] = beziers;
  return `M${start.join(" ")}${beziers.map(([, ...points]) => `C${points.map((point) => point.join(" ")).join(" ")}`).join("")}Z`;
}

/** Return the box around a path of absolute commands, with room at its edges. */
export function bounds(d, room = 20) {
  const numbers = d.match(/-?\d*\.?\d+(?:e[-+]?\d+)?/g).map(Number);
  const [xs, ys] = [0, 1].map((odd) => numbers.filter((_, at) => at % 2 === odd));
  const [least, most] = [Math.min, Math.max].map((pick) => (values) => values.reduce((a, b) => pick(a, b)));
  const x = Math.floor(least(xs)) - room;
  const y = Math.floor(least(ys)) - room;
  return { x, y, width: Math.ceil(most(xs)) + room - x, height: Math.ceil(most(ys)) + room - y };
}

/**
 * Leave out what lies outside of a box: a path that goes on beyond one of its sides does so in one straight line.
 *
 * @param {string} d absolute M, L, C, Q and Z alone
 * @param {{x: number, y: number, width: number, height: number}} box
 * @returns {string} a path that looks the same within the box
 */
export function within(d, box) {
  return d
    .split(/(?=M)/)
    .map((part) => {
      const steps = commands(part);
      if (beyond(steps.flatMap(({ points }) => points), box)) return "";
      const written = [];
      let at;
      let sides = 0;
      for (const { name, points } of steps) {
        const here = at && points.length ? beyond([at, ...points], box) : 0;
        const goesOn = (sides & here) !== 0;
        at = points.at(-1) ?? at;
        if (goesOn) written.pop();
        written.push(here ? `L${at.join(" ")}` : `${name}${points.map((point) => point.join(" ")).join(" ")}`);
        sides = goesOn ? sides & here : here;
      }
      return written.join("");
    })
    .join("");
}

/** Return the sides of a box beyond which all points lie, one bit each. */
function beyond(points, { x, y, width, height }) {
  return points.reduce((sides, [px, py]) => sides & (Number(px < x) | (Number(px > x + width) << 1) | (Number(py < y) << 2) | (Number(py > y + height) << 3)), 15);
}

/** Take a path apart into its commands, each with its points. */
function commands(d) {
  const takes = { M: 1, L: 1, Q: 2, C: 3 };
  return [...d.matchAll(/([MLCQZ])([^MLCQZ]*)/g)].flatMap(([, name, numbers]) => {
    if (name === "Z") return [{ name, points: [] }];
    const values = (numbers.match(/-?\d*\.?\d+/g) ?? []).map(Number);
    const points = Array.from({ length: values.length / 2 }, (_, at) => values.slice(2 * at, 2 * at + 2));
    return Array.from({ length: points.length / takes[name] }, (_, at) => ({ name: name === "M" && at ? "L" : name, points: points.slice(at * takes[name], (at + 1) * takes[name]) }));
  });
}
