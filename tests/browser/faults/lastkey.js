/* Stands first in each page that last_key.py serves: tells the host what happens there, and does what it answers. */
(() => {
  const FIELD = "#causes [data-on-input]";
  const root = document.documentElement;
  const tell = async (what) => {
    const reply = await fetch("/heard", { method: "POST", body: JSON.stringify({ ...what, at: performance.timeOrigin + performance.now() }) });
    const { go } = await reply.json();
    if (go) location.href = go;
  };
  const records = () =>
    new Promise((resolve) => {
      const opening = indexedDB.open("handrail");
      opening.onerror = () => resolve(null);
      opening.onupgradeneeded = () => opening.result.createObjectStore("answers");
      opening.onsuccess = () => {
        const all = opening.result.transaction("answers").objectStore("answers").getAll();
        all.onsuccess = () => resolve(all.result);
        all.onerror = () => resolve(null);
      };
    });

  const looking = new URLSearchParams(location.search).get("python") === "none";
  const field = () => document.querySelector(FIELD);
  addEventListener("DOMContentLoaded", () => {
    if (looking) return;
    field().focus();
    field().select();
    tell({ here: true, focused: document.hasFocus() });
  });
  addEventListener("focus", () => !looking && tell({ focus: true }));
  // Behind the page's own listener, so that the page has dealt with the key.
  addEventListener("input", ({ target }) => target === field() && tell({ typed: target.value }));
  new MutationObserver(async () => {
    const { python, saved } = root.dataset;
    if (looking && python === "failed") {
      if (root.dataset.looked) return;
      root.dataset.looked = "yes";
      tell({ stored: JSON.stringify([await records(), { ...localStorage }]) });
    } else if (!looking) {
      if (python === "ready") tell({ ready: true });
      if (saved === "yes" && field()?.value) tell({ acknowledged: field().value });
    }
  }).observe(root, { attributes: true, attributeFilter: ["data-python", "data-saved"] });
})();
