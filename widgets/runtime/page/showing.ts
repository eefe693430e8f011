/** Answers shown as a code that changes by itself: one QR code after the other, and then again from the first. */

import { encodeQR } from "qr";
import { countOf, framesOf, MOST } from "../reader/carry/frames";
import { canPack, packed } from "../reader/carry/packing";
import { say } from "../words";
import { button, element, row } from "./elements";
import type { Onlooker, Running } from "./picturing";

/** Milliseconds a picture stands. No spot of it turns light more than three times a second then: WCAG 2.2, 2.3.1. */
const RHYTHM = 200;
/** The same for who wants less to move. */
const SLOW = 2_000;
/** Pictures from which on a file is the better way. */
const MANY = 150;
/** Modules of white around a code: ISO/IEC 18004, 5.3.8. */
const QUIET = 4;
/** CSS pixels that a code takes at most: larger ones are held too far away. */
const LARGEST = 640;
/** Share of the window's height that a code takes at most, so that it is seen whole with its buttons. */
const HIGHEST = 0.65;

/** The codes of all frames, of one size, each drawn when it is wanted. A code is a square of dark modules. */
function codesOf(frames: readonly string[]): (index: number) => boolean[][] {
  const options = { ecc: "low", encoding: "alphanumeric", border: QUIET } as const;
  const code = (text = "", version?: number) => encodeQR(text, "raw", { ...options, version });
  const version = (code(frames[0]).length - 2 * QUIET - 17) / 4; // the first frame is as full as any
  return (index) => code(frames[index], version);
}

/** Draw a code with whole pixels of the screen for each module. */
function draw(canvas: HTMLCanvasElement, code: readonly boolean[][]): void {
  const brush = canvas.getContext("2d");
  const room = Math.min(canvas.parentElement?.clientWidth ?? LARGEST, innerHeight * HIGHEST, LARGEST);
  const module = Math.max(1, Math.floor((room * devicePixelRatio) / code.length));
  const side = module * code.length;
  if (canvas.width !== side) {
    canvas.width = side;
    canvas.height = side;
    canvas.style.width = `${side / devicePixelRatio}px`;
  }
  if (!brush) return;
  brush.fillStyle = "#fff"; // in both schemes: cameras want it so
  brush.fillRect(0, 0, side, side);
  brush.fillStyle = "#000";
  code.forEach((row, y) => row.forEach((dark, x) => dark && brush.fillRect(x * module, y * module, module, module)));
}

/** What is shown, and how it is turned. */
function shown(frames: readonly string[], view: HTMLElement, end: () => void): Running {
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const rhythm = still ? SLOW : RHYTHM;
  const codes = codesOf(frames);
  const single = frames.length === 1;
  let at = 0;
  let timer: ReturnType<typeof setInterval> | undefined;

  const head = element("h3", say("pictures.shown"));
  const canvas = element("canvas");
  canvas.setAttribute("role", "img");
  canvas.setAttribute("aria-label", single ? say("pictures.code-one") : say("pictures.code"));
  const frame = element("div", "", canvas);
  frame.className = "pictures-code";
  const count = element("p");
  count.className = "pictures-count";
  count.hidden = single;
  const turns = button(say("pictures.pause"), "pictures-pause");
  const back = button(say("pictures.previous"), "pictures-previous", true);
  const on = button(say("pictures.next"), "pictures-next", true);
  const close = button(say("pictures.close"), "pictures-close", true);
  const buttons = row(...(single ? [] : [turns, back, on]), close);
  const length = say("pictures.round", { count: Math.max(1, Math.round((frames.length * rhythm) / 1000)) });
  const notes = [
    say("pictures.how", { read: say("pictures.read") }),
    ...(single ? [] : [still ? say("pictures.still") : "", length]),
    ...(frames.length > MANY ? [say("pictures.many", { count: frames.length })] : []),
  ];

  const redraw = () => {
    draw(canvas, codes(at));
    count.textContent = say("pictures.count", { number: at + 1, of: frames.length });
  };
  const turn = (by: number) => {
    at = (at + by + frames.length) % frames.length;
    redraw();
  };
  const run = (wanted: boolean) => {
    clearInterval(timer);
    timer = wanted ? setInterval(() => turn(1), rhythm) : undefined;
    turns.textContent = wanted ? say("pictures.pause") : say("pictures.go-on");
    count.setAttribute("aria-live", wanted ? "off" : "polite"); // by hand, each is said
  };
  turns.onclick = () => run(timer === undefined);
  for (const [control, by] of [[back, -1], [on, 1]] as const) {
    control.onclick = () => {
      run(false);
      turn(by);
    };
  }
  close.onclick = end;
  view.replaceChildren(head, frame, count, buttons, element("p", notes.filter(Boolean).join(" ")));
  addEventListener("resize", redraw);
  redraw();
  run(!still && !single);
  head.tabIndex = -1;
  head.focus({ preventScroll: true });
  head.scrollIntoView({ block: "start" });
  return {
    end: () => {
      clearInterval(timer);
      removeEventListener("resize", redraw);
    },
  };
}

/** Show a text. What can't be shown is said, and a file is named as the other way. */
export function show(place: HTMLElement, text: string, around: Onlooker): Running {
  const says = place.querySelector<HTMLElement>("[data-says]");
  const view = place.querySelector<HTMLElement>("[data-view]");
  let inner: Running | null = null;
  let over = false;
  const end = () => {
    if (over) return;
    over = true;
    inner?.end();
    around.ended();
    view?.replaceChildren();
  };
  const refuse = (why: string) => {
    if (says) says.textContent = `${why} ${say("pictures.instead")}`;
    end();
  };
  const begin = async () => {
    if (!canPack) return refuse(say("pictures.old"));
    const whole = await packed(text);
    if (over || !view) return;
    if (countOf(whole.length) > MOST) return refuse(say("pictures.too-much"));
    const [id = 0] = crypto.getRandomValues(new Uint32Array(1));
    inner = shown(framesOf(whole, id), view, end);
  };
  queueMicrotask(() => void begin()); // so that whoever asked has what ends it before it may end
  return { end };
}
