/**
 * Material's script, which runs the search: a third of what a page would load, and few readers search. It comes
 * when somebody goes to the search, and takes over what was typed meanwhile.
 *
 * Pages outside guides have its script as any Material site does, for what else it does there (overrides/base.html).
 */

import { trusted } from "../trusted";

const KEYS = new Set(["f", "s", "/"]);

/** Load Material's script, once, as soon as the reader goes to the search. */
export function bringSearchWhenWanted(): void {
  const search = document.querySelector<HTMLElement>(".search[data-script]");
  const field = search?.querySelector<HTMLInputElement>("input[name=query]");
  const open = document.querySelector<HTMLInputElement>("#__search");
  if (!search || !field || !open) return;
  const address = new URL(search.dataset.script ?? "", document.baseURI).href;
  settle();
  let asked = false;
  let here = false;

  const bring = (): void => {
    if (asked) return;
    asked = true;
    const script = document.createElement("script");
    script.src = trusted(address);
    script.onload = () => {
      here = true;
      field.dispatchEvent(new KeyboardEvent("keyup")); // to read what was typed meanwhile
    };
    script.onerror = () => {
      asked = false; // no network, and not cached: the next visit to the field asks again
      script.remove();
    };
    document.body.append(script);
  };

  search.addEventListener("pointerover", bring);
  search.addEventListener("focusin", () => {
    open.checked = true;
    bring();
  });
  search.addEventListener("focusout", ({ relatedTarget }) => {
    const stays = relatedTarget instanceof Node && search.contains(relatedTarget);
    if (!here && !stays) open.checked = false; // or it would lie over what has the focus now
  });
  document.addEventListener("keydown", (event) => {
    const { target, key, altKey, ctrlKey, metaKey } = event;
    if (key === "Escape" && !here && open.checked) {
      open.checked = false;
      return field.blur();
    }
    const typing = target instanceof HTMLElement && (target.isContentEditable || target.matches("input, textarea, select"));
    if (asked || typing || altKey || ctrlKey || metaKey || !KEYS.has(key)) return;
    event.preventDefault(); // the letter belongs to nobody
    field.focus();
  });
}

/** Say where the site lies from anywhere: by the time that Material's script reads it, the page may be another. */
function settle(): void {
  const config = document.querySelector("#__config")?.firstChild;
  if (!config) return;
  const said = JSON.parse(config.textContent ?? "{}") as { base: string; search: string };
  const whole = (address: string): string => new URL(address, document.baseURI).href;
  config.nodeValue = JSON.stringify({ ...said, base: whole(said.base), search: whole(said.search) });
}
