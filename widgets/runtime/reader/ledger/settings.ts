/** What a reader wishes of a site, such as their colours, each under a name. */

import { item, putCopy, valueOf } from "./items";
import { settingKey, type Site } from "./keys";

export class Settings {
  constructor(private readonly site: Site) {}

  /** null if there is none. */
  of(name: string): unknown {
    return item(settingKey(this.site, name)) ?? valueOf(`${this.site.root}.${name}`) ?? null; // Material's script's own name for it
  }

  save(name: string, value: unknown): void {
    putCopy(settingKey(this.site, name), value);
  }
}
