/**
 * Copies in localStorage that can be read at once, before the first paint: views, the reader's position, how widgets stood. Losing one
 * costs a moment, not an answer. Where they are not to be saved, they pass with the page. So they do while what is stored is locked and
 * this page has no key to it.
 */

import type { Door } from "./door";
import { dropItem, item, keysBelow, keyOfItem, putCopy } from "./items";
import * as keys from "./keys";
import { moveOldItems } from "./layout1";
import type { Settings } from "./settings";
import * as shapes from "./shapes";
import type { Position, Standing, View } from "./shapes";

const PLACELESS = "forget-place";

/** The kinds of things that are such copies. */
const KINDS = ["view", "position", "standings"];

/** Those of a site. */
export const copiesOf = (site: keys.Site) => keysBelow(keys.siteKey(site)).filter((key) => KINDS.includes(keys.kindOf(key)));

const textOf = (key: keys.Key) => JSON.stringify(key);

export class Copies {
  /** What would be read before the first paint, where that is not saved. */
  private readonly passing = new Map<string, unknown>();
  private moved = false;
  private ended = false;

  constructor(
    private readonly site: keys.Site,
    private readonly settings: Settings,
    private readonly isUnsaved: boolean,
    private readonly door: Door,
  ) {}

  /** What is read before the first paint is under today's keys by then. */
  begin(): keys.Site {
    if (!this.moved && !this.isUnsaved) moveOldItems(this.site);
    this.moved = true;
    return this.site;
  }

  /** Nothing more is saved. */
  end(): void {
    this.ended = true;
  }

  /** Whether the reader wants no copies that say where they were: then positions, views and standings pass with the page. */
  get isPlaceless(): boolean {
    return this.isUnsaved || this.settings.of(PLACELESS) === true;
  }

  /** Copies that were saved before go. */
  savePlaceless(wanted: boolean): void {
    this.settings.save(PLACELESS, wanted);
    if (wanted) copiesOf(this.begin()).forEach(dropItem);
  }

  /** The lock was opened: what is stored counts again. */
  opened(): void {
    if (!this.isPlaceless) this.passing.clear();
  }

  private get isPassing(): boolean {
    return this.isPlaceless || this.door.isShut;
  }

  private get(key: keys.Key): unknown {
    return this.isPassing ? this.passing.get(textOf(key)) : this.door.reveal(key, item(key));
  }

  private put(key: keys.Key, value: unknown): void {
    if (this.isPassing) this.passing.set(textOf(key), value);
    else if (!this.ended) putCopy(key, this.door.conceal(key, value));
  }

  /** The last view of a widget; null if there is none that can be shown. */
  view(spot: keys.Spot): View | null {
    return shapes.viewFrom(this.get(keys.viewKey(this.begin(), spot)));
  }

  saveView(spot: keys.Spot, view: View): void {
    this.put(keys.viewKey(this.begin(), spot), view);
  }

  /** A file has brought other answers than those that it shows. */
  dropView(spot: keys.Spot): void {
    dropItem(keys.viewKey(this.site, spot));
  }

  /** Whose view an item of localStorage is, if it is one of this site. */
  spotOfView(name: string | null): keys.Spot | null {
    const key = keyOfItem(name);
    if (!key || keys.kindOf(key) !== "view" || keys.rootIn(key) !== this.site.root) return null;
    return key[1] === this.site.name ? keys.spotIn(key) : null;
  }

  position(guide: string): Position {
    return shapes.positionFrom(this.get(keys.ofGuide(this.begin(), guide, "position")));
  }

  savePosition(guide: string, position: Position): void {
    this.put(keys.ofGuide(this.begin(), guide, "position"), position);
  }

  /** How a guide's widgets stood last, by their ids: a copy of what their records say, readable at once. */
  standings(guide: string): Map<string, Standing> {
    return shapes.standingsFrom(this.get(keys.ofGuide(this.begin(), guide, "standings")));
  }

  saveStandings(guide: string, standings: ReadonlyMap<string, Standing>): void {
    this.put(keys.ofGuide(this.begin(), guide, "standings"), Object.fromEntries(standings));
  }

  /** Let go of what begins so: it is erased. */
  forget(start: string): void {
    for (const text of [...this.passing.keys()]) if (text.startsWith(start)) this.passing.delete(text);
  }
}
