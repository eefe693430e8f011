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

/** @param home the site's address, under whose path Material keeps the reader's choice. */
export function chooseScheme(home: string): void {
  window.__md_scope = new URL(home);
  window.__md_hash = (text) => [...text].reduce((sum, letter) => ((sum << 5) - sum + letter.charCodeAt(0)) | 0, 0);
  window.__md_get = (key, store, scope = window.__md_scope) => {
    try {
      return JSON.parse((store ?? localStorage).getItem(`${scope.pathname}.${key}`) ?? "null");
    } catch {
      return null; // closed to this page: then nothing was chosen
    }
  };
  window.__md_set = (key, value, store, scope = window.__md_scope) => {
    try {
      (store ?? localStorage).setItem(`${scope.pathname}.${key}`, JSON.stringify(value));
    } catch {
      // closed or full: the choice holds for this page
    }
  };
  const { color } = (window.__md_get("__palette") ?? {}) as Palette;
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
