/**
 * What is cached for reading without a network: the caches and their keys, which the service worker, the page
 * and nothing else know. Three kinds, told apart by where a file lies in the site:
 *
 *   pages: HTML, under one key whatever the host calls it (`/a`, `/a.html`; `/`, `/index.html`);
 *   files: what never changes under its address: the runtime's own, Material's scripts, our style sheets with `?v=`;
 *   rest:  pictures, fonts, the search's index, and whatever an author brings, however it is called.
 *
 * A site has caches of its own, since one origin may hold several (user.example/a/, user.example/b/). Those of the
 * others can write into ours. So what never changes is checked against its sum before it is used.
 *
 * What lies in the folder of a sensitive guide is cached only where the reader asked to keep the guide. That they did is
 * an entry beside the pages, which the service worker can read; what the ledger says of it, it can't.
 */

export type Kind = "pages" | "files" | "rest";

/** Addresses, relative to the site's root, and the first twelve hexadecimal digits of each file's SHA-256. */
export type Sums = Readonly<Record<string, string>>;

/** The folders of a build's guides, each ending in a slash, and whether the guide is a sensitive one. */
export type Guides = Readonly<Record<string, boolean>>;

/** What one build says of itself. Addresses are relative to the site's root. */
export interface Build {
  id: string;
  /** What every page needs to look and work as it should; a few hundred kilobytes at most. */
  shell: string[];
  /** Python's snapshot and its worker: megabytes. */
  python: string[];
}

const KEPT = "handrail-kept/"; // keys of the entries; no files of the site have such addresses
const RUNTIME = /^assets\/handrail\/(?:[^/]+-[0-9a-f]{12}\/.+|[^/]+-([0-9a-f]{12})\.\w+)$/;
const MATERIAL = /^assets\/javascripts\/(?:.+\/)?[^/]+\.[0-9a-f]{8}\.min\.js$/;
const SHEET = /^assets\/handrail\/[^/]+\.css$/;

/** The name of a cache of the site whose root is at `scope`. */
export const cacheName = (scope: string, kind: Kind) => `handrail${new URL(scope).pathname}${kind}`;

/** An address, whole or relative; null if it can't be read as one. */
export function parsed(address: string, base: string): URL | null {
  try {
    return new URL(address, base);
  } catch {
    return null; // anybody may write one, as in `offline.html?page=http://[`
  }
}

/** One way to write a path, of the several that mean the same: browsers leave a comma as it is, Python doesn't. */
export function normal(path: string): string {
  try {
    return path.split("/").map((part) => encodeURIComponent(decodeURIComponent(part))).join("/");
  } catch {
    return path; // no text; then it has but one way
  }
}

/** The folder of the sensitive guide in which a file lies; null if it lies in none. A guide may lie within another. */
export function sensitiveFolder(path: string, guides: Guides): string | null {
  const around = Object.keys(guides).filter((folder) => `${path}/`.startsWith(folder));
  const own = around.reduce((one, other) => (other.length > one.length ? other : one), "");
  return guides[own] ? own : null;
}

/** An address of the site, seen from its root. */
export class Place {
  readonly path: string;
  readonly kind: Kind;
  private readonly search: string;

  private constructor(
    readonly url: URL,
    private readonly scope: string,
  ) {
    this.path = normal(url.pathname.slice(new URL(scope).pathname.length));
    this.search = SHEET.test(this.path) && /^\?v=[0-9a-f]+$/.test(url.search) ? url.search : "";
    const isPage = /(?:\.html|\/|^)$/.test(this.path);
    const isFile = RUNTIME.test(this.path) || MATERIAL.test(this.path) || this.search !== "";
    this.kind = isPage ? "pages" : isFile ? "files" : "rest";
  }

  /** @param address whole, or relative to the root. Null for one that lies outside the site, or is none. */
  static of(address: string, scope: string): Place | null {
    const url = parsed(address, scope);
    return url?.href.startsWith(scope) ? new Place(url, scope) : null;
  }

  key(kind = this.kind): string {
    if (kind === "pages") return this.scope + this.path.replace(/(^|\/)index(\.html)?$/, "$1").replace(/\.html$/, "");
    return this.scope + this.path + this.search;
  }

  /** The sum that the file must have: as its build says, or as its name does. Undefined where neither says. */
  sum(sums: Sums): string | undefined {
    return this.kind === "files" ? (sums[this.path + this.search] ?? RUNTIME.exec(this.path)?.[1]) : undefined;
  }
}

/** Whether bytes have a sum: the beginning of their SHA-256, in hexadecimal digits. */
export async function hasSum(bytes: ArrayBuffer, sum: string): Promise<boolean> {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("").startsWith(sum);
}

/** The build that a page comes from; null if it is no page of ours, such as a hotel's login in its place. */
export function buildOf(html: string): string | null {
  return /<meta name="handrail-build" content="(\w+)">/.exec(html)?.[1] ?? null;
}

/** Whether a page at an address is one of the site's, and not of another that lies below it. */
export function isOfSite(html: string, address: string, scope: string): boolean {
  const base = /<meta name="handrail" content="[^"]*&#34;base&#34;:&#34;([^&"]*)&#34;/.exec(html)?.[1];
  return buildOf(html) !== null && base !== undefined && parsed(base || "./", address)?.href === scope;
}

