/**
 * The service worker: what was read is there without a network, but of a sensitive guide only what is kept.
 *
 * It knows no version of the site. What has a hash in its address never changes, so an old page gets the old
 * files and a new page the new ones, and a new service worker may take over at any moment: nothing needs
 * loading anew. Each build's list of files is cached beside them; a list goes, and its files with it, once it is
 * neither this build's nor the one before's, nor that of a cached page.
 *
 * Other sites may lie below this one, and share its origin. So it answers only where its build says that files of
 * this site lie, caches no page of another site, uses no file that hasn't the sum it must have, and does
 * what it is told by pages of this site alone.
 */

import { clientsClaim } from "workbox-core";
import { registerRoute } from "workbox-routing";
import { CacheFirst, NetworkFirst, StaleWhileRevalidate } from "workbox-strategies";
import { type Build, buildOf, cacheable, cacheName, type Guides, hasSum, type Kind, normal, Place, sensitiveFolder, Shelf, type Sums } from "./caches";

declare const self: ServiceWorkerGlobalScope;
/** Put before this script by the build of the site. `places`: its folders, ending in a slash, and the files beside them. */
declare const HANDRAIL: Build & { sums: Sums; places: string[]; guides: Guides };

const PATIENCE = 3; // seconds for the network to bring a page that is cached as well
const BUILDS = "handrail-builds/"; // keys of the lists; no files of the site have such addresses

const scope = self.registration.scope;
const shelf = new Shelf(scope, HANDRAIL.sums);
const places = new Set(HANDRAIL.places.map(normal));
const named = (kind: Kind) => cacheName(scope, kind);

/** Where in this site an address leads; null where its build has nothing. Hosts may take the `.html` off a page. */
function placeOf(address: string): Place | null {
  const place = Place.of(address, scope);
  if (!place) return null;
  const [folder] = /^[^/]*\//.exec(place.path) ?? [];
  const found = folder ? [folder] : [place.path || "index.html", `${place.path}.html`];
  return found.some((name) => places.has(name)) ? place : null;
}

const keyed = (kind: Kind) => ({
  cacheKeyWillBeUsed: async ({ request }: { request: Request }) => Place.of(request.url, scope)?.key(kind) ?? request,
});
/** Nothing is put once all is let go of. Workbox opens a cache again for each file, so one being put just then makes it anew. */
const forgotten = {
  cacheWillUpdate: async ({ response }: { response: Response }) => (shelf.closed ? null : response),
  cacheDidUpdate: async () => {
    if (shelf.closed) await shelf.clear();
  },
};
/** Whether a file may be cached because it is asked for. Of a sensitive guide only what is kept already is brought up to date. */
async function mayCache({ url, path }: Place): Promise<boolean> {
  return sensitiveFolder(path, HANDRAIL.guides) === null || shelf.has(url.href);
}
const discreet = {
  cacheWillUpdate: async ({ request, response }: { request: Request; response: Response }) => {
    const place = Place.of(request.url, scope);
    return place && (await mayCache(place)) ? response : null;
  },
};
const whole = { cacheWillUpdate: async ({ response }: { response: Response }) => (response.status === 200 ? response : null) };
const ours = {
  cacheWillUpdate: async ({ request, response }: { request: Request; response: Response }) => cacheable(response, request.url, scope),
};
const checked = {
  cacheWillUpdate: async ({ request, response }: { request: Request; response: Response }) =>
    response.status === 200 ? sound(request, response) : null,
  cachedResponseWillBeUsed: async ({ request, cachedResponse }: { request: Request; cachedResponse?: Response }) =>
    cachedResponse ? sound(request, cachedResponse) : null,
};

/** A file if it is what the build made, else null: another site at this origin may have put something in its place. */
async function sound(request: Request, response: Response): Promise<Response | null> {
  const sum = Place.of(request.url, scope)?.sum(HANDRAIL.sums);
  if (sum === undefined) return response;
  const isScript = request.url.endsWith(".js"); // with it the browser caches the code that it made of it
  const bytes = await (isScript ? response.clone() : response).arrayBuffer();
  if (await hasSum(bytes, sum)) return isScript ? response : new Response(bytes, { headers: response.headers });
  console.warn(`handrail: ${request.url} is not what the build made; it is not cached, and not used from the cache`);
  return null;
}

const pages = new NetworkFirst({ cacheName: named("pages"), networkTimeoutSeconds: PATIENCE, plugins: [keyed("pages"), ours, discreet, forgotten] });
const files = new CacheFirst({ cacheName: named("files"), plugins: [keyed("files"), checked, forgotten] });
const rest = new StaleWhileRevalidate({ cacheName: named("rest"), plugins: [keyed("rest"), whole, discreet, forgotten] });

