/** On a site with a theme of its own, where pages may be exchanged by a script that isn't ours. */

/** What Material's script has for others: it tells of each document that it shows, also of one it has fetched. */
interface Documents {
  subscribe?: (told: () => void) => unknown;
}

/** Whether the widgets on the page are no longer those that are known. */
export function areOthers(known: Iterable<HTMLElement>): boolean {
  const here = [...document.querySelectorAll<HTMLElement>(".widget[data-key]")];
  const before = new Set(known);
  return here.length !== before.size || here.some((widget) => !before.has(widget));
}

/** Hear of it when Material has exchanged the page. Its script comes last, so this waits until the page is parsed. */
export function followExchanges(told: () => void): void {
  (window.document$ as Documents | undefined)?.subscribe?.(told);
}