/** A page as it may be cached: without the mark of a redirect, with which browsers refuse it. Null if it is not ours. */
export async function cacheable(response: Response, address: string, scope: string): Promise<Response | null> {
  if (response.status !== 200 || !response.headers.get("Content-Type")?.startsWith("text/html")) return null;
  const html = await response.clone().text();
  return isOfSite(html, address, scope) ? new Response(html, { headers: { "Content-Type": "text/html; charset=utf-8" } }) : null;
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
  /** Nothing more is put into it: what is still on its way would fill a cache again that was let go of. */
  closed = false;

  constructor(
    readonly scope: string,
    private readonly sums: Sums = {},
  ) {}

  /** @throws if the address isn't of this site. */
  private place(address: string): Place {
    const place = Place.of(address, this.scope);
    if (!place) throw new Error(`${address} is not of this site`);
    return place;
  }

  private async cache(kind: Kind): Promise<Cache> {
    if (this.closed) throw new Error(`what was cached of ${this.scope} is let go of`);
    return caches.open(cacheName(this.scope, kind));
  }

  isOurs(address: string): boolean {
    return Place.of(address, this.scope) !== null;
  }

  kindOf(address: string): Kind {
    return this.place(address).kind;
  }

  async has(address: string): Promise<boolean> {
    const place = this.closed ? null : Place.of(address, this.scope);
    return place !== null && (await this.cache(place.kind).then((cache) => cache.match(place.key()))) !== undefined;
  }

  /**
   * Fetch and cache one file. One that never changes is not fetched twice. `came` is told of the bytes as
   * they come.
   * @throws if it can't be had, is not what it should be, there is no room, or all is let go of.
   */
  async fetch(address: string, { signal, came }: { signal?: AbortSignal; came?: (bytes: number) => void } = {}): Promise<void> {
    const place = this.place(address);
    const { kind, url } = place;
    // Opened before the file is fetched: once the cache is let go of, what is put into it is gone with it, whereas
    // opening it later would make another.
    const cache = await this.cache(kind);
    if (kind === "files" && (await cache.match(place.key()))) return;
    const response = await fetch(url, { cache: kind === "files" ? "default" : "no-cache", signal: signal ?? null });
    const ours = kind === "pages" ? await cacheable(response, url.href, this.scope) : response.status === 200 ? response : null;
    if (!ours) throw new Error(`${response.status} for ${url.href}`);
    const sound = await this.checked(place, came ? counted(ours, came) : ours);
    await cache.put(place.key(), sound);
  }

  /** @throws if the content hasn't the sum that it must have. */
  private async checked(place: Place, response: Response): Promise<Response> {
    const sum = place.sum(this.sums);
    if (sum === undefined) return response;
    const bytes = await response.arrayBuffer();
    if (!(await hasSum(bytes, sum))) throw new Error(`${place.url.href} is not what the build made`);
    return new Response(bytes, { headers: response.headers });
  }

  /** Under what it is noted that the guide in a folder is kept. The folder's address ends in a slash. */
  private kept(folder: string): string {
    return `${this.scope}${KEPT}${this.place(folder).path}`;
  }

  /** Whether the reader asked to keep the guide in a folder. */
  async isKept(folder: string): Promise<boolean> {
    return !this.closed && (await this.cache("pages").then((cache) => cache.match(this.kept(folder)))) !== undefined;
  }

  async noteKept(folder: string): Promise<void> {
    await this.cache("pages").then((cache) => cache.put(this.kept(folder), new Response()));
  }

  async unnoteKept(folder: string): Promise<void> {
    await this.cache("pages").then((cache) => cache.delete(this.kept(folder)));
  }

  /** Let go of what is cached of sensitive guides that nobody asked to keep, as builds before this one did. */
  async dropUnasked(guides: Guides): Promise<void> {
    for (const kind of ["pages", "rest"] as const) {
      const cache = await this.cache(kind);
      for (const key of await cache.keys()) {
        const folder = sensitiveFolder(Place.of(key.url, this.scope)?.path ?? "", guides);
        if (folder !== null && !(await this.isKept(folder))) await cache.delete(key);
      }
    }
  }

  /** Let go of what is cached below a folder, but for what is `needed`. */
  async dropBelow(folder: string, needed: readonly string[]): Promise<void> {
    const below = this.scope + this.place(folder).path;
    const spared = new Set(needed.flatMap((address) => Place.of(address, this.scope)?.key() ?? []));
    for (const kind of ["pages", "rest"] as const) {
      const cache = await this.cache(kind);
      const gone = (await cache.keys()).filter(({ url }) => url.startsWith(below) && !spared.has(url));
      await Promise.all(gone.map((key) => cache.delete(key)));
    }
  }

  /** Each cached page of the site: its address, and its HTML. What others may have put there is left out. */
  async pages(): Promise<[address: string, html: string][]> {
    const cache = await this.cache("pages");
    const keys = (await cache.keys()).filter(({ url }) => url.startsWith(this.scope));
    const found = await Promise.all(keys.map(async ({ url }): Promise<[string, string]> => [url, (await (await cache.match(url))?.text()) ?? ""]));
    return found.filter(([address, html]) => isOfSite(html, address, this.scope));
  }

  /** Let go of all caches of the site, for as long as this page or service worker lives. */
  async clear(): Promise<void> {
    this.closed = true;
    await Promise.all((["pages", "files", "rest"] as const).map((kind) => caches.delete(cacheName(this.scope, kind))));
  }

  async drop(address: string): Promise<void> {
    const place = this.place(address);
    await this.cache(place.kind).then((cache) => cache.delete(place.key()));
  }
}
