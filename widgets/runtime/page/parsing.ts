/** What is done in the very task that parses a part of the page, before the browser can paint it. */

/** Look now, whenever more of the page has come, and once more when all of it is there. */
export function whileParsing(look: () => void): void {
  const observer = new MutationObserver(look);
  observer.observe(document, { childList: true, subtree: true });
  document.addEventListener("DOMContentLoaded", () => {
    observer.disconnect();
    look();
  });
  look();
}
