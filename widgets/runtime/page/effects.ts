/** What widgets ask of the page, done. */

import type { Effect } from "../protocol";
import { printed } from "./printing";

/** A region that is read aloud and not shown; made once and early, since new ones are not announced. */
export function announcer(): HTMLElement {
  const found = document.getElementById("handrail-announcer");
  if (found) return found;
  const region = document.createElement("div");
  region.id = "handrail-announcer";
  region.setAttribute("role", "status");
  Object.assign(region.style, {
    position: "absolute",
    width: "1px",
    height: "1px",
    overflow: "hidden",
    clipPath: "inset(50%)",
    whiteSpace: "nowrap",
  });
  document.body.append(region);
  return region;
}

let audio: AudioContext | null = null;

/** Browsers allow sound only from a context that a click has opened. Call it on clicks in widgets. */
export function unlockSound(): void {
  if (typeof AudioContext === "undefined") return;
  audio ??= new AudioContext();
  if (audio.state === "suspended") void audio.resume();
}

/** Two soft sine tones, a fifth apart, each swelling and fading within 1.2 s. */
function chime(): void {
  if (!audio) return console.warn("handrail: no sound before the first click on this page");
  const now = audio.currentTime;
  for (const [start, frequency] of [[0, 528], [0.35, 792]] as const) {
    const tone = new OscillatorNode(audio, { frequency });
    const volume = new GainNode(audio, { gain: 0 });
    volume.gain.linearRampToValueAtTime(0.12, now + start + 0.04);
    volume.gain.exponentialRampToValueAtTime(0.0001, now + start + 1.2);
    tone.connect(volume).connect(audio.destination);
    tone.start(now + start);
    tone.stop(now + start + 1.25);
  }
}

function download(name: string, type: string, text: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

async function copy(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
  } catch (error) {
    console.warn("handrail: the clipboard is closed here, trying the old way:", error);
    const reader = document.activeElement;
    const field = document.createElement("textarea");
    field.value = text;
    document.body.append(field);
    field.select();
    const copied = document.execCommand("copy"); // the only way on plain http
    if (!copied) console.error("handrail: the text could not be copied");
    field.remove();
    if (reader instanceof HTMLElement) reader.focus({ preventScroll: true });
  }
}

/** Do what a widget asked for; a chime not where the reader wants no sound. */
export function perform(effect: Effect, silent = false): void {
  switch (effect.is) {
    case "Announce":
      announcer().textContent = effect.text;
      return;
    case "Chime":
      return silent ? undefined : chime();
    case "Download":
      return download(effect.name, effect.type, effect.text);
    case "Copy":
      return void copy(effect.text);
    case "Print":
      return void printed();
    default:
      console.error("handrail: no such effect:", effect);
  }
}

let awake = false;
let lock: WakeLockSentinel | null = null;
let asking = false;

/** Hold the screen on while `wanted`. Browsers drop the lock whenever the page is hidden, so ask again then. */
export async function keepAwake(wanted: boolean): Promise<void> {
  awake = wanted;
  if (asking || !("wakeLock" in navigator)) return;
  asking = true;
  try {
    if (awake && (!lock || lock.released) && document.visibilityState === "visible") {
      lock = await navigator.wakeLock.request("screen");
    }
    if (!awake && lock) {
      await lock.release(); // perhaps no longer wanted since it was asked for
      lock = null;
    }
  } catch (error) {
    console.warn("handrail: the screen may go dark:", error); // low battery, or not allowed
  } finally {
    asking = false;
  }
}
