/** The page: puts its parts together. A classic script in the head, so that it runs before the first frame. */

import type { Answer, Trouble } from "../protocol";
import { listen } from "./controls";
import { announcer, keepAwake, perform, unlockSound } from "./effects";
import { watchExit } from "./exit";
import { turnPages } from "./navigate";
import { able, Offline } from "../offline/offline";
import { fromDisk } from "../python/disk";
import { type Boot, Python } from "../python/python";
import { chooseScheme } from "../material/scheme";
import { rootOf, sameSpot, type Spot, spotOf } from "../reader/ledger/keys";
import { Ledger, type Saved } from "../reader/ledger/ledger";
import { type Facts, isStanding, type Progress, type Standing } from "../reader/ledger/shapes";
import { Place } from "../reader/place";
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

interface Site {
  site: string;
  base: string;
  runtime: string;
  guide?: string;
  /** Where what the site adds to the widgets lies, from its root, if it adds anything: see protocol.ts. */
  supplement?: { address: string; script: string };
  /** False while an author writes: see offline.ts. */
  offline?: boolean;
}


const root = document.documentElement;
const site = described();
const home = new URL(site.base || "./", document.baseURI).href; // while the address is still this page's
const script = (document.currentScript as HTMLScriptElement | null)?.src ?? "";
let guide = site.guide ?? "";

root.classList.remove("no-js");
root.dataset.python = "idle";
root.dataset.saved = "yes";
root.dataset.keeps = able && site.offline !== false ? "yes" : "no";

const widgets = new Map<string, Widget>();
const tabs = typeof BroadcastChannel === "undefined" ? null : new BroadcastChannel(`handrail ${site.site} ${rootOf(home)}`);
const python = new Python({ ready, again, failed, ticked: (id, index) => widgets.get(id)?.tick(index) });
const ledger = new Ledger({ name: site.site, root: rootOf(home) }, { saved: showSaved, damaged, adopted });
const views = new Views(ledger);
const standings = new Standings(ledger);
const place = new Place(ledger, progressOf);
const offline = new Offline(home, ledger);
const around = { ledger, views, python, perform: act, tell, complain };

window.handrail = {
  get facts() {
    return standings.facts;
  },
};

/** What the page says of itself and its site. */
function described(): Site {
  const meta = document.querySelector<HTMLMetaElement>('meta[name="handrail"]');
  return JSON.parse(meta?.content ?? '{"site":"site","base":"","runtime":""}') as Site;
}

/** A quiet line, once for each kind, where it moves nothing that is being read. */
function notice(kind: string, text: string): void {
  if (!document.body) return document.addEventListener("DOMContentLoaded", () => notice(kind, text), { once: true });
  const shown = document.querySelector(`.handrail-notice[data-kind="${kind}"]`);
  if (shown || !document.querySelector(".widget")) return;
  const line = document.createElement("p");
  line.className = "handrail-notice";
  line.dataset.kind = kind;
  line.setAttribute("role", "status");
  line.textContent = text;
  document.body.append(line);
}

function showSaved(saved: Saved): void {
  root.dataset.saved = saved;
  if (saved === "off") notice("saved", say("saved.off-notice"));
  else document.querySelector('.handrail-notice[data-kind="saved"]')?.remove();
}

function complain({ code, text, detail }: Trouble): boolean {
  console.error(`handrail: ${code}:`, detail ?? text);
  return root.dataset.python !== "failed"; // else all has been said
}

/** What the ledger could not read of a widget. */
function damaged(spot: Spot): void {
  const trouble: Trouble = { code: "unreadable-state", text: say("tools.unreadable-state"), detail: `${spot.guide}/${spot.widget}` };
  const shown = [...widgets.values()].find((widget) => sameSpot(widget.spot, spot));
  if (shown) shown.showProblem(trouble);
  else if (complain(trouble)) notice(trouble.code, trouble.text);
}

/** Answers came from where the site lay before, a moment after what is shown was drawn. */
function adopted(): void {
  for (const widget of widgets.values()) widget.refresh();
  standings.reload();
  place.show(guide);
}

function tell(spot: Spot, standing?: Standing): void {
  tabs?.postMessage({ ...spot, standing });
}

/** Another tab changed a widget's answers. Others of the origin can say so, too. */
function told(said: unknown): void {
  const { guide: whose, widget: id, standing } = (said ?? {}) as Record<string, unknown>;
  if (typeof whose !== "string" || typeof id !== "string") return;
  const spot = { guide: whose, widget: id };
  for (const widget of widgets.values()) if (sameSpot(widget.spot, spot)) widget.refresh();
  if (isStanding(standing)) standings.take(spot, standing, false);
  if (whose === guide) place.show(guide);
}

/** How far the reader has come in a widget. Until Python has read all of it, the boxes themselves say so. */
function progressOf(widget: HTMLElement): Progress | null {
  const standing = standings.of(spotOf(widget));
  if (standing && widget.dataset.waiting === undefined) return standing.progress;
  const boxes = [...widget.querySelectorAll<HTMLInputElement>("input[type=checkbox]")];
  const counted = standing ? standing.progress?.[1] === boxes.length : boxes.length > 0;
  if (!counted) return standing?.progress ?? null;
  return [boxes.filter(({ checked }) => checked).length, boxes.length];
}

