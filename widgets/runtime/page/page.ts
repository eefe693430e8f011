/** The page: puts its parts together. A classic script in the head, so that it runs before the first frame. */

import type { Answer, Trouble } from "../protocol";
import { Alarms } from "./alarms";
import { listen } from "./controls";
import { announcer, keepAwake, perform, unlockSound } from "./effects";
import { answersFile, leftField, showCarrying } from "./carrying";
import { erasesOnExit, saveErasesOnExit, showDevice } from "./device";
import { type Asked, offerToErase, watchExit } from "./exit";
import { areOthers, followExchanges } from "./guest";
import { Locks } from "./locking";
import { turnPages } from "./navigate";
import { Mine } from "./mine";
import { complain, notice, showSaved } from "./notices";
import { isHarmless } from "./markup";
import { described } from "./site";
import { guard } from "../trusted";
import { endPictures, isPicturing, showPicturing } from "./picturing";
import { applySettings, hasKeys, isSilent, showSettings } from "./settings";
import { Takeover } from "./takeover";
import { showInstall, watchInstall } from "../offline/install";
import { able, Offline } from "../offline/offline";
import { fromDisk } from "../python/disk";
import type { Boot } from "../python/python";
import { bringSearchWhenWanted } from "../material/later";
import { isBlank, showPaper } from "./paper";
import { whileParsing } from "./parsing";
import { watchPrinting } from "./printing";
import { watchRoom } from "./room";
import { chooseScheme, listSchemes } from "../material/scheme";
import { answersKey, rootOf, sameSpot, siteKey, type Spot, spotOf } from "../reader/ledger/keys";
import { erase } from "../reader/ledger/entries";
import { Ledger, type Saved } from "../reader/ledger/ledger";
import { type Facts, isStanding, type Progress, type Standing } from "../reader/ledger/shapes";
import { isUnsaved } from "../reader/ledger/visit";
import { apply } from "../reader/conditions";
import { Place } from "../reader/place";
import { Stepping } from "../reader/stepping";
import { Standings } from "../reader/standings";
import { Views } from "./views";
import { nameOf, standingOf, Widget } from "./widget";
import { say } from "../words";

declare global {
  interface Window {
    handrail: {
      boot?: Boot;
      /** What this guide's widgets let other text depend on: by the widget's id, then by name. */
      readonly facts: Record<string, Facts>;
    };
  }
}

/** Milliseconds that Python leaves to pictures once the page is whole: on a line that is stuck they would never have come. */
const LATEST = 3_000;

/** How often Python shall yet run through all tools of a page for nothing. */
let rehearsals = 4;

const root = document.documentElement;
const site = described();
const home = new URL(site.base || "./", document.baseURI).href; // while the address is still this page's
const script = (document.currentScript as HTMLScriptElement | null)?.src ?? "";
let guide = site.guide ?? "";

root.dataset.saved = "yes";
if (!site.guest) root.classList.remove("no-js"); // a guest's class of that name is the theme's own
if (!site.guest) root.dataset.keeps = able && site.offline !== false ? "yes" : "no";

const widgets = new Map<string, Widget>();
const tabs = typeof BroadcastChannel === "undefined" ? null : new BroadcastChannel(`handrail ${site.site} ${rootOf(home)}`);
const takeover: Takeover = new Takeover(site, home, widgets, () => mine.isHere, settled);
const own = { name: site.site, root: rootOf(home) };
const blank = isBlank();
const ledger = new Ledger(own, { saved, damaged, adopted, turned }, blank || isUnsaved(own));
const views = new Views(ledger);
const alarms = new Alarms(ring);
const standings = new Standings(ledger, watchAlarms);
const place = new Place(ledger, { progressOf, isUsed: (widget) => standings.isSaved(spotOf(widget)) });
// None of these is a guest's: pages, keys and what is cached are the site's own there.
const stepping = site.guest ? null : new Stepping(ledger, () => hasKeys(ledger));
const offline = site.guest ? null : new Offline(home, ledger);
const mine = new Mine(ledger, takeover.python, perform);
const locks = new Locks(ledger, new URL(site.lock ?? "", home).href, fromDisk, () => tabs?.postMessage({ relocked: true }));
const around = { ledger, views, python: takeover.python, perform: act, tell, erase: eraseOne, complain };

window.handrail = {
  get facts() {
    return standings.facts;
  },
};

document.addEventListener("handrail:facts", () => {
  const { come, gone } = apply(standings.facts);
  if (!document.body || (come.length === 0 && gone === 0)) return; // the page is being read, and this is how it stands
  place.show(guide);
  perform({ is: "Announce", text: say("conditions.changed") });
});

/** A blank copy has nothing to save, and says nothing of it. */
function saved(saved: Saved): void {
  if (!blank) showSaved(saved, ledger.isUnsaved);
}

/** What the ledger could not read of a widget. */
function damaged(spot: Spot): void {
  const trouble: Trouble = { code: "unreadable-state", text: say("tools.unreadable-state"), detail: `${spot.guide}/${spot.widget}` };
  const shown = [...widgets.values()].find((widget) => sameSpot(widget.spot, spot));
  if (shown) shown.showProblem(trouble);
  else if (complain(trouble)) notice(trouble.code, trouble.text);
}

