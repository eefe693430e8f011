/** The steps of a guide as a page lists them, in its outline or among its parts, and what is marked on them. */

import { say } from "../words";

/** A step in a list: where it is now, whatever stands before it. */
export interface Listed {
  id: string;
  number: number;
  item: HTMLElement;
  link: HTMLAnchorElement;
}

/** How far a step has come, and what is read aloud of it. */
const MARKS = { done: () => say("place.done"), begun: () => say("place.begun"), seen: () => say("place.seen") };
export type Mark = keyof typeof MARKS;

const LISTS = ".outline, .guide-parts";

/** A heading's id in an address. */
function idIn({ hash }: HTMLAnchorElement): string {
  try {
    return decodeURIComponent(hash.slice(1));
  } catch {
    return hash.slice(1);
  }
}

/** Every step that the page lists, as often as it lists it: a phone has the outline folded as well. */
export function listed(): Listed[] {
  return [...document.querySelectorAll<HTMLElement>(`:is(${LISTS}) li[data-step]`)].flatMap((item) => {
    const link = item.querySelector("a");
    return link ? [{ id: idIn(link), number: Number(item.dataset.step), item, link }] : [];
  });
}

/** How many steps the guide has: their numbers run through the whole of it. */
export const countOf = (steps: readonly Listed[]) => Math.max(0, ...steps.map(({ number }) => number));

/** Mark each step with how far it has come, for eyes and ears, and each part with how many of its steps are done. */
export function mark(steps: readonly Listed[], markOf: (id: string) => Mark | null): void {
  for (const { id, item, link } of steps) {
    const how = markOf(id);
    for (const each of Object.keys(MARKS)) item.classList.toggle(`is-${each}`, each === how);
    tell(link, ["step-mark", "visually-hidden"], how ? MARKS[how]() : "");
  }
  for (const part of new Set(steps.map(({ item }) => item.parentElement?.closest("li")))) {
    const link = part?.querySelector<HTMLAnchorElement>(":scope > a");
    if (!part || !link) continue;
    const items = [...part.querySelectorAll("li[data-step]")];
    const done = items.filter(({ classList }) => classList.contains("is-done")).length;
    tell(link, ["part-mark"], done > 0 ? say("place.part", { count: items.length, done }) : "");
  }
}

/** Say something at the end of a link, in an element of its own; nothing at all where there is nothing to say. */
function tell(link: HTMLElement, names: string[], text: string): void {
  const found = link.querySelector<HTMLElement>(`.${names[0]}`);
  if ((found?.textContent ?? "") === text) return;
  if (!text) return found?.remove();
  const said = found ?? link.appendChild(document.createElement("span"));
  said.classList.add(...names);
  said.textContent = text;
}
