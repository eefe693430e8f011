/**
 * The lock on what is stored, as the page shows it: a card that asks for the passphrase, tools that stand still until then, and the part
 * of the settings where a lock is put on and taken off. What locks and opens comes when it is wanted, in a script of its own (lock.ts).
 */

import { given } from "../given";
import type { Sealer } from "../reader/ledger/door";
import type { Ledger } from "../reader/ledger/ledger";
import type { Lock } from "../reader/ledger/shapes";
import { forgetKey, keepKey, keptKey } from "../reader/ledger/visit";
import { say } from "../words";
import { announcer } from "./effects";
import { button, element } from "./elements";
import { notice } from "./notices";
import { askTwice } from "./twice";

/** Makes the text of a file of the answers' text. */
export type Wrap = (text: string) => Promise<string>;

/** What the script brings; keys are texts. */
export interface Locking {
  /** Ask for the passphrase of what is stored. */
  ask: (place: HTMLElement, lock: Lock, opened: (key: string) => void) => void;
  /** Ask for a new passphrase for it. `lock` says whether that went well; `left`: it is over. */
  choose: (place: HTMLElement, lock: (made: Lock, key: string) => Promise<boolean>, left: () => void) => void;
  /** Ask for one of a file; the outcome asks how the file is to be made. */
  fileFields: (place: HTMLElement, save: () => void) => () => Wrap | null;
  sealerOf: (key: string) => Sealer;
}

/** Null if the script didn't come, which is said. */
export type Bring = () => Promise<Locking | null>;

/** A key, and of which lock. */
interface Kept {
  id: string;
  key: string;
}

const root = document.documentElement;

const all = (name: string) => document.querySelectorAll<HTMLElement>(name);

export class Locks {
  private script: Promise<Locking> | null = null;

  /**
   * @param address the script's
   * @param keeps whether each page is loaded whole, so that the tab has to keep the key from one to the next
   * @param told other pages are to hear that the lock is on or off
   */
  constructor(
    private readonly ledger: Ledger,
    private readonly address: string,
    private readonly keeps: boolean,
    private readonly told: () => void,
  ) {
    this.show();
    if (ledger.door.isShut) void this.tryKept();
  }

  /** Say in the page what holds, so that its style sheets show the one or the other. */
  show(): void {
    const { state } = this.ledger.door;
    if (state === "none") delete root.dataset.lock;
    else root.dataset.lock = state;
    this.cover();
    if (state === "shut") void this.ask();
    else for (const cover of all(".widget-locked")) cover.remove();
  }

  readonly bring: Bring = async () => {
    this.script ??= given<Locking>("handrailLock", this.address);
    try {
      return await this.script;
    } catch (error) {
      this.script = null; // no network, and not cached: the next time asks again
      console.warn("handrail: what locks and opens did not come:", error);
      notice("lock", say("locked.later"), true);
      return null;
    }
  };

  /** While it is shut each tool says so, and leads to where it is opened. */
  cover(): void {
    if (!this.ledger.door.isShut) return;
    for (const tool of all(".widget[data-key]")) {
      if (tool.querySelector(":scope > .widget-locked")) continue;
      const title = tool.querySelector(":scope > .widget-title");
      if (title) title.after(this.coverOf());
      else tool.prepend(this.coverOf());
    }
  }

  private coverOf(): HTMLElement {
    const made = element("p", say("locked.tool"));
    const open = button(say("locked.open"), "show-lock", true);
    open.onclick = () => document.querySelector<HTMLElement>("[data-lock-card] input")?.focus();
    made.className = "widget-locked";
    made.append(open);
    return made;
  }

  /** Fill the card in which the passphrase is asked for. */
  private async ask(): Promise<void> {
    const locking = await this.bring();
    const place = document.querySelector<HTMLElement>("[data-lock-card] [data-fields]");
    const { found } = this.ledger.door;
    if (!locking || !place || !found || !this.ledger.door.isShut || place.childElementCount > 0) return;
    locking.ask(place, found, (key) => {
      this.keep({ id: found.id, key });
      this.ledger.unlock(found, locking.sealerOf(key), false);
      announcer().textContent = say("locked.opened");
      document.querySelector("main")?.focus({ preventScroll: true }); // the field is gone
    });
  }

  /** A page before this one, in this tab, had the key. */
  private async tryKept(): Promise<void> {
    const kept = this.keeps ? keptKey(this.ledger.site) : null;
    const { found } = this.ledger.door;
    if (kept === null || !found) return;
    const { id, key } = JSON.parse(kept) as Kept;
    const locking = id === found.id ? await this.bring() : null;
    if (locking && this.ledger.door.found === found) this.ledger.unlock(found, locking.sealerOf(key), true);
  }

  private keep(kept: Kept): void {
    if (!this.keeps) return;
    try {
      keepKey(this.ledger.site, JSON.stringify(kept));
    } catch (error) {
      console.warn("handrail: each page will ask for the passphrase:", error);
    }
  }

  /** The reader is on the way out. */
  forget(): void {
    forgetKey(this.ledger.site);
  }

  /** Bring the part of the settings to life where the lock is put on and taken off, if the page has it. */
  showChoice(place: HTMLElement): void {
    const [says, fields] = ["says", "fields"].map((name) => place.querySelector<HTMLElement>(`[data-lock-choice] [data-${name}]`));
    const find = (name: string) => place.querySelector<HTMLButtonElement>(`[data-do="${name}"]`);
    const [on, now, off] = ["lock", "lock-now", "lock-off"].map(find);
    const offer = on?.closest<HTMLElement>("[data-lock-when]");
    if (!says || !fields || !on || !now || !off || !offer) return;
    const tell = (text: string) => (says.textContent = text);
    on.disabled = this.ledger.isUnsaved;
    on.onclick = async () => {
      tell("");
      const locking = await this.bring();
      if (!locking) return;
      offer.hidden = true;
      locking.choose(
        fields,
        async (made, key) => {
          const isLocked = await this.relock([made, locking.sealerOf(key)]);
          if (isLocked) this.keep({ id: made.id, key });
          if (isLocked) tell(say("locked.on"));
          return isLocked;
        },
        () => {
          offer.hidden = false;
          (this.ledger.door.state === "open" ? now : on).focus();
        },
      );
    };
    now.onclick = () => {
      if (root.dataset.saved !== "yes") return void tell(say("locked.unsaved"));
      this.forget();
      location.reload(); // so that neither the key nor anything that it opened is in the page's memory
    };
    askTwice(off, async () => {
      const isOff = await this.relock([null, null]);
      if (isOff) this.forget();
      tell(say(isOff ? "locked.off" : "locked.failed"));
      (isOff ? on : off).focus();
    });
  }

  /** Whether it went well. */
  private async relock(after: Parameters<Ledger["relock"]>[0]): Promise<boolean> {
    try {
      await this.ledger.relock(after);
    } catch (error) {
      console.error("handrail: the lock could not be changed:", error);
      return false;
    }
    this.told();
    return true;
  }

  /** Another page may have put a lock on, or taken one off: what this one has been told since is not to be shown, or not sealed so. */
  follow(): void {
    if (this.ledger.isUnsaved || this.ledger.door.isCurrent) return;
    if (root.dataset.saved === "yes") location.reload();
    else notice("lock", say("locked.elsewhere"), true);
  }
}
