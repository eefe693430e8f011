/**
 * The reader's colours, put on before the first frame and changed at a press; and what Material would say in
 * scripts inside each page, which a host's policy may forbid: where its script stores what it remembers.
 */

/** As Material stores it, so that a choice made with its script still counts. */
interface Palette {
  index: number;
  color: { media: string; scheme: string };
}

const DEVICE = "(prefers-color-scheme)";

/** Names that Material's script looks for. */
declare global {
  interface Window {
    __md_scope: URL;
    __md_hash: (text: string) => number;
    __md_get: (key: string, store?: Storage, scope?: URL) => unknown;
    __md_set: (key: string, value: unknown, store?: Storage, scope?: URL) => void;
  }
}

/** What Material remembers of the reader, by its name for it. */
interface Settings {
  setting: (name: string) => unknown;
  saveSetting: (name: string, value: unknown) => void;
}

/** @param home the site's address, under whose path Material stores what is for one visit alone. */
export function chooseScheme(home: string, settings: Settings): void {
  window.__md_scope = new URL(home);
  window.__md_hash = (text) => [...text].reduce((sum, letter) => ((sum << 5) - sum + letter.charCodeAt(0)) | 0, 0);
  // Material's script names a store only for what is to last one visit.
  window.__md_get = (key, store, scope = window.__md_scope) =>
    store ? (JSON.parse(store.getItem(`${scope.pathname}.${key}`) ?? "null") as unknown) : settings.setting(key);
  window.__md_set = (key, value, store, scope = window.__md_scope) => {
    if (store) store.setItem(`${scope.pathname}.${key}`, JSON.stringify(value));
    else settings.saveSetting(key, value);
  };
  const { color, index } = (settings.setting("__palette") ?? {}) as Partial<Palette>;
  // The device's own wish is what the page says already.
  if (color && color.media !== DEVICE) onBody((body) => body.setAttribute("data-md-color-scheme", color.scheme));
  document.addEventListener("DOMContentLoaded", () => offerSchemes(index ?? 0, settings));
}

const schemes = () => [...document.querySelectorAll<HTMLInputElement>(".scheme input")];

/** Where the settings list the schemes, say which is in use, and put on what is chosen there. */
export function listSchemes(): void {
  const list = document.querySelector<HTMLSelectElement>('[data-do="scheme"]');
  if (!list) return;
  const options = schemes();
  list.value = String(options.findIndex(({ checked }) => checked));
  list.onchange = () => options[Number(list.value)]?.click();
}

/** Show the label that leads on from the scheme in use, and put on what the reader chooses. */
function offerSchemes(chosen: number, settings: Settings): void {
  const options = schemes();
  const show = (index: number): void => {
    options.forEach((option, at) => {
      option.checked = at === index;
      const label = option.nextElementSibling;
      if (label instanceof HTMLElement) label.hidden = at !== index;
    });
    listSchemes();
  };
  show(chosen in options ? chosen : 0);
  options.forEach((option, index) => {
    option.addEventListener("change", () => {
      const { mdColorMedia: media = DEVICE, mdColorScheme: scheme = "auto" } = option.dataset;
      document.body.setAttribute("data-md-color-scheme", media === DEVICE ? "auto" : scheme);
      settings.saveSetting("__palette", { index, color: { media, scheme } } satisfies Palette);
      show(index);
    });
  });
}

/** Do it in the very task that parses <body>, before the browser can paint it. */
function onBody(change: (body: HTMLElement) => void): void {
  const observer = new MutationObserver(() => {
    if (!document.body) return;
    observer.disconnect();
    change(document.body);
  });
  observer.observe(document.documentElement, { childList: true });
}