function act(answer: Answer, widget: Widget, isNews: boolean): void {
  answer.effects.forEach(perform);
  const standing = standingOf(answer);
  standings.take(widget.spot, standing, widget.isTouched);
  if (widgets.get(answer.id) === widget) place.mark(guide, widget.element);
  if (isNews) tell(widget.spot, standing);
  holdScreen();
}

function holdScreen(): void {
  const wanted = [...widgets.values()].some(({ subscriptions }) => subscriptions.some(({ is }) => is === "KeepAwake"));
  void keepAwake(wanted);
}

/** The page is looked at again, perhaps after hours asleep: the time first, then what other tabs did. */
function wake(restored: boolean): void {
  for (const widget of widgets.values()) {
    if (restored) widget.refresh();
    widget.subscriptions.forEach((_, index) => widget.tick(index));
  }
  holdScreen();
}

let asked = 0;
let whole = false; // all widgets are connected, so that Python finds them when it comes

function boot(): void {
  if (!whole || root.dataset.python !== "idle") return;
  if (widgets.size === 0) return settled();
  root.dataset.python = "booting";
  asked = performance.now();
  const folder = new URL(site.runtime, home).href;
  const wish = new URLSearchParams(location.search).get("python");
  const added = site.supplement?.[fromDisk ? "script" : "address"];
  const supplement = added === undefined ? null : new URL(added, home).href;
  if (wish === "none") python.fail("this page was asked to do without");
  else python.start(folder, wish === "plain" ? "plain" : "snapshot", supplement);
}

let running: Boot["source"] | null = null;

async function ready(source: Boot["source"]): Promise<void> {
  running = source;
  await takeOver(source);
}

/** Python is there: it takes over each widget of the page, which brings it what waited. */
async function takeOver(source: Boot["source"]): Promise<void> {
  const here = [...widgets.values()];
  await Promise.all(here.map((widget) => widget.open()));
  const moved = here.some((widget) => widgets.get(widget.name) !== widget);
  if (root.dataset.python !== "booting" || moved) return;
  window.handrail.boot ??= { source, ms: Math.round(performance.now() - asked) };
  performance.mark("handrail-ready");
  root.dataset.python = "ready";
  settled();
}

/** Nothing more is waited for: time for what can wait. */
function settled(): void {
  void standings.check();
  if (site.offline === false) void offline.end();
  else void offline.begin(running === "snapshot");
}

/** Another Python starts: all that the last one had not answered is in the store. */
function again(): void {
  running = null;
  delete window.handrail.boot;
  root.dataset.python = "booting";
  for (const widget of widgets.values()) widget.pause();
}

function failed(why: unknown): void {
  running = null;
  console.error("handrail: Python could not start, or had to stop:", why);
  root.dataset.python = "failed";
  for (const widget of widgets.values()) widget.close();
  notice("python", say("tools.none"));
  settled();
}

/** The widget that this element is the root of; on a slow line it may be used before the page is whole. */
function connected(element: HTMLElement): Widget {
  const name = nameOf(element);
  const widget = widgets.get(name) ?? new Widget(element, around);
  widgets.set(name, widget);
  return widget;
}

function connect(): void {
  document.querySelectorAll<HTMLElement>(".widget[data-key]").forEach(connected);
  if (guide) {
    standings.open(guide);
    place.open(guide);
    if (site.offline !== false) void offline.show(guide);
  }
  void offline.list();
  if (fromDisk) document.querySelector("[data-from-disk]")?.removeAttribute("hidden");
  if (widgets.size > 0) announcer();
}

/** The page's content goes, Python stays. */
function closePage(): void {
  for (const widget of widgets.values()) widget.forget();
  widgets.clear();
  place.close();
}

/** The next page's content is there: show what the reader did in it, and let Python take it over. */
function openPage(): void {
  guide = described().guide ?? "";
  connect();
  if (running && widgets.size > 0) root.dataset.python = "booting";
  if (running) void takeOver(running); // begins with reading the store, which takes longer than the next line
  for (const { element } of widgets.values()) views.restore(element);
  holdScreen();
  boot();
}

chooseScheme(home, ledger);
if (guide) {
  void ledger.open();
  standings.open(guide);
}
views.restoreWhileParsing();
watchExit();
turnPages(home, script, { close: closePage, open: openPage });
listen((sent) => {
  unlockSound();
  connected(sent.widget).receive(sent);
  place.mark(guide, sent.widget);
  boot();
});
if (tabs) tabs.onmessage = ({ data }) => told(data);
addEventListener("storage", ({ key }) => {
  if (!tabs) told(ledger.spotOfView(key));
});
addEventListener("pageshow", ({ persisted }) => wake(persisted));
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "visible") wake(false);
});
document.addEventListener("focusout", ({ target }) => {
  const blurred = target instanceof Element ? target.closest<HTMLElement>(".widget") : null;
  if (blurred) setTimeout(() => widgets.get(nameOf(blurred))?.blurred());
});
document.addEventListener("DOMContentLoaded", () => {
  connect();
  whole = true;
});
addEventListener("load", () => {
  if ("requestIdleCallback" in window) requestIdleCallback(boot, { timeout: 2_000 });
  else setTimeout(boot, 200);
});
