/**
 * What Material would say in scripts inside each page, which a host's policy may forbid: where its script
 * keeps what it remembers, and the reader's colours, put on before the first frame.
 */

interface Palette {
  color?: { media: string; scheme: string };
}

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

/** @param home the site's address, under whose path Material keeps what is for one visit alone. */
export function chooseScheme(home: string, settings: Settings): void {
  window.__md_scope = new URL(home);
  window.__md_hash = (text) => [...text].reduce((sum, letter) => ((sum << 5) - sum + letter.charCodeAt(0)) | 0, 0);
  // It names a store only for what is to last one visit.
  window.__md_get = (key, store, scope = window.__md_scope) =>
    store ? (JSON.parse(store.getItem(`${scope.pathname}.${key}`) ?? "null") as unknown) : settings.setting(key);
  window.__md_set = (key, value, store, scope = window.__md_scope) => {
    if (store) store.setItem(`${scope.pathname}.${key}`, JSON.stringify(value));
    else settings.saveSetting(key, value);
  };
  const { color } = (settings.setting("__palette") ?? {}) as Palette;
  // The device's own wish is what the page says already.
  if (color && color.media !== "(prefers-color-scheme)") onBody((body) => body.setAttribute("data-md-color-scheme", color.scheme));
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
