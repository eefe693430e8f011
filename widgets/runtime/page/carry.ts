/** A file that the reader opens: what is in it is shown first, and taken over only as they choose. A script of its own. */

import type { Carriage } from "../reader/carry/file";
import { compared, type Compared, isNews, placeOf, settled, type Side } from "../reader/carry/merge";
import { isLocked, LARGEST_LOCKED, type Locked, lockedFrom, unlockedText } from "../reader/carry/locked";
import { carriageFrom, LARGEST, type Refused } from "../reader/carry/reading";
import { type Answers, NO_ANSWERS } from "../reader/ledger/shapes";
import { canLock } from "../reader/lock/cipher";
import { say, sayMegabytes, sayMoment } from "../words";
import type { Around, Carry } from "./carrying";
import { busy, button, element, row } from "./elements";
import { knownPassphrase } from "./passphrase";

/** Put before this script by the build: see hooks/handrail/published/carry.py. */
declare const HANDRAIL_GUIDES: Record<string, { title: string; widgets: Record<string, [type: string, name: string]> }>;

declare global {
  interface Window {
    handrailCarry?: (carry: Carry) => void;
  }
}

const names = new Map(
  Object.entries(HANDRAIL_GUIDES).map(([id, { title, widgets }]) => [id, { title, widgets: new Map(Object.entries(widgets)) }]),
);

function why(refused: Refused): string {
  if (refused === "large") return say("carry.large", { size: sayMegabytes(LARGEST) });
  if (refused === "newer") return say("carry.newer");
  return refused === "foreign" ? say("carry.foreign") : say("carry.damaged");
}

/** What the reader knows a tool by: as the site calls it, else as the file does. */
function nameOf(file: Carriage, { guide, widget }: Compared): string {
  return names.get(guide)?.widgets.get(widget)?.[1] ?? file.guides.get(guide)?.widgets.get(widget)?.title ?? widget;
}

function titleOf(file: Carriage, guide: string): string {
  return names.get(guide)?.title ?? file.guides.get(guide)?.title ?? guide;
}

/** When answers were saved, and how far they have come. */
function standOf({ saved, standing }: Answers): string {
  const [done, of] = standing?.progress ?? [];
  const parts = [saved ? sayMoment(new Date(saved)) : "", of ? say("carry.done", { done: done ?? 0, of }) : ""];
  return parts.filter(Boolean).join(" · ");
}

const groupOf = ({ guide, widget }: Compared) => JSON.stringify([guide, widget]);

/** Two answers to one tool, of which the reader takes one. */
function choice(file: Carriage, each: Compared): HTMLElement {
  const option = (side: Side, says: string, answers: Answers) => {
    const radio = element("input");
    Object.assign(radio, { type: "radio", name: groupOf(each), value: side, checked: each.newer === side });
    const label = element("label", "", radio, element("span", [says, standOf(answers)].filter(Boolean).join(", ")));
    label.className = "choice";
    return label;
  };
  const { ours = NO_ANSWERS, theirs = NO_ANSWERS } = each;
  return element(
    "fieldset",
    "",
    element("legend", nameOf(file, each)),
    option("device", say("carry.device"), ours),
    option("file", say("carry.file"), theirs),
  );
}

/** The tools of a guide in the order in which they stand in it; those that it has no more come last. */
function inOrder(guide: string, all: readonly Compared[]): Compared[] {
  const order = [...(names.get(guide)?.widgets.keys() ?? [])];
  const at = ({ widget }: Compared) => (order.includes(widget) ? order.indexOf(widget) : order.length);
  return all.filter((each) => each.guide === guide).sort((one, other) => at(one) - at(other));
}

function guidePart(file: Carriage, guide: string, all: readonly Compared[]): HTMLElement {
  const part = element("section", "", element("h4", titleOf(file, guide)));
  const named = (status: Compared["status"]) => all.filter((each) => each.theirs && each.status === status);
  const line = (says: string, list: readonly Compared[]) => {
    if (list.length > 0) part.append(element("p", `${says} ${list.map((each) => nameOf(file, each)).join(" · ")}`));
  };
  if (!names.has(guide)) part.append(element("p", say("carry.elsewhere")));
  line(say("carry.new"), named("new"));
  line(say("carry.same"), named("same"));
  const different = named("different");
  if (different.length > 0) part.append(element("p", say("carry.different")), ...different.map((each) => choice(file, each)));
  return part;
}

/** How much of what was set aside comes along. */
const asidesOf = (all: readonly Compared[]) =>
  all.reduce((sum, each) => sum + settled({ ...each, theirs: NO_ANSWERS }, NO_ANSWERS, "device").aside.length, 0);

/** The places in guides that change with the file: guide and what is saved of it then. */
function places(file: Carriage, { ledger }: Around) {
  return [...file.guides].flatMap(([guide, { place }]) => {
    if (!place) return [];
    const ours = ledger.copies.position(guide);
    const next = placeOf(ours, place);
    return JSON.stringify(next) === JSON.stringify(placeOf(ours, ours)) ? [] : [[guide, next] as const];
  });
}

