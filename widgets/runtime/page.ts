/** The page: puts its parts together. A classic script in the head, so that it runs before the first frame. */

import type { Answer, Trouble } from "./border";
import { listen } from "./controls";
import { announcer, keepAwake, perform, unlockSound } from "./effects";
import { watchExit } from "./exit";
import { markDone, showPlace } from "./place";
import { type Boot, Python } from "./python";
import { type Saved, Store } from "./store";
import { restoreWhileParsing } from "./views";
import { Widget } from "./widget";

declare global {
  interface Window {
    handrail: { boot?: Boot };
  }
}

interface Site {
  site: string;
  base: string;
  runtime: string;
  guide?: string;
}

const NOT_SAVED =
  "Not being saved: this browser keeps nothing for this page. Print or copy what you need before you close it.";
const NO_PYTHON = "The tools on this page could not start. You can read on, and what you tick is still kept.";

const root = document.documentElement;
const meta = document.querySelector<HTMLMetaElement>('meta[name="handrail"]');
const site = JSON.parse(meta?.content ?? '{"site":"site","base":"","runtime":""}') as Site;
const guide = `handrail/${site.site}/${site.guide ?? ""}`;
const keyOf = (widget: HTMLElement) => `handrail/${site.site}/${widget.dataset.key ?? widget.id}`;

window.handrail = {};
root.dataset.python = "idle";
root.dataset.saved = "yes";

const widgets = new Map<string, Widget>();
const tabs = typeof BroadcastChannel === "undefined" ? null : new BroadcastChannel(`handrail/${site.site}`);
const python = new Python({ ready, again, failed, ticked: (id, index) => widgets.get(id)?.tick(index) });
const store = new Store(showSaved);
const around = { store, python, perform: act, tell, complain };

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
  if (saved === "off") notice("saved", NOT_SAVED);
  else document.querySelector('.handrail-notice[data-kind="saved"]')?.remove();
}

function complain({ code, text, detail }: Trouble): void {
  console.error(`handrail: ${code}:`, detail ?? text);
  if (root.dataset.python !== "failed") notice(code, text); // else all has been said
}

function tell(key: string): void {
  tabs?.postMessage(key);
}

function told(key: string): void {
  for (const widget of widgets.values()) if (widget.key === key) widget.refresh();
}

function act(answer: Answer): void {
  answer.effects.forEach(perform);
  const widget = widgets.get(answer.id);
  if (widget) markDone(guide, widget.element);
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

function boot(): void {
  if (root.dataset.python !== "idle" || widgets.size === 0) return;
  root.dataset.python = "booting";
  asked = performance.now();
  const folder = new URL(site.base + site.runtime, document.baseURI).href;
  const wish = new URLSearchParams(location.search).get("python");
  if (wish === "none") python.fail("this page was asked to do without");
  else python.start(folder, wish === "plain" ? "plain" : "snapshot");
}

/** Python is there: it takes over each widget, which brings it what waited. */
async function ready(source: Boot["source"]): Promise<void> {
  await Promise.all([...widgets.values()].map((widget) => widget.open()));
  if (root.dataset.python !== "booting") return;
  window.handrail.boot = { source, ms: Math.round(performance.now() - asked) };
  root.dataset.python = "ready";
}

/** Another Python starts: all that the last one had not answered is in the store. */
function again(): void {
  root.dataset.python = "booting";
  for (const widget of widgets.values()) widget.pause();
}

function failed(why: unknown): void {
  console.error("handrail: Python could not start, or had to stop:", why);
  root.dataset.python = "failed";
  for (const widget of widgets.values()) widget.close();
  notice("python", NO_PYTHON);
}

function connect(): void {
  for (const element of document.querySelectorAll<HTMLElement>(".widget[data-key]")) {
    widgets.set(element.id, new Widget(element, keyOf(element), around));
  }
  if (site.guide) showPlace(guide);
  if (widgets.size > 0) announcer();
}

restoreWhileParsing(keyOf);
watchExit();
listen((sent) => {
  unlockSound();
  widgets.get(sent.widget.id)?.receive(sent);
  markDone(guide, sent.widget);
  boot();
});
if (tabs) tabs.onmessage = ({ data }) => told(data as string);
addEventListener("storage", ({ key }) => {
  if (!tabs && key?.endsWith("#view")) told(key.slice(0, -"#view".length));
});
addEventListener("pageshow", ({ persisted }) => wake(persisted));
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "visible") wake(false);
});
document.addEventListener("focusout", ({ target }) => {
  const left = target instanceof Element ? target.closest<HTMLElement>(".widget") : null;
  if (left) setTimeout(() => widgets.get(left.id)?.left());
});
document.addEventListener("DOMContentLoaded", connect);
addEventListener("load", () => {
  if ("requestIdleCallback" in window) requestIdleCallback(boot, { timeout: 2_000 });
  else setTimeout(boot, 200);
});
