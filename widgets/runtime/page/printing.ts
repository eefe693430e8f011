/** While the page is being printed: pictures have come, folds in which something stands are open, texts stand there whole. */

/** Milliseconds that paper waits for pictures: on a line that is stuck they would never come. */
const PATIENCE = 5_000;

/** Those of which a browser would print as much as fits into the box. */
const TEXTS = '.widget-view :is(textarea, input:not([type]), input[type="text"])';

/** Whose folds and pictures are ours: on a page of another theme those of tools alone. */
let within = "main";

/** What was done for the sheet of paper, to be taken back after it. */
let undo: (() => void)[] = [];

/** @param ours the selector of what may be opened and brought */
export function watchPrinting(ours = within): void {
  within = ours;
  addEventListener("beforeprint", () => {
    restore(); // some browsers begin twice, and end once
    hurry();
    for (const fold of document.querySelectorAll<HTMLDetailsElement>(`${within} details:not([open], .mine-fold)`)) if (tells(fold)) open(fold);
    for (const control of document.querySelectorAll<HTMLTextAreaElement | HTMLInputElement>(TEXTS)) writeOut(control);
  });
  addEventListener("afterprint", restore);
  addEventListener("keydown", (event) => {
    const isPrint = (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey && event.key.toLowerCase() === "p";
    if (!isPrint || !next()) return; // else the browser does it by itself, which is sooner
    event.preventDefault();
    void printed();
  });
}

/** What a tool shows only when asked: long lists are drawn in pages, and paper wants all of them. */
const MORE = ".widget [data-before-print]";

/** Milliseconds between looks whether more has come. */
const LOOK = 20;

/** Let tools draw all they have, page by page. Without Python nothing more comes, and a line on paper says what is missing. */
async function wholeLists(): Promise<void> {
  const ends = performance.now() + PATIENCE;
  const able = () => document.documentElement.dataset.python === "ready" && performance.now() < ends;
  for (let more = next(); more && able(); more = next()) {
    const { textContent } = more;
    more.click();
    while (more.isConnected && more.textContent === textContent && able()) await new Promise((look) => setTimeout(look, LOOK));
  }
}

const next = () => document.querySelector<HTMLElement>(MORE);

/** Print what is shown, once its lists are whole and its pictures are there. */
export async function printed(): Promise<void> {
  await wholeLists();
  const late = new Promise((resolve) => setTimeout(resolve, PATIENCE));
  const decoded = hurry().map((picture) => picture.decode().catch(() => undefined)); // a broken one holds nothing up
  await Promise.race([Promise.all(decoded), late]);
  print();
}

/** Pictures further down wait until somebody scrolls to them, which nobody does on paper. */
function hurry(): HTMLImageElement[] {
  const pictures = [...document.querySelectorAll<HTMLImageElement>(`${within} img`)];
  for (const picture of pictures) picture.loading = "eager";
  return pictures;
}

/** Whether something stands in a fold. One that only asks is worth nothing on paper before it is answered. */
function tells(fold: HTMLElement): boolean {
  const controls = [...fold.querySelectorAll<HTMLInputElement>("input, textarea, select")];
  return controls.length === 0 || controls.some(({ type, checked, value }) => (/^(radio|checkbox)$/.test(type) ? checked : value.trim()));
}

function open(fold: HTMLDetailsElement): void {
  fold.open = true;
  undo.push(() => {
    fold.open = false;
  });
}

/** A text as text, which a sheet may end in the middle of, in the place of its box. */
function writeOut(control: HTMLTextAreaElement | HTMLInputElement): void {
  if (!control.value.trim()) return;
  const text = document.createElement("div");
  text.className = "written";
  text.textContent = control.value;
  control.after(text);
  undo.push(() => text.remove());
}

function restore(): void {
  for (const each of undo) each();
  undo = [];
}
