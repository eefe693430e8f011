/**
 * From page to page in one document, so that Python stays. A link of this site is fetched and its parts
 * marked `data-swap` take the places of ours; whatever is unusual (another build, no HTML, an error, a slow
 * line) is left to the browser, which loads the page whole. Without scripts, links are just links.
 */

import { announcer } from "./effects";
import { hasExited } from "./exit";
import { inert } from "../trusted";

/** The subjects that Material's script listens to: a new document to mount, a new address. */
declare global {
  interface Window {
    document$?: { next: (document: Document) => void };
    location$?: { next: (address: URL) => void };
  }
}

/** What the page does when its content goes, and when the next has come. */
export interface Shown {
  close: () => void;
  open: () => void;
}

const PATIENCE = 5_000; // ms; then the browser loads it, and shows that it does
const HOVER = 80; // ms over a link before it is worth fetching
const FRESH = 30_000; // ms for which a page fetched ahead is good
const HEAD = 'meta[name="handrail"], meta[name="description"], link[rel="canonical"], script[type="application/ld+json"]';

const pageOf = ({ pathname, search }: URL | Location) => pathname + search;

/** The scripts and sheets a page asks for: equal ones make equal builds, since names of scripts carry hashes. */
function assets(page: Document, address: string): string[] {
  return [...page.querySelectorAll('script[src], link[rel="stylesheet"]')].map(
    (each) => new URL(each.getAttribute("src") ?? each.getAttribute("href") ?? "", address).href,
  );
}

/** Whether a host has sent us on; some only take the `.html` off an address, which leads to the same page. */
function elsewhere(response: Response, address: string): boolean {
  return response.redirected && response.url !== address.replace(/((?<=\/)index)?\.html$/, "");
}

/** What the part after `#` names; anybody may write a link in which it is no text. */
function targetOf({ hash }: URL): HTMLElement | null {
  try {
    return hash ? document.getElementById(decodeURIComponent(hash.slice(1))) : null;
  } catch {
    return null;
  }
}

const parts = (page: Document) =>
  new Map([...page.querySelectorAll<HTMLElement>("[data-swap]")].map((part) => [part.dataset.swap, part]));

/**
 * Follow links of the site within this document.
 * @param root the site's address
 * @param script the address of the script we are
 */