/** The store holds other answers than those that are shown: they came from where the site lay before or from a file, or were erased. */
function adopted(): void {
  for (const widget of widgets.values()) widget.refresh();
  standings.reload();
  place.show(guide);
  mine.refresh(guide);
}

/** What is stored is locked now, or open, or has no lock any more. */
function turned(): void {
  locks.show();
  if (ledger.door.state === "open") adopted();
}

/** A tab in which nothing is saved keeps to itself. */
function tell(spot: Spot, standing?: Standing): void {
  if (!ledger.isUnsaved) tabs?.postMessage({ ...spot, standing });
}

/** What the reader wants gone before they leave by the exit. */
function letGo(asked: Asked): Promise<unknown> | null {
  endPictures(); // and the camera, though the page lies behind a cover already
  locks.forget();
  const wished = erasesOnExit(ledger);
  if (asked !== "erase" && !wished) return asked === "forget" ? forgetCached() : null;
  return eraseAll().then(() => {
    if (wished) saveErasesOnExit(ledger, true); // the wish itself stays for the next visit; at once, since the page may be left at any moment
    return forgetCached();
  });
}

/** What is cached of the site goes. */
async function forgetCached(): Promise<void> {
  await offline?.forget();
}

async function eraseOne(spot: Spot): Promise<void> {
  await erase(ledger, spot);
  standings.drop(spot);
  for (const widget of widgets.values()) if (sameSpot(widget.spot, spot)) place.mark(guide, widget.element);
  tell(spot);
}

/** All that was written on the site goes, on other open pages too, and its settings. */
async function eraseAll(): Promise<void> {
  ledger.end();
  await erase(ledger);
  tabs?.postMessage({ erased: true });
}

/** A file has brought answers: this page shows them, and so do others that are open. */
function came(): void {
  adopted();
  tabs?.postMessage({ came: true });
}

/** All that was written in this guide goes, where the reader was in it, and what is cached of it. */
async function eraseGuide(): Promise<void> {
  ledger.end();
  await offline?.remove(guide);
  await erase(ledger, { guide });
  tabs?.postMessage({ erased: true });
}

/** Whether a widget shows what is stored of another one. */
function showsAlso({ spot, reads }: Widget, other: Spot): boolean {
  return spot.guide === other.guide && reads.includes(other.widget);
}

/** Another tab changed a widget's answers. Others of the origin can say so, too. */
function told(said: unknown): void {
  const { guide: whose, widget: id, standing, erased, came, relocked } = (said ?? {}) as Record<string, unknown>;
  if (ledger.isUnsaved) return;
  if (relocked === true) return locks.follow();
  if (erased === true) {
    endPictures();
    ledger.forget(siteKey(own));
    place.close(); // or a step that moves as its tools empty would be saved as the last one read
    return adopted();
  }
  if (came === true) return adopted();
  if (typeof whose !== "string" || typeof id !== "string") return;
  const spot = { guide: whose, widget: id };
  for (const widget of widgets.values()) if (sameSpot(widget.spot, spot) || showsAlso(widget, spot)) widget.refresh();
  if (isStanding(standing)) standings.take(spot, standing, false);
  else ledger.forget(answersKey(own, spot));
  if (whose !== guide) return;
  place.show(guide);
  mine.refresh(guide);
}

/** How far the reader has come in a widget. Until Python has read all of it, the boxes themselves say so. */
function progressOf(widget: HTMLElement): Progress | null {
  const standing = standings.of(spotOf(widget));
  if (standing && widget.dataset.waiting === undefined) return standing.progress;
  if (!standing && widget.dataset.uncounted !== undefined) return null;
  const boxes = [...widget.querySelectorAll<HTMLInputElement>("input[type=checkbox]")];
  const counted = standing ? standing.progress?.[1] === boxes.length : boxes.length > 0;
  if (!counted) return standing?.progress ?? null;
  return [boxes.filter(({ checked }) => checked).length, boxes.length];
}

function act(answer: Answer, widget: Widget, isNews: boolean): void {
  for (const effect of answer.effects) perform(effect, isSilent(ledger));
  const standing = standingOf(answer);
  standings.take(widget.spot, standing, widget.isTouched);
  if (widgets.get(answer.id) === widget) place.mark(guide, widget.element);
  if (isNews) {
    tell(widget.spot, standing);
    for (const other of widgets.values()) if (showsAlso(other, widget.spot)) other.refresh();
  }
  holdScreen();
}

/** A clock of another page has come to its end. */
function ring(text: string): void {
  perform({ is: "Chime" }, isSilent(ledger));
  notice("alarm", text, true);
}

/** Widgets of this page tell of their own clocks. */
function watchAlarms(): void {
  alarms.watch(standings.alarms((widget) => [...widgets.values()].some(({ spot }) => sameSpot(spot, { guide, widget }))));
}

function holdScreen(): void {
  const wanted = [...widgets.values()].some(({ subscriptions }) => subscriptions.some(({ is }) => is === "KeepAwake"));
  void keepAwake(wanted || isPicturing());
}

