/**
 * The one place that knows where the reader's data lies and what shape it has. Answers live in IndexedDB, else in
 * localStorage, else in memory, which is said aloud; each change of one is one transaction, so a message is either
 * still waiting or already in the state, never both or neither. Copies for the first paint, the reader's position and
 * what is kept offline live in localStorage.
 */

import { together } from "../../together";
import * as ahead from "./ahead";
import { type Backend, type Entry, inDatabase, inLocalStorage, inMemory, type Move, type Place, rangeBelow } from "./backends";
import { adopt } from "./copies";
import { dropItem, item, itemText, keysBelow, keyOfItem, putCopy, putItem, valueOf } from "./items";
import * as keys from "./keys";
import { moveOldItems, movesFromOld, oldRange } from "./layout1";
import * as shapes from "./shapes";
import type { Answers, Parcel, Pending, Position, Standing, View } from "./shapes";
import { type Edit, made, Unsaved } from "./unsaved";

/** What is done to a record. `aside` is set aside beside it; both may look at `log`, the log that goes with that, as it is stored. */
interface Work {
  edit: (record: Answers, beside: unknown) => Answers | null;
  aside?: (beside: unknown) => unknown[];
  log?: keys.Key;
}

/** Milliseconds after which a store that hasn't answered is said not to be saving. What it is told waits on, and is in the log. */
const PATIENCE = 8_000;

/** Milliseconds without a change after which what is saved is brought to the disk. */
const PAUSE = 1_000;

/** What a file brings to a widget: its new answers, if they change, and what is set aside, each with its moment or "" for now. */
export interface Brought {
  answers: Answers | null;
  aside: readonly { moment: string; found: unknown }[];
}

export type Saved = "yes" | "pending" | "off";

/** Whom the ledger tells: whether everything is saved, that something was unreadable, that old answers came. */
export interface Told {
  saved: (saved: Saved) => void;
  damaged: (spot: keys.Spot) => void;
  adopted: () => void;
}

/** Only there can a service worker bring back pages of an older build. */
const overHttp = location.protocol.startsWith("http");

const PLACELESS = "forget-place";

const textOf = (key: keys.Key) => JSON.stringify(key);

export class Ledger {
  /** The answers of a widget. A page's widgets ask for theirs in one turn, and are read at one moment. */
  readonly read = together((spots: keys.Spot[]) => this.readAll(spots));
  private opened: Promise<[Backend, lasting: boolean]> | null = null;
  private moved = false;
  private readonly unsaved = new Unsaved();
  private readonly log: ahead.Log;
  /** The database, from when it is tried until it is found closed: what is written ahead doesn't wait for the rest. */
  private database: Backend | null = null;
  private flushing: ReturnType<typeof setTimeout> | undefined;
  /** The names of the first layout under which pages of an older build may still read and write, by today's keys. */
  private readonly older = new Map<string, string>();
  /** The state of each record when it was last looked through, or written. */
  private readonly known = new Map<string, string | null>();
  private writing = 0;
  private failing = false;

  /** Nothing is read or saved: all that is the reader's ends with the page that is loaded. */
  readonly isUnsaved: boolean;
  /** What would be read before the first paint, where that is not saved. */
  private readonly passing = new Map<string, unknown>();
  private ended = false;

  /**
   * @param site the site whose page this is, and no other
   * @param isUnsaved nothing is to be read or saved
   */
  constructor(
    readonly site: keys.Site,
    private readonly told: Told,
    isUnsaved: boolean,
  ) {
    this.isUnsaved = isUnsaved;
    this.log = new ahead.Log(site);
  }

  /** Open the store, which takes a moment. Whoever reads or writes does so, too. */
  open(): Promise<[Backend, lasting: boolean]> {
    this.opened ??= this.inTime(this.begun()).then((found) => {
      this.failing = !found[1] || this.unsaved.size > 0;
      this.tell();
      return found;
    });
    return this.opened;
  }

