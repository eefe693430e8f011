/**
 * The service worker: what was read is there without a network.
 *
 * It knows no version of the site. What has a hash in its address never changes, so an old page gets the old
 * files and a new page the new ones, and a new service worker may take over at any moment: nothing needs
 * loading anew. Each build's list of files is cached beside them; a list goes, and its files with it, once it is
 * neither this build's nor the one before's, nor that of a cached page.
 */

import { clientsClaim } from "workbox-core";
import { registerRoute } from "workbox-routing";
import { CacheFirst, NetworkFirst, StaleWhileRevalidate } from "workbox-strategies";
import { type Build, buildOf, cacheName, cacheable, type Kind, keyOf, kindOf, Shelf } from "./caches";

declare const self: ServiceWorkerGlobalScope;
declare const HANDRAIL: Build; // put before this script by the build of the site

const PATIENCE = 3; // seconds for the network to bring a page that is cached as well
const BUILDS = "handrail-builds/"; // keys of the lists; no files of the site have such addresses

const scope = self.registration.scope;
const shelf = new Shelf(scope);
const named = (kind: Kind) => cacheName(scope, kind);
const inSite = (url: URL) => url.href.startsWith(scope);

const keyed = (kind: Kind) => ({
  cacheKeyWillBeUsed: async ({ request }: { request: Request }) => keyOf(new URL(request.url), kind),
});
const sound = { cacheWillUpdate: async ({ response }: { response: Response }) => (response.status === 200 ? response : null) };
const ours = { cacheWillUpdate: async ({ response }: { response: Response }) => cacheable(response) };

const pages = new NetworkFirst({ cacheName: named("pages"), networkTimeoutSeconds: PATIENCE, plugins: [keyed("pages"), ours] });
const files = new CacheFirst({ cacheName: named("files"), plugins: [keyed("files"), sound] });
const rest = new StaleWhileRevalidate({ cacheName: named("rest"), plugins: [keyed("rest"), sound] });

registerRoute(
  ({ url, request }) => inSite(url) && (request.mode === "navigate" || kindOf(url) === "pages"),
  async (asked) => {
    try {
      return await pages.handle(asked);
    } catch (error) {
      if (asked.request.mode !== "navigate") throw error;
      const from = encodeURIComponent(asked.url.href.slice(scope.length));
      return (await shelf.has("offline.html")) ? Response.redirect(`${scope}offline.html?page=${from}`) : Response.error();
    }
  },
);
registerRoute(({ url }) => inSite(url) && kindOf(url) === "files", files);
registerRoute(
  ({ url }) => inSite(url) && kindOf(url) === "rest" && /\.\w+$/.test(url.pathname) && !/\/(offline\.json|sw\.js)$/.test(url.pathname),
  rest,
);

/** A build, and when it came to this device. */
interface Listed extends Build {
  since: number;
}

/** Cache this build's shell, and its list. Whatever can't be had ends the installation; the one before stays. */
async function install(): Promise<void> {
  await Promise.all(HANDRAIL.shell.map((address) => shelf.fetch(address)));
  const lists = await caches.open(named("files"));
  const list: Listed = { ...HANDRAIL, since: Date.now() };
  await lists.put(scope + BUILDS + HANDRAIL.id, new Response(JSON.stringify(list)));
  await self.skipWaiting();
}

/** The cached lists of builds, the oldest first. */
async function builds(cache: Cache): Promise<Listed[]> {
  const keys = (await cache.keys()).filter(({ url }) => url.startsWith(scope + BUILDS));
  const found = await Promise.all(keys.map((key) => cache.match(key)));
  const lists = await Promise.all(found.flatMap((list) => (list ? [list.json() as Promise<Listed>] : [])));
  return lists.sort((a, b) => a.since - b.since);
}

/** Let go of the files of builds that no page can want any more. */
async function tidy(): Promise<void> {
  const cache = await caches.open(named("files"));
  const all = await builds(cache);
  const wanted = new Set([HANDRAIL.id, ...all.filter(({ id }) => id !== HANDRAIL.id).slice(-1).map(({ id }) => id)]);
  for (const [, html] of await shelf.pages()) wanted.add(buildOf(html) ?? "");
  const left = new Set(all.filter(({ id }) => wanted.has(id)).flatMap(({ shell, python }) => [...shell, ...python]));
  for (const { id, shell, python } of all.filter((build) => !wanted.has(build.id))) {
    await cache.delete(scope + BUILDS + id);
    await Promise.all([...shell, ...python].filter((address) => !left.has(address)).map((address) => shelf.drop(address)));
  }
}

/** What a page had loaded before we were there: itself, and Python if it runs. */
export interface Read {
  read: string;
  python: boolean;
}

/** Most of it comes from the browser's own cache. No room is no harm: the page is shown all the same. */
async function cacheRead({ read, python }: Read): Promise<void> {
  const wanted = [read, ...(python ? HANDRAIL.python : [])];
  const done = await Promise.allSettled(wanted.map((address) => shelf.fetch(address)));
  for (const each of done) if (each.status === "rejected") console.warn("handrail: not cached for reading offline:", each.reason);
}

clientsClaim();
self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(tidy()));
self.addEventListener("message", (event) => {
  if (typeof (event.data as Read | null)?.read === "string") event.waitUntil(cacheRead(event.data as Read));
});
