/**
 * Reading without a network, as the page sees it: the service worker is started once nothing else is
 * waiting, and a guide's first page offers to keep all of it. What the reader wrote is elsewhere (the ledger)
 * and needs no network.
 */

import type { Ledger } from "../reader/ledger/ledger";
import { Panel, refresh, removed } from "./parcel";
import { parsed, Shelf } from "./caches";
import { inert, trusted } from "../trusted";

const HOUR = 3_600_000;
/** Whether this page can have a service worker. */
export const able = location.protocol.startsWith("http") && "serviceWorker" in navigator && isSecureContext;

/** Tell a service worker to let go of all that is cached, and wait until it has. */
function forgotten(worker: ServiceWorker): Promise<void> {
  const { port1, port2 } = new MessageChannel();
  return new Promise((done) => {
    port1.onmessage = () => done();
    worker.postMessage({ forget: true }, [port2]);
  });
}

export class Offline {
  private readonly shelf: Shelf;
  private begun = false;
  private registered: Promise<unknown> = Promise.resolve();
  private checked = 0;

  /** @param home the site's address. */
  constructor(
    private readonly home: string,
    private readonly ledger: Ledger,
  ) {
    this.shelf = new Shelf(home);
    if (!able) return; // from disk there is nothing to install, and a link to it would be an error in the console
    const manifest = document.createElement("link");
    manifest.rel = "manifest";
    manifest.href = `${home}manifest.webmanifest`;
    document.head.append(manifest);
  }

  /**
   * Start the service worker, and have it cache what was loaded without it.
   *
   * @param python Python runs from its snapshot
   * @param sensitive the page is of a guide of which nothing is cached unasked
   */
  async begin(python: boolean, sensitive: boolean): Promise<void> {
    if (!able) return;
    if (!this.begun) await this.install(python);
    if (!sensitive) await this.cachePictures(); // those of a kept guide are in its parcel
  }

  private async install(python: boolean): Promise<void> {
    this.begun = true;
    const before = navigator.serviceWorker.controller;
    try {
      this.registered = navigator.serviceWorker.register(trusted(`${this.home}sw.js`), { scope: this.home, updateViaCache: "none" });
      await this.registered;
      const { active } = await navigator.serviceWorker.ready;
      if (!before && !this.shelf.closed) active?.postMessage({ read: location.href, python });
    } catch (error) {
      console.warn("handrail: nothing is cached for reading without a network:", error); // private windows, full disks
    }
    document.addEventListener("visibilitychange", () => void this.lookForNews());
  }

  /** The pictures further down load when they come into sight; without a network they would be missing. */
  private async cachePictures(): Promise<void> {
    if (!(await this.registration())) return; // private windows, full disks
    const pictures = [...document.querySelectorAll<HTMLImageElement>("img[loading=lazy]")].filter(({ src }) => this.shelf.isOurs(src));
    for (const { src } of pictures) {
      if (this.shelf.closed) return;
      if (await this.shelf.has(src)) continue;
      await this.shelf.fetch(src).catch((error: unknown) => console.warn("handrail: a picture is not cached for reading offline:", error));
    }
  }

  /** Look for a new service worker: a page that stays open for days is never navigated, so browsers would not. */
  private async lookForNews(): Promise<void> {
    if (document.visibilityState !== "visible" || Date.now() - this.checked < HOUR) return;
    this.checked = Date.now();
    await navigator.serviceWorker.ready.then((registration) => registration.update()).catch(() => undefined); // no network
  }

  /** While an author writes, nothing may come from a cache. */
  async end(): Promise<void> {
    await this.registration().then((found) => found?.unregister());
  }

  /** This site's own: the browser would give that of a site above it as well. */
  private async registration(): Promise<ServiceWorkerRegistration | null> {
    const found = able ? await navigator.serviceWorker.getRegistration(this.home) : undefined;
    return found?.scope === this.home ? found : null;
  }

  /**
   * Let go of all that is cached of the site. What the reader wrote stays: it is elsewhere.
   *
   * The page's own part comes first, since it may be left at any moment. A service worker may be filling the caches
   * just now, even one that is only being installed; so each of them is told, and says when it is done.
   */
  async forget(): Promise<void> {
    if (!able) return;
    this.ledger.parcels.dropAll(); // or the next visit would bring kept guides up to date
    await this.shelf.clear();
    await this.registered.catch(() => undefined); // `install` says what went wrong
    const registration = await this.registration();
    if (!registration) return;
    const workers = [registration.installing, registration.waiting, registration.active];
    const told = workers.filter((worker) => worker !== null).map(forgotten);
    await registration.unregister();
    await Promise.all(told);
    await this.shelf.clear();
  }

  /** Let go of what is cached of the guide whose page is shown, kept or read. */
  async remove(guide: string): Promise<void> {
    if (able) await removed(this.shelf, this.ledger, guide);
  }

  /** On the page that stands for one that isn't cached: how to try again, and what there is instead. */
  async list(): Promise<void> {
    const place = document.querySelector<HTMLElement>("[data-cached-pages]");
    if (!place || !able) return;
    const asked = new URLSearchParams(location.search).get("page");
    const again = document.querySelector<HTMLAnchorElement>("a[data-again]");
    const address = parsed(asked ?? "", this.home);
    if (again && asked !== null && address?.href.startsWith(this.home)) {
      again.href = address.href;
      again.hidden = false;
    }
    const found = await this.shelf.pages();
    const list = document.createElement("ul");
    for (const [href, html] of found) {
      const page = inert(html);
      const name = page.querySelector("main h1")?.textContent?.trim() || page.title; // titles may be discreet
      if (/\/offline$/.test(href) || !name) continue;
      const link = document.createElement("a");
      link.href = href.endsWith("/") ? href : `${href}.html`;
      link.textContent = name;
      const item = document.createElement("li");
      item.append(link);
      list.append(item);
    }
    if (list.childElementCount > 0) {
      place.hidden = false;
      place.append(list);
    }
  }

  /** What there is to say of a guide on its first page; on all its pages, a kept guide is brought up to date. */
  async show(guide: string): Promise<void> {
    if (!able) return;
    const place = document.querySelector<HTMLElement>("[data-offline]");
    if (place) await new Panel(this.shelf, this.ledger, guide, place).show();
    else await refresh(this.shelf, this.ledger, guide);
  }
}