  /** Say that nothing is saved if that takes too long. It is waited for all the same: it may be all that was ever written. */
  private inTime<Found>(found: Promise<Found>): Promise<Found> {
    const late = setTimeout(() => {
      console.warn("handrail: the browser's store doesn't answer");
      this.failing = true;
      this.tell();
    }, PATIENCE);
    return found.finally(() => clearTimeout(late));
  }

  /** Where answers last, which in a tab that saves nothing is not what its pages read. */
  async lasting(): Promise<Backend> {
    if (!this.isUnsaved) return (await this.open())[0];
    return (await this.firstThatWorks((backend) => backend.list(keys.siteKey(this.site)))) ?? inMemory();
  }

  private async begun(): Promise<[Backend, lasting: boolean]> {
    if (this.isUnsaved) return [inMemory(), false];
    this.begin();
    const found = await this.firstThatWorks(async (backend, isDatabase) => {
      if (isDatabase) this.database = backend;
      const below = keys.siteKey(this.site);
      // Only a look: a full disk can still be read.
      const [old, names] = isDatabase ? await Promise.all([oldRange(this.site), rangeBelow(below)].map(backend.names)) : [[], []];
      await this.settle(backend, old ?? []);
      const found = (names ?? []).flatMap((name) => (keys.isKey(name) ? [name] : []));
      for (const log of ahead.leftBehind(below, found, this.log.writer)) await this.takeIn(backend, log);
    });
    return found ? [found, true] : [inMemory(), false];
  }

