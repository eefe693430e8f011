/** Answers read from another device's screen by the camera. Nothing is taken over here: what came is handed on as a file's text. */

import { Gathering, type Met } from "../reader/carry/frames";
import { canPack, unpacked } from "../reader/carry/packing";
import { LARGEST } from "../reader/carry/reading";
import { say } from "../words";
import { closeCamera, type Look, looking, type NoCamera, openCamera } from "./camera";
import { button, element, row } from "./elements";
import type { Onlooker, Running } from "./picturing";

/** Milliseconds from one look to the next: a camera has some thirty pictures a second. */
const REST = 33;
/** Milliseconds without a new picture after which the camera goes off. */
const IDLE = 120_000;
/** Milliseconds after which it goes off in any case. */
const LONGEST = 900_000;
/** Missing pictures that are named, so that the other device can be turned to them by hand. */
const FEW = 5;
/** Parts of the whole after which it is said aloud how far it is. */
const PARTS = 4;

function whyNot(refused: NoCamera): string {
  if (refused === "unsafe") return say("pictures.unsafe");
  if (refused === "none") return say("pictures.none");
  return refused === "busy" ? say("pictures.busy") : say("pictures.refused");
}

/** What is said of a code that brings nothing, the first time. */
function trouble(met: Met): string {
  if (met === "foreign") return say("pictures.foreign");
  return met === "newer" ? say("pictures.newer") : "";
}

/** What the reader sees meanwhile, and how far it has come. */
function viewed(stop: () => void) {
  const head = element("h3", say("pictures.watching"));
  const video = element("video");
  Object.assign(video, { muted: true, playsInline: true, autoplay: true });
  video.setAttribute("aria-label", say("pictures.video"));
  const bar = element("progress");
  bar.setAttribute("aria-label", say("pictures.progress"));
  const count = element("p", say("pictures.no-code"));
  count.className = "pictures-count";
  const close = button(say("pictures.stop"), "pictures-stop", true);
  close.onclick = stop;
  const buttons = row(close);
  bar.value = 0;
  head.tabIndex = -1;
  const frame = element("div", "", video);
  frame.className = "pictures-code";
  const parts = [head, element("p", say("pictures.aim", { show: say("pictures.show") })), frame, bar, count, buttons];
  const tell = (gathering: Gathering) => {
    const [have, of] = gathering.stand;
    const { missing } = gathering;
    const named = missing.length <= FEW && missing.length < have ? ` ${say("pictures.missing", { names: missing.map((index) => index + 1).join(", ") })}` : "";
    Object.assign(bar, { max: of, value: have });
    count.textContent = say("pictures.have", { have, count: of }) + (missing.length > 0 ? named : "");
  };
  return { head, video, parts, tell };
}

/** Read until the whole is here. */
export function read(place: HTMLElement, around: Onlooker): Running {
  const says = place.querySelector<HTMLElement>("[data-says]");
  const view = place.querySelector<HTMLElement>("[data-view]");
  const gathering = new Gathering();
  const said = new Set<string>();
  let over = false;
  let stream: MediaStream | null = null;
  let look: Look | null = null;

  const speak = (text: string) => {
    if (says) says.textContent = text;
  };
  const end = () => {
    if (over) return;
    over = true;
    closeCamera(stream);
    video.srcObject = null;
    document.removeEventListener("visibilitychange", seen);
    around.ended();
    view?.replaceChildren();
  };
  const { head, video, parts, tell } = viewed(end);
  const refuse = (why: string) => {
    speak(`${why} ${say("pictures.instead")}`);
    end();
  };

  /** Off while the page is hidden, and on again afterwards; what came so far stays. */
  const seen = () => {
    closeCamera(stream);
    stream = null;
    video.srcObject = null;
    if (document.visibilityState === "visible") void start();
  };
  const start = async () => {
    const opened = await openCamera();
    if (typeof opened === "string") return over ? undefined : refuse(whyNot(opened));
    if (over || document.visibilityState !== "visible" || stream) return closeCamera(opened);
    stream = opened;
    for (const track of opened.getTracks()) track.onended = () => refuse(say("pictures.ended"));
    video.srcObject = opened;
  };

  /** Say how far it is, a few times in all. */
  const progress = () => {
    const [have, of] = gathering.stand;
    const part = Math.floor((PARTS * have) / of);
    tell(gathering);
    const name = `${of} ${part}`;
    if (part > 0 && part < PARTS && !said.has(name)) speak(say("pictures.have", { have, count: of }));
    said.add(name);
  };
  const finish = async (whole: Uint8Array | "damaged") => {
    const text = whole === "damaged" ? null : await unpacked(whole, LARGEST);
    if (over) return;
    if (text === null) {
      gathering.forget();
      said.clear();
      return speak(say("pictures.damaged"));
    }
    speak(say("pictures.done"));
    end();
    around.came(text);
  };
  const watch = async () => {
    const began = performance.now();
    let latest = began;
    look = await looking();
    while (!over) {
      const now = performance.now();
      if (now - latest > IDLE || now - began > LONGEST) return refuse(say("pictures.idle"));
      const text = stream ? await look(video) : null;
      if (over) return;
      const met = text === null ? "known" : gathering.take(text);
      if (met === "new") {
        latest = now;
        progress();
        const whole = gathering.whole();
        if (whole) await finish(whole);
      }
      const why = trouble(met);
      if (why && !said.has(why)) speak(why);
      if (why) said.add(why);
      await new Promise((done) => setTimeout(done, Math.max(0, REST - (performance.now() - now))));
    }
  };

  if (!canPack) {
    queueMicrotask(() => refuse(say("pictures.old")));
    return { end };
  }
  document.addEventListener("visibilitychange", seen);
  view?.replaceChildren(...parts);
  head.focus({ preventScroll: true });
  head.scrollIntoView({ block: "start" });
  void start();
  void watch();
  return { end };
}
