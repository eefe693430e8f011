/**
 * What the reader wrote, shown to another device as a code of pictures that its camera reads, or read here. What does
 * either comes when it is wanted, in a script of its own (pictures.ts). Nothing of it is stored, and no server takes part.
 */

import { given } from "../given";
import type { Ledger } from "../reader/ledger/ledger";
import { say } from "../words";
import { answersText, openFile } from "./carrying";

/** What shows or reads, until it is ended by the reader, by itself, or because the page is left. */
export interface Running {
  end: () => void;
}

/** What that needs of the page around it. */
export interface Onlooker {
  /** It is over. */
  ended: () => void;
  /** All of it came: the text of a file of answers. */
  came: (text: string) => void;
}

/** What the script brings. `place` has the elements `[data-says]` and `[data-view]`. */
export interface Pictures {
  show: (place: HTMLElement, text: string, around: Onlooker) => Running;
  read: (place: HTMLElement, around: Onlooker) => Running;
}

let pictures: Promise<Pictures> | null = null;
let running: Running | null = null;
/** Goes up whenever something begins or ends, so that what was waited for meanwhile begins no more. */
let turn = 0;

/** Whether the screen has to stay on. */
export const isPicturing = () => running !== null;

/** The page is left, or something else begins: the code goes, and the camera. */
export function endPictures(): void {
  turn += 1;
  running?.end();
}

function bring(place: HTMLElement): Promise<Pictures> {
  pictures ??= given<Pictures>("handrailPictures", new URL(place.dataset.script ?? "", document.baseURI).href);
  pictures.catch(() => (pictures = null)); // no network, and not cached: the next time asks again
  return pictures;
}

/** Bring the two buttons to life. `came`: answers have come. `holdScreen`: whether it has to stay on has changed. */
export function showPicturing(ledger: Ledger, came: () => void, holdScreen: () => void): void {
  for (const place of document.querySelectorAll<HTMLElement>("[data-pictures]")) {
    const button = place.querySelector<HTMLButtonElement>("button");
    const says = place.querySelector<HTMLElement>("[data-says]");
    if (!button || !says) continue;
    const reads = place.dataset.pictures === "read";
    const unsaved = reads && ledger.isUnsaved;
    button.disabled = unsaved;
    if (unsaved) says.textContent = say("device.import-unsaved");
    const ended = () => {
      if (place.contains(document.activeElement)) button.focus();
      button.setAttribute("aria-expanded", "false");
      running = null;
      holdScreen();
    };
    const open = (text: string) => void openFile(new File([text], "answers.json", { type: "application/json" }), ledger, came);
    button.onclick = async () => {
      const isOpen = button.getAttribute("aria-expanded") === "true";
      endPictures();
      if (isOpen) return;
      const mine = turn;
      says.textContent = "";
      try {
        const [found, [, text]] = await Promise.all([bring(place), reads ? ([null, ""] as const) : answersText(ledger)]);
        if (mine !== turn || !place.isConnected) return;
        button.setAttribute("aria-expanded", "true");
        const around = { ended, came: open };
        running = reads ? found.read(place, around) : found.show(place, text, around);
        holdScreen();
      } catch (error) {
        console.warn("handrail: what shows and reads pictures did not come:", error);
        says.textContent = say("device.pictures-later");
      }
    };
  }
}
