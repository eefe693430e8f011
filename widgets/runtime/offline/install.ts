/** A button that puts the site among the device's apps, where the browser lets a page ask for that. */

/** https://developer.mozilla.org/docs/Web/API/BeforeInstallPromptEvent: no standard, and in Chromium alone. */
interface InstallPrompt extends Event {
  prompt: () => Promise<unknown>;
}

let offered: InstallPrompt | null = null;

/** A page with the button may be there, or come later. */
export function showInstall(): void {
  const place = document.querySelector<HTMLElement>("[data-installs]");
  const button = place?.querySelector("button");
  if (!place || !button) return;
  place.hidden = offered === null;
  button.onclick = () => {
    const asked = offered;
    offered = null; // each may be used once; the browser sends another where it was declined
    showInstall();
    void asked?.prompt();
  };
}

export function watchInstall(): void {
  addEventListener("beforeinstallprompt", (event) => {
    event.preventDefault(); // or the browser would show a bar of its own over the page
    offered = event as InstallPrompt;
    showInstall();
  });
  addEventListener("appinstalled", () => {
    offered = null;
    showInstall();
  });
}
