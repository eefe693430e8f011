/** The store that a site's pages have: the first that works, with what stands under older names brought to today's. */

import { inDatabase, inLocalStorage, type Move, type Place, rangeBelow } from "./backends";
import * as keys from "./keys";
import { type Behind, behind } from "./behind";
import type { Door } from "./door";
import { movesFromOld, oldRange } from "./layout1";
import { adopt } from "./moved";

/** Only there can a service worker bring back pages of an older build. */
const overHttp = location.protocol.startsWith("http");

const textOf = (key: keys.Key) => JSON.stringify(key);

export class Store {
  /** The database, from when it is tried until it is found closed: what is written ahead doesn't wait for the rest. */
  database: Behind | null = null;
  /** The names of the first layout under which pages of an older build may still read and write, by today's keys. */
  private readonly older = new Map<string, string>();

  constructor(
    private readonly site: keys.Site,
    private readonly door: Door,
    private readonly adopted: () => void,
  ) {}

  /**
   * The first store that lasts; null where this browser keeps nothing for us.
   * @param begin what has to go well in it, too, given all keys of the site in the database
   */
  find(begin: (backend: Behind, found: readonly keys.Key[]) => Promise<void>): Promise<Behind | null> {
    return this.firstThatWorks(async (backend, isDatabase) => {
      if (isDatabase) this.database = backend;
      const below = keys.siteKey(this.site);
      // Only a look: a full disk can still be read.
      const [old, names] = isDatabase ? await Promise.all([oldRange(this.site), rangeBelow(below)].map(backend.names)) : [[], []];
      await this.settle(backend, old ?? []);
      await begin(backend, (names ?? []).flatMap((name) => (keys.isKey(name) ? [name] : [])));
    });
  }

  /** The same, where nothing is done but to look. */
  look(): Promise<Behind | null> {
    return this.firstThatWorks((backend) => backend.list(keys.siteKey(this.site)));
  }

  private async firstThatWorks(tried: (backend: Behind, isDatabase: boolean) => Promise<unknown>): Promise<Behind | null> {
    for (const make of [inDatabase, inLocalStorage]) {
      try {
        const backend = behind(this.door, make({ key: this.door.key, fits: (found) => this.door.fits(found) }));
        await tried(backend, make === inDatabase);
        return backend;
      } catch (error) {
        this.database = null;
        console.warn("handrail: this browser does not let us keep answers here:", error);
      }
    }
    return null;
  }

  /** Bring what stands under older keys, or belongs to this site from where it lay before, to today's. */
  private async settle(backend: Behind, old: readonly IDBValidKey[]): Promise<void> {
    const moves = movesFromOld(this.site, old);
    try {
      const shared = moves.filter(([, key]) => overHttp && keys.kindOf(key) === "answers");
      const own = shared.length > 0 ? await backend.claim(shared, this.site.root) : [];
      this.alias(own);
      const rest = moves.filter((move) => !shared.includes(move));
      if (rest.length > 0) await backend.move(rest);
      if (own.length === 0 && rest.length === 0 && (await adopt(backend, this.site))) this.adopted();
    } catch (error) {
      console.warn("handrail: what was saved before can't be moved, and is read where it is:", error);
      this.alias(moves);
    }
  }

  private alias(moves: readonly Move[]): void {
    for (const [name, key] of moves) if (typeof name === "string") this.older.set(textOf(key), name);
  }

  /** A key, and its name of the first layout if that is still in use. */
  placeOf(key: keys.Key): Place {
    return { key, old: this.older.get(textOf(key)) };
  }

  /** Whether some answers may be newer under their names of the first layout. */
  get hasOlder(): boolean {
    return this.older.size > 0;
  }

  /** All names of the first layout that are still in use. */
  get olderMoves(): Move[] {
    return [...this.older].map(([text, name]) => [name, JSON.parse(text) as keys.Key]);
  }

  /** The names of the first layout that are still in use for keys that begin so. */
  olderFrom(start: string): string[] {
    return [...this.older].flatMap(([text, name]) => (text.startsWith(start) ? [name] : []));
  }
}