  /** The first store that lasts and can be tried so; null where this browser keeps nothing for us. */
  private async firstThatWorks(tried: (backend: Backend, isDatabase: boolean) => Promise<unknown>): Promise<Backend | null> {
    for (const make of [inDatabase, inLocalStorage]) {
      try {
        const backend = make();
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
  private async settle(backend: Backend, old: readonly IDBValidKey[]): Promise<void> {
    const moves = movesFromOld(this.site, old);
    try {
      const shared = moves.filter(([, key]) => overHttp && keys.kindOf(key) === "answers");
      const own = shared.length > 0 ? await backend.claim(shared, this.site.root) : [];
      this.alias(own);
      const rest = moves.filter((move) => !shared.includes(move));
      if (rest.length > 0) await backend.move(rest);
      if (own.length === 0 && rest.length === 0 && (await adopt(backend, this.site))) this.told.adopted();
    } catch (error) {
      console.warn("handrail: what was saved before can't be moved, and is read where it is:", error);
      this.alias(moves);
    }
  }

  private alias(moves: readonly Move[]): void {
    for (const [name, key] of moves) if (typeof name === "string") this.older.set(textOf(key), name);
  }

  private placeOf(key: keys.Key): Place {
    return { key, old: this.older.get(textOf(key)) };
  }

  /** What is read before the first paint is under today's keys by then. */
  private begin(): keys.Site {
    if (!this.moved && !this.isUnsaved) moveOldItems(this.site);
    this.moved = true;
    return this.site;
  }

  /** What another page wrote ahead, and died: the record takes it in, once. Where there is no room it does so for this tab. */
  private async takeIn(backend: Backend, log: keys.Key): Promise<void> {
    const copy = ahead.copyOf(log);
    const key = keys.answersKey(this.site, keys.spotIn(log));
    await this.write(backend, key, {
      edit: (record, beside) =>
        ahead.taking(record, log[6] ?? "", ahead.either(copy.messages, shapes.aheadFrom(beside).value)),
      aside: (beside) => [...(shapes.aheadFrom(beside).damaged ? [beside] : []), ...(copy.damaged ? [copy.text] : [])],
      log,
    });
    if (!this.unsaved.has(textOf(key)) && itemText(log) === copy.text) dropItem(log);
  }

  private async readAll(spots: readonly keys.Spot[]): Promise<Answers[]> {
    const [backend] = await this.open();
    const names = spots.map((spot) => keys.answersKey(this.site, spot));
    let found: unknown[] = [];
    try {
      found = await backend.read(names.map((key) => this.placeOf(key)));
    } catch (error) {
      console.error("handrail: reading the saved answers failed:", error);
    }
    return Promise.all(
      spots.map(async (spot, place) => {
        const text = textOf(names[place] as keys.Key);
        const { value, damaged } = shapes.answersFrom(found[place]);
        this.known.set(text, value.state);
        if (damaged && !this.unsaved.has(text)) await this.change(spot, (record) => record); // sets aside what can't be read
        return this.unsaved.over(text, value);
      }),
    );
  }

  /**
   * Take down at once what the reader did, before anything is read: `entry` waits in the record for Python. `replaced` is the id of
   * the message that it makes needless.
   */
  async receive(spot: keys.Spot, entry: Pending, replaced?: string): Promise<void> {
    if (this.ended) return;
    if (this.isUnsaved) return void (await this.change(spot, (record) => ahead.adding(record, [entry], replaced)));
    const log = this.log.keyOf(spot);
    const [message, whole] = this.log.add(spot, entry, replaced);
    this.database?.put([log, whole]).catch((error: unknown) => console.warn("handrail: nothing can be written ahead:", error));
    await this.changeBy(spot, { edit: (record) => ahead.taking(record, this.log.writer, [message], replaced), log });
    if (!this.unsaved.has(textOf(keys.answersKey(this.site, spot)))) this.log.done(spot, message.count);
  }

  /** Change a widget's answers in one transaction, setting `aside` beside them. False if `edit` declined. */
  change(spot: keys.Spot, edit: Edit, aside?: unknown): Promise<boolean> {
    return this.changeBy(spot, { edit, aside: () => (aside === undefined ? [] : [aside]) });
  }

  private async changeBy(spot: keys.Spot, work: Work): Promise<boolean> {
    if (this.ended) return true;
    this.writing += 1;
    this.tell();
    const key = keys.answersKey(this.site, spot);
    const { next, spoilt } = await this.inTime(this.open().then(([backend]) => this.write(backend, key, work)));
    this.writing -= 1;
    this.failing = !(await this.open())[1] || this.unsaved.size > 0;
    this.tell();
    if (spoilt) this.told.damaged(spot);
    clearTimeout(this.flushing);
    if (!this.isUnsaved) this.flushing = setTimeout(() => void this.flush(), PAUSE);
    return next !== null;
  }

  /** Do a piece of work on a record, all or nothing. `next` is null if its edit declined. */
  private async write(backend: Backend, key: keys.Key, work: Work): Promise<{ next: Answers | null; spoilt: boolean }> {
    const text = textOf(key);
    let next: Answers | null | undefined;
    let spoilt = false;
    let aside: unknown[] = [];
    try {
      await backend.change(
        this.placeOf(key),
        (found, beside) => {
          const { value, damaged } = shapes.answersFrom(found, this.known.get(text));
          spoilt = damaged;
          const record = this.unsaved.over(text, value);
          next = made(record, (before) => work.edit(before, beside));
          aside = next ? (work.aside?.(beside) ?? []) : [];
          const entries: Entry[] = damaged || next ? [[key, next ?? value]] : [];
          if (next && work.log) entries.push([work.log, undefined]);
          const all = [...(damaged ? [found] : []), ...(next ? this.unsaved.aside(text) : []), ...aside];
          return [...entries, ...all.map((each): Entry => [keys.asideKey(key), each])];
        },
        work.log,
      );
      if (next) this.known.set(text, next.state);
      if (next) this.unsaved.drop(text);
    } catch (error) {
      console.error("handrail: saving an answer failed; it stays in memory:", error);
      if (next === undefined) {
        next = work.edit(this.unsaved.over(text, shapes.NO_ANSWERS), undefined); // it could not even be read
        aside = work.aside?.(undefined) ?? [];
      }
      if (next) this.unsaved.keep(text, (record) => work.edit(record, undefined), aside);
    }
    return { next: next ?? null, spoilt };
  }

  /** After a power cut, too, what is said to be saved is there: for that it has to reach the disk. */
  private async flush(): Promise<void> {
    try {
      await this.database?.flush();
    } catch (error) {
      console.warn("handrail: what is saved may not have reached the disk:", error);
    }
  }

  /**
   * Store what a file brings to a widget, in one transaction. Throws where it can't be stored: then all is as it was.
   * @param settle what to store, given the answers of that moment; it may run twice and must not have effects
   */
  async bring(spot: keys.Spot, settle: (now: Answers) => Brought): Promise<void> {
    if (this.ended) return;
    this.writing += 1;
    this.tell();
    const key = keys.answersKey(this.site, spot);
    const text = textOf(key);
    const [backend, lasting] = await this.open();
    let next = null as Answers | null;
    try {
      await backend.change(this.placeOf(key), (found) => {
        const { value, damaged } = shapes.answersFrom(found, this.known.get(text));
        const record = this.unsaved.over(text, value);
        const { answers, aside } = settle(record);
        next = answers ?? (damaged ? value : null);
        if (next && !next.taken && record.taken) next = { ...next, taken: record.taken };
        const beside = aside.map((each): Entry => [keys.asideKey(key, each.moment), each.found]);
        if (damaged) beside.push([keys.asideKey(key), found]);
        return next ? [...beside, [key, next]] : beside; // where no transaction holds them together, nothing goes before it is set aside
      });
      if (!next) return;
      this.known.set(text, next.state);
      this.unsaved.drop(text);
      this.failing = !lasting || this.unsaved.size > 0;
      dropItem(keys.viewKey(this.site, spot)); // it shows what was there before
      const standings = this.standings(spot.guide);
      if (next.standing) standings.set(spot.widget, next.standing);
      else standings.delete(spot.widget);
      this.saveStandings(spot.guide, standings);
    } finally {
      this.writing -= 1;
      this.tell();
    }
  }

  private tell(): void {
    this.told.saved(this.failing ? "off" : this.writing > 0 ? "pending" : "yes");
  }

  /** Nothing more is saved: the reader is on the way out, and all there was is being erased. */
  end(): void {
    this.ended = true;
  }

  /** Whether the reader wants no copies that say where they were: then positions, views and standings pass with the page. */
  get isPlaceless(): boolean {
    return this.isUnsaved || this.setting(PLACELESS) === true;
  }

  /** Copies that were saved before go. */
  savePlaceless(wanted: boolean): void {
    this.saveSetting(PLACELESS, wanted);
    const copies = keysBelow(keys.siteKey(this.begin())).filter((key) => ["view", "position", "standings"].includes(keys.kindOf(key)));
    if (wanted) copies.forEach(dropItem);
  }

  private copy(key: keys.Key): unknown {
    return this.isPlaceless ? this.passing.get(textOf(key)) : item(key);
  }

  private putCopy(key: keys.Key, value: unknown): void {
    if (this.isPlaceless) this.passing.set(textOf(key), value);
    else if (!this.ended) putCopy(key, value);
  }

  /** The last view of a widget; null if there is none that can be shown. */
  view(spot: keys.Spot): View | null {
    return shapes.viewFrom(this.copy(keys.viewKey(this.begin(), spot)));
  }

  saveView(spot: keys.Spot, view: View): void {
    this.putCopy(keys.viewKey(this.begin(), spot), view);
  }

  /** Whose view an item of localStorage is, if it is one of this site. */
  spotOfView(name: string | null): keys.Spot | null {
    const key = keyOfItem(name);
    if (!key || keys.kindOf(key) !== "view" || keys.rootIn(key) !== this.site.root) return null;
    return key[1] === this.site.name ? keys.spotIn(key) : null;
  }

  position(guide: string): Position {
    return shapes.positionFrom(this.copy(keys.ofGuide(this.begin(), guide, "position")));
  }

  savePosition(guide: string, position: Position): void {
    this.putCopy(keys.ofGuide(this.begin(), guide, "position"), position);
  }

  /** How a guide's widgets stood last, by their ids: a copy of what their records say, readable at once. */
  standings(guide: string): Map<string, Standing> {
    return shapes.standingsFrom(this.copy(keys.ofGuide(this.begin(), guide, "standings")));
  }

  saveStandings(guide: string, standings: ReadonlyMap<string, Standing>): void {
    this.putCopy(keys.ofGuide(this.begin(), guide, "standings"), Object.fromEntries(standings));
  }

  /** How a guide's widgets stand by their records. */
  async readStandings(guide: string): Promise<Map<string, Standing>> {
    const [backend] = await this.open();
    const found = await backend.list(keys.guideKey(this.site, guide));
    return new Map(
      found.flatMap(([key, value]): [string, Standing][] => {
        const { standing } = shapes.answersFrom(keys.kindOf(key) === "answers" ? value : undefined).value;
        return standing ? [[keys.spotIn(key).widget, standing]] : [];
      }),
    );
  }

  /** All that is stored of a guide beside its views, as it was found. */
  async recordsOf(guide: string): Promise<Entry[]> {
    const [backend] = await this.open();
    return backend.list(keys.guideKey(this.site, guide));
  }

  /** What is kept of a guide, if it is kept whole. */
  parcel(guide: string): Parcel | null {
    return shapes.parcelFrom(item(keys.ofGuide(this.begin(), guide, "parcel")));
  }

  /** The parcels of the site's other guides that are kept. */
  otherParcels(guide: string): Parcel[] {
    const parcels = keysBelow(keys.siteKey(this.begin())).filter((key) => keys.kindOf(key) === "parcel");
    return parcels.filter((key) => keys.spotIn(key).guide !== guide).flatMap((key) => shapes.parcelFrom(item(key)) ?? []);
  }

  /** Throws where there is no room: then the guide isn't kept. */
  saveParcel(guide: string, parcel: Parcel): void {
    putItem(keys.ofGuide(this.begin(), guide, "parcel"), parcel);
  }

  /** No guide of the site is kept any more. */
  dropParcels(): void {
    const all = keysBelow(keys.siteKey(this.begin())).filter((key) => keys.kindOf(key) === "parcel");
    for (const key of all) dropItem(key);
  }

  dropParcel(guide: string): void {
    dropItem(keys.ofGuide(this.begin(), guide, "parcel"));
  }

  /** A setting of the reader's, such as their colours; null if there is none. */
  setting(name: string): unknown {
    return item(keys.settingKey(this.site, name)) ?? valueOf(`${this.site.root}.${name}`) ?? null; // its own name for it
  }

  saveSetting(name: string, value: unknown): void {
    putCopy(keys.settingKey(this.site, name), value);
  }

  /** Whether some answers may be newer under their names of the first layout. */
  get hasOlder(): boolean {
    return this.older.size > 0;
  }

  /** What could not be written of these answers, as it should be; `stored` is what lies under a key. */
  owed(below: keys.Key, stored: (key: keys.Key) => unknown): Entry[] {
    const start = textOf(below).slice(0, -1);
    const all = this.unsaved.keys.filter((text) => text.startsWith(start)).map((text) => [text, JSON.parse(text) as keys.Key] as const);
    return all.map(([text, key]) => [key, this.unsaved.over(text, shapes.answersFrom(stored(key)).value)]);
  }

  /** Let go of what this page alone has of these answers; returns their names of the first layout that are still in use. */
  forget(below: keys.Key): string[] {
    const start = textOf(below).slice(0, -1);
    this.unsaved.forget(start);
    for (const text of [...this.passing.keys()]) if (text.startsWith(start)) this.passing.delete(text);
    this.log.forget(start);
    return [...this.older].flatMap(([text, name]) => (text.startsWith(start) ? [name] : []));
  }
}