export function turnPages(root: string, script: string, page: Shown): void {
  if (!location.protocol.startsWith("http")) return;
  const ahead = new Map<string, { next: Promise<Document>; since: number }>();
  let own = new Set<string>();
  const policy = document.querySelector<HTMLMetaElement>('meta[http-equiv="Content-Security-Policy"]')?.content ?? "";
  let shown = pageOf(location);
  let latest = 0;

  /** The address of a link that may be followed in place, as seen from here. */
  function inside(event: Event): URL | null {
    const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>("a[href]") : null;
    if (!link || (link.target && link.target !== "_self") || link.hasAttribute("download")) return null;
    const address = new URL(link.href);
    const ours = address.href.startsWith(root) && /(\.html|\/)$/.test(address.pathname) && !address.search;
    return ours && pageOf(address) !== shown ? address : null;
  }

  async function load(address: string): Promise<Document> {
    const response = await fetch(address, { signal: AbortSignal.timeout(PATIENCE) });
    const type = response.headers.get("Content-Type") ?? "";
    if (!response.ok || elsewhere(response, address) || !type.startsWith("text/html")) {
      throw new Error(`${response.status}, ${type}, at ${response.url}`);
    }
    const text = await response.text();
    if (!text.includes(policy)) throw new Error("its policy allows what ours forbids"); // ours forbids it already while the text is parsed
    const next = inert(text);
    const asked = assets(next, address);
    if (!asked.includes(script) || !asked.every((each) => own.has(each))) throw new Error("it is of another build");
    if ([...parts(document).keys()].some((name) => !parts(next).has(name))) throw new Error("it has other parts");
    if (next.querySelector("[data-swap] script:not([type])")) throw new Error("it brings a script");
    return next;
  }

  /** Fetch a page that is likely to be wanted soon. */
  function fetchAhead({ href }: URL): Promise<Document> {
    const address = href.replace(/#.*/, "");
    const known = ahead.get(address);
    if (known && Date.now() - known.since < FRESH) return known.next;
    const next = load(address);
    next.catch(() => ahead.delete(address)); // reported by whoever wants it
    if (ahead.size > 4) ahead.clear();
    ahead.set(address, { next, since: Date.now() });
    return next;
  }

  async function turn(address: URL, back: boolean): Promise<void> {
    latest += 1;
    const mine = latest;
    try {
      const next = await fetchAhead(address);
      if (mine !== latest || hasExited()) return;
      ahead.delete(address.href.replace(/#.*/, "")); // its elements will be ours
      show(next, address, back);
    } catch (error) {
      if (mine !== latest || hasExited()) return;
      console.info(`handrail: ${address.pathname} is loaded whole:`, error);
      if (back) location.reload();
      else location.assign(address);
    }
  }

  function show(next: Document, address: URL, back: boolean): void {
    if (!back) {
      rememberScroll();
      history.pushState(null, "", address); // first, since pictures are found relative to it
    }
    history.scrollRestoration = "manual";
    shown = pageOf(address);
    page.close();
    document.title = next.title;
    for (const old of document.head.querySelectorAll(HEAD)) old.remove();
    document.head.append(...next.head.querySelectorAll(HEAD));
    document.body.className = next.body.className;
    document.body.dataset.handrail = next.body.dataset.handrail;
    const fresh = parts(next);
    for (const [name, part] of parts(document)) part.replaceWith(fresh.get(name) ?? "");
    page.open();
    goTo(address, back);
    // The title may be a discreet one; the heading says where one is.
    announcer().textContent = document.querySelector("main h1")?.textContent?.trim() ?? document.title;
    const searching = document.querySelector<HTMLInputElement>("#__search")?.checked;
    setTimeout(() => {
      window.document$?.next(document);
      if (searching) window.location$?.next(address); // closes the search
    });
  }

  /** Scroll to where the reader was, or to the target, or to the top, and set the focus there. */
  function goTo(address: URL, back: boolean): void {
    const { style } = document.documentElement;
    const target = targetOf(address);
    style.scrollBehavior = "auto";
    if (target && !back) location.replace(address); // scrolls, and makes it :target
    else scrollTo(0, scrollOf(history.state) ?? (target ? target.getBoundingClientRect().top + scrollY : 0));
    style.removeProperty("scroll-behavior");
    const start = target ?? document.querySelector<HTMLElement>("main h1");
    if (!start) return;
    if (start.tabIndex < 0) start.tabIndex = -1;
    start.focus({ preventScroll: true });
  }

  function scrollOf(state: unknown): number | undefined {
    return (state as { scroll?: number } | null)?.scroll;
  }

  function rememberScroll(): void {
    if (pageOf(location) === shown) history.replaceState({ ...(history.state as object | null), scroll: scrollY }, "");
  }

  document.addEventListener("DOMContentLoaded", () => {
    own = new Set(assets(document, location.href));
    // Browsers look for the icon again at each address; from another folder, its own would lead nowhere.
    for (const link of document.querySelectorAll<HTMLLinkElement>('link:not([rel="stylesheet"])')) {
      link.setAttribute("href", link.href);
    }
    announcer();
    // The browser puts the scroll back by itself, except where we once told it not to.
    const scroll = scrollOf(history.state);
    if (history.scrollRestoration === "manual" && scroll !== undefined) scrollTo(0, scroll);
  });
  document.addEventListener("click", (event) => {
    const changed = event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey;
    if (event.defaultPrevented || changed || document.documentElement.dataset.python === "failed") return;
    const address = inside(event);
    if (!address) return;
    event.preventDefault();
    void turn(address, false);
  });
  document.addEventListener("pointerdown", (event) => {
    const address = event.button === 0 ? inside(event) : null;
    if (address) void fetchAhead(address).catch(() => undefined);
  });
  let hovering: ReturnType<typeof setTimeout> | undefined;
  document.addEventListener("pointerover", (event) => {
    clearTimeout(hovering);
    const { connection } = navigator as { connection?: { saveData?: boolean } };
    const address = event.pointerType === "mouse" && !connection?.saveData ? inside(event) : null;
    if (address) hovering = setTimeout(() => void fetchAhead(address).catch(() => undefined), HOVER);
  });
  addEventListener("popstate", () => {
    const address = new URL(location.href);
    if (pageOf(address) !== shown) return void turn(address, true);
    latest += 1; // back to the page that is still shown, before the next one came
    const scroll = scrollOf(history.state);
    if (scroll !== undefined) scrollTo(0, scroll);
  });
  let scrolling: ReturnType<typeof setTimeout> | undefined;
  addEventListener("scroll", () => {
    clearTimeout(scrolling);
    scrolling = setTimeout(rememberScroll, 150); // browsers forbid doing it at each scroll
  });
  addEventListener("pagehide", () => {
    history.scrollRestoration = "auto"; // for a reload
  });
  addEventListener("pageshow", ({ persisted }) => {
    if (persisted && pageOf(location) !== shown) location.reload();
  });
}
