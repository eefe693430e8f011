/**
 * What is cached for reading without a network: the caches and their keys, which the service worker, the page
 * and nothing else know. Three kinds, told apart by address alone:
 *
 *   pages: HTML, under one key whatever the host calls it (`/a`, `/a.html`; `/`, `/index.html`);
 *   files: a hash is in the address, so what it holds never changes;
 *   rest:  pictures, fonts, the search's index.
 *
 * A site has caches of its own, since one origin may hold several (user.example/a/, user.example/b/).
 */

export type Kind = "pages" | "files" | "rest";

/** What one build says of itself. Addresses are relative to the site's root. */
export interface Build {
  id: string;
  /** What every page needs to look and work as it should; a few hundred kilobytes at most. */
  shell: string[];
  /** Python's snapshot and its worker: megabytes. */
  python: string[];
}

const HASHED = /[-.][0-9a-f]{8,}[./]/;

/** The name of a cache of the site whose root is at `scope`. */
export const cacheName = (scope: string, kind: Kind) => `handrail${new URL(scope).pathname}${kind}`;

export function kindOf(address: URL): Kind {
  if (/(\.html|\/)$/.test(address.pathname)) return "pages";
  return HASHED.test(address.pathname) || /^\?v=[0-9a-f]+$/.test(address.search) ? "files" : "rest";
}

export function keyOf(address: URL, kind = kindOf(address)): string {
  const path = address.pathname;
  if (kind === "pages") return address.origin + path.replace(/\/index(\.html)?$/, "/").replace(/\.html$/, "");
  return address.origin + path + (kind === "files" ? address.search : "");
}

/** The build that a page comes from; null if it is no page of ours, such as a hotel's login in its place. */
export function buildOf(html: string): string | null {
  return /<meta name="handrail-build" content="(\w+)">/.exec(html)?.[1] ?? null;
}

/** A page as it may be cached: without the mark of a redirect, with which browsers refuse it. Null if it is not ours. */
export async function cacheable(response: Response): Promise<Response | null> {
  if (response.status !== 200 || !response.headers.get("Content-Type")?.startsWith("text/html")) return null;
  const html = await response.clone().text();
  return buildOf(html) ? new Response(html, { headers: { "Content-Type": "text/html; charset=utf-8" } }) : null;
}

function counted(response: Response, came: (bytes: number) => void): Response {
  const count = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
    transform(chunk, on) {
      came(chunk.byteLength);
      on.enqueue(chunk);
    },
  });
  return new Response(response.body?.pipeThrough(count) ?? null, { headers: response.headers });
}

/** The places in the site's caches. */
export class Shelf {
  constructor(readonly scope: string) {}

  private at(address: string): { url: URL; name: string; key: string } {
    const url = new URL(address, this.scope);
    return { url, name: cacheName(this.scope, kindOf(url)), key: keyOf(url) };
  }

  async has(address: string): Promise<boolean> {
    const { name, key } = this.at(address);
    return (await caches.open(name).then((cache) => cache.match(key))) !== undefined;
  }

  /**
   * Fetch and cache one file. One whose name has a hash is not fetched twice. `came` is told of the bytes as
   * they come.
   * @throws if it can't be had, is not what it should be, or there is no room.
   */
  async fetch(address: string, { signal, came }: { signal?: AbortSignal; came?: (bytes: number) => void } = {}): Promise<void> {
    const { url, name, key } = this.at(address);
    const kind = kindOf(url);
    if (kind === "files" && (await this.has(address))) return;
    const response = await fetch(url, { cache: kind === "files" ? "default" : "no-cache", signal: signal ?? null });
    const sound = kind === "pages" ? await cacheable(response) : response.status === 200 ? response : null;
    if (!sound) throw new Error(`${response.status} for ${url.href}`);
    await caches.open(name).then((cache) => cache.put(key, came ? counted(sound, came) : sound));
  }

  /** Each cached page of the site: its address, and its HTML. */
  async pages(): Promise<[address: string, html: string][]> {
    const cache = await caches.open(cacheName(this.scope, "pages"));
    const keys = await cache.keys();
    return Promise.all(keys.map(async (key) => [key.url, (await (await cache.match(key))?.text()) ?? ""]));
  }

  async drop(address: string): Promise<void> {
    const { name, key } = this.at(address);
    await caches.open(name).then((cache) => cache.delete(key));
  }
}