/** Store what was chosen: of each tool in one transaction. Returns how many changed, and the names of those that could not. */
async function take(file: Carriage, chosen: ReadonlyMap<string, Side>, around: Around) {
  const failed: string[] = [];
  let count = 0;
  const takeOne = async (each: Compared) => {
    const side = chosen.get(groupOf(each)) ?? each.newer;
    const { answers, aside } = settled(each, each.ours ?? NO_ANSWERS, side);
    if (!answers && aside.length === 0) return;
    try {
      await around.ledger.bring(each, (now) => settled(each, now, side));
      if (answers) count += 1;
    } catch (error) {
      console.error("handrail: what the file has of a tool can't be stored:", error);
      failed.push(nameOf(file, each));
    }
  };
  await Promise.all(compared(await around.here(), file).map(takeOne)); // the store does them one after the other
  for (const [guide, place] of places(file, around)) around.ledger.copies.savePosition(guide, place);
  around.came();
  return { count, failed };
}

/** Ask for the passphrase of a locked file; nothing happens until it fits. */
function ask(preview: HTMLElement, locked: Locked, opened: (text: string) => Promise<void>, left: () => void): void {
  const head = element("h3", say("lock.file-locked"));
  const open = button(say("lock.file-open"), "import-open");
  const leave = button(say("carry.leave"), "import-leave", true);
  const passphrase = knownPassphrase("import", say("lock.file-asks"), () => open.click());
  open.onclick = async () => {
    const value = passphrase.value();
    if (value === null || open.disabled) return;
    const text = await busy(open, say("lock.file-opening"), () => unlockedText(locked, value));
    if (text === null) passphrase.complain(say("lock.file-misfit"));
    else await opened(text);
  };
  leave.onclick = left;
  preview.replaceChildren(head, passphrase.element, row(open, leave));
  passphrase.focus();
}

/** All of a file, unless it is far too large for any. */
const textIn = async (chosen: File) => (chosen.size > LARGEST_LOCKED ? "" : chosen.text());

/** Where a file is shown, and how it is said what came of it: `end` moves to that line, since what was pressed is gone. */
interface Stage {
  preview: HTMLElement;
  tell: (outcome: string) => void;
  end: (outcome: string) => void;
}

/** Show what is in a file, or tell why it isn't taken. */
async function present(file: Carriage | Refused, { preview, tell, end }: Stage, around: Around): Promise<void> {
  if (typeof file === "string") return tell(why(file));
  const all = compared(await around.here(), file);
  const differ = all.some(({ status }) => status === "different");
  if (!differ && !all.some(isNews) && places(file, around).length === 0) {
    return tell(all.length > 0 ? say("carry.nothing-new") : say("carry.empty"));
  }
  const head = element("h3", say("carry.found"));
  const written = file.written ? element("p", say("carry.written", { when: sayMoment(new Date(file.written)) })) : "";
  const other = file.site === around.ledger.site.name ? "" : element("p", say("carry.other-site", { name: file.site }));
  const parts = [...file.guides.keys()].map((guide) => guidePart(file, guide, inOrder(guide, all)));
  const asides = asidesOf(all);
  const aside = asides > 0 ? element("p", say("carry.aside", { count: asides })) : "";
  const confirm = button(say("carry.take"), "import-take");
  const leave = button(say("carry.leave"), "import-leave", true);
  confirm.onclick = async () => {
    confirm.disabled = leave.disabled = true;
    const radios = [...preview.querySelectorAll<HTMLInputElement>("input:checked")];
    const { count, failed } = await take(file, new Map(radios.map(({ name, value }) => [name, value as Side])), around);
    const taken = count > 0 ? say("carry.taken", { count }) : failed.length > 0 ? "" : say("carry.taken-beside");
    end([taken, failed.length > 0 ? say("carry.failed", { names: failed.join(" · ") }) : ""].filter(Boolean).join(" "));
  };
  leave.onclick = () => end(say("carry.left"));
  const buttons = row(confirm, leave);
  preview.replaceChildren(head, written, other, ...parts, aside, element("p", say("carry.nothing-lost")), buttons);
  head.tabIndex = -1;
  head.focus();
}

async function open(place: HTMLElement, chosen: File, around: Around): Promise<void> {
  const says = place.querySelector<HTMLElement>("[data-says]");
  const preview = place.querySelector<HTMLElement>("[data-preview]");
  if (!says || !preview) return;
  const tell = (outcome: string) => {
    preview.replaceChildren();
    says.textContent = outcome;
  };
  const end = (outcome: string) => {
    tell(outcome);
    says.tabIndex = -1;
    says.focus();
  };
  tell("");
  const text = await textIn(chosen);
  if (!isLocked(text)) return present(chosen.size > LARGEST ? "large" : carriageFrom(text), { preview, tell, end }, around);
  if (!canLock()) return tell(say("lock.file-missing"));
  const locked = await lockedFrom(text);
  if (typeof locked === "string") return tell(why(locked));
  const unlocked = (found: string) => present(carriageFrom(found), { preview, tell: end, end }, around);
  ask(preview, locked, unlocked, () => end(say("carry.left")));
}

window.handrailCarry?.({ names, open });