/** The page is looked at again, perhaps after hours asleep: the time first, then what other tabs did. */
function wake(restored: boolean): void {
  locks.follow();
  for (const widget of widgets.values()) {
    if (restored) widget.refresh();
    widget.subscriptions.forEach((_, index) => widget.tick(index));
  }
  holdScreen();
  mine.refresh(guide);
}

/** Nothing more is waited for: time for what can wait. */
function settled(running: Boot["source"] | null): void {
  void standings.check();
  void mine.show(guide, running !== null);
  if (running) void rehearse();
  if (site.offline === false) void offline?.end();
  else if (!ledger.isUnsaved) void offline?.begin(running === "snapshot", described().sensitive === true);
}

/** Let Python run through what a click takes, one tool after the other, before the reader clicks: so no click waits long. */
async function rehearse(): Promise<void> {
  for (; rehearsals > 0; rehearsals -= 1) for (const widget of widgets.values()) await widget.rehearse();
}

/** The widget that this element is the root of; on a slow line it may be used before the page is whole. */
function connected(element: HTMLElement): Widget {
  const name = nameOf(element);
  const widget = widgets.get(name) ?? new Widget(element, around);
  widgets.set(name, widget);
  return widget;
}

function connect(): void {
  for (const element of document.querySelectorAll<HTMLElement>(".widget[data-key]")) void connected(element).look();
  if (guide) standings.open(guide);
  if (!site.guest) connectPage();
  if (widgets.size > 0) announcer();
  watchAlarms();
}

/** What pages of our theme have beside widgets. */
function connectPage(): void {
  locks.show();
  if (guide && site.offline !== false) void offline?.show(guide);
  place.open(guide);
  stepping?.open();
  showSettings(ledger);
  listSchemes();
  mine.open();
  showDevice(ledger, locks, {
    save: async (wrap) => perform(await answersFile(ledger, wrap)),
    eraseGuide: async () => {
      await eraseGuide();
      location.reload();
    },
    erase: async () => {
      await eraseAll();
      await forgetCached();
      location.reload();
    },
  });
  showCarrying(ledger, came);
  showPicturing(ledger, came, holdScreen);
  offerToErase(letGo);
  showPaper();
  showInstall();
  void offline?.list();
  if (fromDisk) document.querySelectorAll("[data-from-disk]").forEach((each) => each.removeAttribute("hidden"));
}

/** The page's content goes, Python stays. */
function closePage(): void {
  endPictures();
  for (const widget of widgets.values()) widget.forget();
  widgets.clear();
  place.close();
  stepping?.close();
}

/** The next page's content is there: show what the reader did in it, and let Python take it over. */
function openPage(): void {
  guide = described().guide ?? "";
  connect();
  takeover.goOn(); // begins with reading the store, which takes longer than the next line
  for (const { element } of widgets.values()) views.restore(element);
  holdScreen();
  takeover.begin();
}

/** What is done on pages of our theme before they are parsed. */
function beginPage(): void {
  guard(home, isHarmless);
  chooseScheme(home, ledger);
  applySettings(ledger);
  stepping?.begin();
  watchExit(letGo, () => hasKeys(ledger));
  watchInstall();
  if (!blank) turnPages(home, script, { close: closePage, open: openPage }); // from a blank copy, each page is loaded whole
}

/** Material has shown a document; the first one is that with which we came. */
function exchanged(): void {
  if (!areOthers([...widgets.values()].map(({ element }) => element))) return;
  closePage();
  openPage();
}

if (!site.guest) beginPage();
if (guide) {
  void ledger.open();
  standings.open(guide);
}
whileParsing(() => {
  views.restoreParsed();
  locks.cover();
  if (!site.guest) place.showMore(guide);
});
watchPrinting(site.guest ? ".widget" : "main");
watchRoom();
listen((sent) => {
  unlockSound();
  connected(sent.widget).receive(sent);
  place.mark(guide, sent.widget);
  takeover.begin();
});
if (tabs) tabs.onmessage = ({ data }) => told(data);
addEventListener("storage", ({ key }) => {
  if (!tabs) told(ledger.copies.spotOfView(key));
});
addEventListener("pagehide", endPictures);
addEventListener("pageshow", ({ persisted }) => wake(persisted));
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "visible") wake(false);
});
document.addEventListener("focusout", ({ target }) => {
  leftField(ledger, target);
  const blurred = target instanceof Element ? target.closest<HTMLElement>(".widget") : null;
  if (blurred) setTimeout(() => widgets.get(nameOf(blurred))?.blurred());
});
document.addEventListener("DOMContentLoaded", () => {
  if (!site.guest) bringSearchWhenWanted();
  connect();
  if (site.guest) followExchanges(exchanged);
  if (!blank) takeover.allow();
  setTimeout(() => takeover.begin(), LATEST);
});
addEventListener("load", () => {
  if ("requestIdleCallback" in window) requestIdleCallback(() => takeover.begin(), { timeout: 2_000 });
  else setTimeout(() => takeover.begin(), 200);
});
