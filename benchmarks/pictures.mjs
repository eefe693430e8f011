/**
 * Which QR code carries most, shown to a camera: for each version and error correction, how many of its pictures are read
 * as a camera of 1280 by 720 would see them, and how many seconds 20 KB of answers take at five a second, lost ones shown again.
 *
 *   node benchmarks/pictures.mjs [--rounds 12]
 *
 * A picture is drawn, turned, tilted, blurred and grained by arithmetic, the same in every run, and read by the library that
 * the page has. Prints one line for each code and each way to hold a phone.
 */

import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { parseArgs } from "node:util";

const { values } = parseArgs({ options: { rounds: { type: "string", default: "12" } } });
const load = createRequire(path.join(path.dirname(fileURLToPath(import.meta.url)), "../widgets/runtime/package.json"));
const { encodeQR } = await import(pathToFileURL(load.resolve("qr")).href);
const { decodeQR } = await import(pathToFileURL(load.resolve("qr/decode.js")).href);

const [WIDTH, HEIGHT] = [1280, 720];
const QUIET = 4;
const HEAD = 10 + 18; // signs of a frame that carry nothing: see reader/carry/frames.ts
const PACKED = 8_000; // bytes that 20 KB of answers take, about
const SIGNS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";

/** How a phone is held: the code's side in the camera's pixels, degrees turned, tilt, blur and grain. */
const HELD = {
  close: { side: 600, turned: 3, tilt: 0.05, blur: 0.8, grain: 8 },
  far: { side: 400, turned: 5, tilt: 0.1, blur: 0.8, grain: 8 },
  slanted: { side: 500, turned: 12, tilt: 0.25, blur: 1, grain: 10 },
  small: { side: 290, turned: 4, tilt: 0.1, blur: 0.8, grain: 8 },
  shaken: { side: 500, turned: 4, tilt: 0.1, blur: 1.8, grain: 12 },
};

let seed = 1;
const chance = () => ((seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0) / 2 ** 32);

/** A running mean, thrice, is near a Gauss of `sigma` pixels. */
function blurred(light, sigma) {
  const reach = Math.max(0, Math.round((Math.sqrt(4 * sigma * sigma + 1) - 1) / 2));
  const along = (from, step, count, stride, lines) => {
    const to = new Float32Array(from.length);
    for (let line = 0; line < lines; line++) {
      for (let at = 0; at < count; at++) {
        let sum = 0;
        for (let near = -reach; near <= reach; near++) sum += from[line * stride + Math.min(count - 1, Math.max(0, at + near)) * step];
        to[line * stride + at * step] = sum / (2 * reach + 1);
      }
    }
    return to;
  };
  for (let pass = 0; pass < (reach ? 3 : 0); pass++) light = along(along(light, 1, WIDTH, WIDTH, HEIGHT), WIDTH, HEIGHT, 1, WIDTH);
  return light;
}

/** What the camera sees of a code: RGBA. */
function seen(code, { side, turned, tilt, blur, grain }) {
  const size = code.length;
  const [cos, sin] = [Math.cos((turned * Math.PI) / 180), Math.sin((turned * Math.PI) / 180)];
  let light = new Float32Array(WIDTH * HEIGHT);
  const SUB = 2;
  for (let y = 0; y < HEIGHT; y++) {
    for (let x = 0; x < WIDTH; x++) {
      let sum = 0;
      for (let part = 0; part < SUB * SUB; part++) {
        const [across, down] = [x - WIDTH / 2 + ((part % SUB) + 0.5) / SUB, y - HEIGHT / 2 + (Math.floor(part / SUB) + 0.5) / SUB];
        const [u, v] = [(across * cos + down * sin) / side, (down * cos - across * sin) / side];
        const depth = 1 - tilt * u;
        const [column, row] = [Math.floor((u / depth + 0.5) * size), Math.floor((v / depth + 0.5) * size)];
        sum += column < 0 || row < 0 || column >= size || row >= size ? 70 : code[row][column] ? 45 : 205;
      }
      light[y * WIDTH + x] = sum / (SUB * SUB);
    }
  }
  light = blurred(light, blur);
  const data = new Uint8ClampedArray(4 * WIDTH * HEIGHT).fill(255);
  for (let at = 0; at < light.length; at++) data.fill(light[at] + grain * (chance() + chance() - 1), 4 * at, 4 * at + 3);
  return { width: WIDTH, height: HEIGHT, data };
}

/** The most signs a code of this kind takes. */
function room(version, ecc) {
  let [low, high] = [1, 4_296];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    try {
      encodeQR("A".repeat(middle), "raw", { version, ecc, encoding: "alphanumeric" });
      low = middle;
    } catch {
      high = middle - 1;
    }
  }
  return low;
}

const rounds = Number(values.rounds);
for (const version of [10, 12, 15, 18, 20, 25]) {
  for (const ecc of ["low", "medium"]) {
    const signs = room(version, ecc);
    const share = Math.floor(((signs - HEAD) * 2) / 3);
    const parts = [];
    for (const [name, held] of Object.entries(HELD)) {
      let read = 0;
      seed = 7;
      for (let round = 0; round < rounds; round++) {
        const text = Array.from({ length: signs }, () => SIGNS[Math.floor(chance() * 45)]).join("");
        const image = seen(encodeQR(text, "raw", { version, ecc, encoding: "alphanumeric", border: QUIET }), { ...held, turned: held.turned * (chance() + 0.5) });
        try {
          if (decodeQR(image, { timeLimit: Infinity }) === text) read += 1; // the same on any machine
        } catch {
          // not read: the next picture is
        }
      }
      const [frames, lost] = [Math.ceil(PACKED / share), 1 - read / rounds];
      const times = lost === 0 ? 1 : lost === 1 ? Infinity : Math.max(1, 1 + Math.log(2 * frames) / -Math.log(lost));
      parts.push(`${name} ${read}/${rounds} ${((frames * times) / 5).toFixed(0)} s`);
    }
    console.log(`version ${version} ${ecc}, ${share} bytes: ${parts.join("; ")}`);
  }
}
