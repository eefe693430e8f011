/**
 * What the reader wrote, taken along as a file. What opens one comes when it is wanted, in a script of its own
 * (carry.ts), together with the names of all tools on the site.
 */

import { given } from "../given";
import type { Download } from "../protocol";
import { type Carriage, carriageOf, type Names, textOf } from "../reader/carry/file";
import { list, type Listed } from "../reader/ledger/entries";
import type { Spot } from "../reader/ledger/keys";
import type { Ledger } from "../reader/ledger/ledger";
import { answersFrom } from "../reader/ledger/shapes";
import { say } from "../words";
import type { Wrap } from "./locking";
import { localTime } from "./messages";

/** What the script brings. */
export interface Carry {
  names: Names;
  /** Show what is in a file, and take over of it what the reader chooses. */
  open: (place: HTMLElement, file: File, around: Around) => Promise<void>;
}

/** What that needs of the page around it. */
export interface Around {
  ledger: Ledger;
  /** What is on this device now. */
  here: () => Promise<Carriage>;
  /** Answers have come. */
  came: () => void;
}

/** When the last file was saved, and how much there was to save. */
interface LastFile {
  when: string;
  amount: number;
}

const FILE = "file";
const LASTING = "asked-to-last";

/** Characters of answers, some six hundred words, that are worth a file; and that may come on top of the last one. */
const MUCH = 4_000;
/** Days after a file in which no other is asked for. */
const REST = 7;
/** Characters in one field that make a reader's work worth lasting. */
const WORTH = 100;
/** Milliseconds that a file waits for the names in it: it is whole without them. */
const PATIENCE = 2_000;

let carry: Promise<Carry> | null = null;

const placeOf = () => document.querySelector<HTMLElement>("[data-carry]");

function bring(place: HTMLElement): Promise<Carry> {
  carry ??= given<Carry>("handrailCarry", new URL(place.dataset.script ?? "", document.baseURI).href);
  carry.catch(() => (carry = null)); // no network, and not cached: the next time asks again
  return carry;
}

/** All that the reader has, as it stands now. What can't be read is set aside first, as on its page. */
export async function carriage(ledger: Ledger): Promise<Carriage> {
  let listed = await list(ledger);
  const answers = listed.filter(({ kind, widget }) => kind === "answers" && widget);
  if (!ledger.isUnsaved && (ledger.hasOlder || answers.some(({ value }) => answersFrom(value).damaged))) {
    const nameOf = ({ guide, widget }: Spot) => JSON.stringify([guide, widget]);
    const read = await Promise.all(answers.map(async (each) => [nameOf(each), await ledger.read(each)] as const));
    const records = new Map<string, unknown>(read);
    const valueOf = (each: Listed) => (each.kind === "answers" && records.get(nameOf(each))) || each.value;
    listed = (await list(ledger)).map((each) => ({ ...each, value: valueOf(each) }));
  }
  return carriageOf(listed, ledger.site.name, new Date().toISOString());
}

function amountOf({ guides }: Carriage): number {
  const records = [...guides.values()].flatMap(({ widgets }) => [...widgets.values()]);
  return records.reduce((sum, { answers }) => sum + (answers ? JSON.stringify([answers.state, answers.pending]).length : 0), 0);
}

async function namesFor(place: HTMLElement | null): Promise<Names> {
  const late = new Promise<Names>((done) => setTimeout(() => done(new Map()), PATIENCE));
  const names = place && bring(place).then((found) => found.names);
  return Promise.race([late, names ?? new Map()]).catch((error: unknown) => {
    console.info("handrail: the file has no names of tools in it:", error);
    return new Map();
  });
}

/** All that the reader has on this site, and the text of a file of it. */
export async function answersText(ledger: Ledger): Promise<readonly [Carriage, string]> {
  const [held, names] = await Promise.all([carriage(ledger), namesFor(placeOf())]);
  return [held, textOf(held, names)];
}

/** The same as a file whose name says nothing of it. */
export async function answersFile(ledger: Ledger, wrap: Wrap): Promise<Download> {
  const [held, plain] = await answersText(ledger);
  const text = await wrap(plain);
  const last: LastFile = { when: held.written, amount: amountOf(held) };
  ledger.saveSetting(FILE, last);
  nudge(false);
  void askToLast(ledger);
  const name = `answers-${localTime(new Date()).slice(0, 10)}.json`;
  return { is: "Download", name, type: "application/json", text };
}

/** Ask the browser not to clear what is here when it needs room. Some ask the reader, so it is asked once a device. */
async function askToLast(ledger: Ledger): Promise<void> {
  const { storage } = navigator as Partial<Navigator>; // missing on plain http
  if (!storage?.persist || ledger.isUnsaved || ledger.setting(LASTING) === true || (await storage.persisted())) return;
  ledger.saveSetting(LASTING, true);
  await storage.persist();
}

/** The reader leaves a field. If much stands in it, losing it would hurt. */
export function leftField(ledger: Ledger, field: EventTarget | null): void {
  const isText = field instanceof HTMLTextAreaElement || field instanceof HTMLInputElement;
  if (isText && field.closest(".widget[data-key]") && field.value.length >= WORTH) void askToLast(ledger);
}

function nudge(wanted: boolean): void {
  const line = placeOf()?.querySelector<HTMLElement>("[data-nudge]");
  if (line) line.hidden = !wanted;
}

/** Whether much was written since the last file, or without one. */
async function wantsFile(ledger: Ledger): Promise<boolean> {
  const { when = "", amount = 0 } = (ledger.setting(FILE) ?? {}) as Partial<LastFile>;
  if (ledger.isUnsaved || Date.now() - (Date.parse(when) || 0) < REST * 86_400_000) return false;
  return amountOf(await carriage(ledger)) - amount >= MUCH;
}

/** Show what is in a file where the page has a place for that, and take over of it what the reader chooses. */
export async function openFile(file: File, ledger: Ledger, came: () => void): Promise<void> {
  const place = placeOf();
  if (!place) return;
  const found = await bring(place).catch((error: unknown) => {
    console.warn("handrail: what opens files did not come:", error);
    const says = place.querySelector<HTMLElement>("[data-says]");
    if (says) says.textContent = say("device.import-later");
  });
  await found?.open(place, file, { ledger, here: () => carriage(ledger), came });
}

/** Bring the part of a page to life where a file is opened, if the page has one. */
export function showCarrying(ledger: Ledger, came: () => void): void {
  const place = placeOf();
  const field = place?.querySelector<HTMLInputElement>('[data-do="import"]');
  const says = place?.querySelector<HTMLElement>("[data-says]");
  if (!place || !field || !says) return;
  field.disabled = ledger.isUnsaved;
  if (ledger.isUnsaved) says.textContent = say("device.import-unsaved");
  field.onchange = async () => {
    const [file] = field.files ?? [];
    if (!file) return;
    field.disabled = true;
    await openFile(file, ledger, came);
    field.value = ""; // so that the same file can be chosen again
    field.disabled = false;
  };
  const look = () => void wantsFile(ledger).then(nudge); // reads all there is, so nothing else may have to wait for it
  if ("requestIdleCallback" in window) requestIdleCallback(look, { timeout: 5_000 });
  else setTimeout(look, 1_000);
}
