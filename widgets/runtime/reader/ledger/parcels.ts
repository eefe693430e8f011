/** What is kept of guides, where they are kept whole. */

import type { Copies } from "./copies";
import { dropItem, item, keysBelow, putItem } from "./items";
import { kindOf, ofGuide, siteKey, spotIn } from "./keys";
import { type Parcel, parcelFrom } from "./shapes";

export class Parcels {
  constructor(private readonly copies: Copies) {}

  private get all() {
    return keysBelow(siteKey(this.copies.begin())).filter((key) => kindOf(key) === "parcel");
  }

  private keyOf(guide: string) {
    return ofGuide(this.copies.begin(), guide, "parcel");
  }

  /** What is kept of a guide, if it is kept whole. */
  of(guide: string): Parcel | null {
    return parcelFrom(item(this.keyOf(guide)));
  }

  /** The parcels of the site's other guides that are kept. */
  others(guide: string): Parcel[] {
    return this.all.filter((key) => spotIn(key).guide !== guide).flatMap((key) => parcelFrom(item(key)) ?? []);
  }

  /** Throws where there is no room: then the guide isn't kept. */
  save(guide: string, parcel: Parcel): void {
    putItem(this.keyOf(guide), parcel);
  }

  drop(guide: string): void {
    dropItem(this.keyOf(guide));
  }

  /** No guide of the site is kept any more. */
  dropAll(): void {
    this.all.forEach(dropItem);
  }
}