registerRoute(
  ({ url, request }) => {
    const place = placeOf(url.href);
    return place !== null && (request.mode === "navigate" || place.kind === "pages");
  },
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
registerRoute(({ url }) => placeOf(url.href)?.kind === "files", files);
registerRoute(({ url }) => {
  const place = placeOf(url.href);
  return place?.kind === "rest" && /\.\w+$/.test(place.path) && !/(?:^|\/)(?:offline\.json|sw\.js)$/.test(place.path);
}, rest);

/** A build, and when it came to this device. */
interface Listed extends Build {
  since: number;
}

/** Whether a page of this site is open. */
async function isWatched(): Promise<boolean> {
  const open = await self.clients.matchAll({ includeUncontrolled: true, type: "window" });
  return open.some(({ url }) => placeOf(url) !== null);
}

/**
 * Cache this build's shell, and its list. Whatever can't be had ends the installation; the one before stays.
 * A reader who has left before it began may have asked to forget all, and could tell nobody: nothing is cached then.
 */
async function install(): Promise<void> {
  if (!(await isWatched())) throw new Error("no page of the site is open any more; the next one installs this");
  const lists = await caches.open(named("files"));
  await Promise.all(HANDRAIL.shell.map((address) => shelf.fetch(address)));
  if (shelf.closed) throw new Error("all that was cached is let go of");
  const { id, shell, python } = HANDRAIL;
  const list: Listed = { id, shell, python, since: Date.now() };
  await lists.put(scope + BUILDS + HANDRAIL.id, new Response(JSON.stringify(list)));
  await self.skipWaiting();
}

/** The cached lists of builds, the oldest first. One that can't be read goes. */
async function builds(cache: Cache): Promise<Listed[]> {
  const keys = (await cache.keys()).filter(({ url }) => url.startsWith(scope + BUILDS));
  const found = await Promise.all(
    keys.map(async (key) => {
      const list: unknown = await cache.match(key).then((response) => response?.json()).catch(() => null);
      if (isListed(list) && key.url === scope + BUILDS + list.id) return [list];
      await cache.delete(key);
      return [];
    }),
  );
  return found.flat().sort((a, b) => a.since - b.since);
}

function isListed(list: unknown): list is Listed {
  const { id, since, shell, python } = (list ?? {}) as Partial<Record<keyof Listed, unknown>>;
  const isOurs = (address: unknown) => typeof address === "string" && Place.of(address, scope) !== null;
  const areOurs = (files: unknown) => Array.isArray(files) && files.every(isOurs);
  return typeof id === "string" && typeof since === "number" && areOurs(shell) && areOurs(python);
}

/** Let go of pages that nobody asked to keep, and of the files of builds that no page can want any more. */
async function tidy(): Promise<void> {
  if (shelf.closed) return;
  await shelf.dropUnasked(HANDRAIL.guides);
  const cache = await caches.open(named("files"));
  const all = await builds(cache);
  const wanted = new Set([HANDRAIL.id, ...all.filter(({ id }) => id !== HANDRAIL.id).slice(-1).map(({ id }) => id)]);
  for (const [, html] of await shelf.pages()) wanted.add(buildOf(html) ?? "");
  const needed = new Set(all.filter(({ id }) => wanted.has(id)).flatMap(({ shell, python }) => [...shell, ...python]));
  for (const { id, shell, python } of all.filter((build) => !wanted.has(build.id))) {
    await cache.delete(scope + BUILDS + id);
    await Promise.all([...shell, ...python].filter((address) => !needed.has(address)).map((address) => shelf.drop(address)));
  }
}

/** What a page had loaded before we were there: itself, and Python if it runs. */
export interface Read {
  read: string;
  python: boolean;
}

/** Most of it comes from the browser's own cache. No room is no harm: the page is shown all the same. */
async function cacheRead(read: Place, python: boolean): Promise<void> {
  const wanted = [...((await mayCache(read)) ? [read.url.href] : []), ...(python ? HANDRAIL.python : [])];
  const done = await Promise.allSettled(wanted.map((address) => shelf.fetch(address)));
  for (const each of done) if (each.status === "rejected") console.warn("handrail: not cached for reading offline:", each.reason);
}

clientsClaim();
self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(tidy()));
self.addEventListener("message", (event) => {
  const { read, python, forget } = (event.data ?? {}) as Partial<Record<keyof Read | "forget", unknown>>;
  const from = event.source instanceof WindowClient && placeOf(event.source.url);
  if (from && forget === true) event.waitUntil(shelf.clear().then(() => event.ports[0]?.postMessage("forgotten")));
  const place = from && typeof read === "string" ? placeOf(read) : null;
  if (place?.kind === "pages") event.waitUntil(cacheRead(place, python === true));
});
