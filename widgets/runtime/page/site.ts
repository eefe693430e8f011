/** What a page says of itself and its site, in a tag that every page has. */

export interface Site {
  /** The first word of every key of what the reader stores. */
  site: string;
  /** From the page to the root of the site. */
  base: string;
  /** From there to the worker. */
  runtime: string;
  /** From the root of the site to the script that locks and opens; none where a theme of its own has no place for that. */
  lock?: string;
  /** On the pages of a guide, which one. */
  guide?: string;
  /** The pages of that guide are cached only where the reader keeps it. */
  sensitive?: boolean;
  /** Where what the site adds to the widgets lies, from its root, if it adds anything: see protocol.ts. */
  supplement?: { address: string; script: string };
  /** The site has a theme of its own, and we are a guest on it: nothing but widgets is ours. */
  guest?: boolean;
  /** False while an author writes: see offline.ts. */
  offline?: boolean;
}

/** What the page that is shown now says. */
export function described(): Site {
  const meta = document.querySelector<HTMLMetaElement>('meta[name="handrail"]');
  return JSON.parse(meta?.content ?? '{"site":"site","base":"","runtime":""}') as Site;
}
