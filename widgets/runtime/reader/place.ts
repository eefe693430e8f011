/** Where the reader is in a guide: the last step seen, and the steps whose list is all ticked. */

interface Place {
  step: number;
  page: string; // "04-talk.html#apologise", in the guide's own folder
  done: number[];
}

const PAGE = /^[\w.%-]+\.html#[\w.%-]+$/;
const START: Place = { step: 0, page: "", done: [] };

function read(guide: string): Place {
  try {
    return { ...START, ...(JSON.parse(localStorage.getItem(`${guide}#place`) ?? "{}") as Partial<Place>) };
  } catch (error) {
    console.warn("handrail: the last step can't be read:", error);
    return START;
  }
}

function write(guide: string, change: Partial<Place>): void {
  try {
    localStorage.setItem(`${guide}#place`, JSON.stringify({ ...read(guide), ...change }));
  } catch (error) {
    console.warn("handrail: the last step can't be kept:", error);
  }
}

let observer: IntersectionObserver | undefined;

/** Forget the steps of the page that is left. */
export function closePlace(): void {
  observer?.disconnect();
}

/** Remember each step that reaches the upper half of the window. */
function watchSteps(guide: string): void {
  observer = new IntersectionObserver(
    (entries) => {
      const seen = entries.filter(({ isIntersecting }) => isIntersecting).at(-1)?.target;
      const heading = seen?.querySelector("h2[id]");
      if (!(seen instanceof HTMLElement) || !seen.isConnected || !heading) return;
      const file = location.pathname.split("/").at(-1) || "index.html";
      write(guide, { step: Number(seen.dataset.step), page: `${file}#${encodeURIComponent(heading.id)}` });
    },
    { rootMargin: "0px 0px -50% 0px" },
  );
  for (const step of document.querySelectorAll("section.step[data-step]")) observer.observe(step);
}

/** Mark a step as done, in the outline and for other pages, when every box of its lists is ticked. */
export function markDone(guide: string, widget: Element): void {
  const step = widget.closest<HTMLElement>("section.step[data-step]");
  const boxes = step?.querySelectorAll<HTMLInputElement>(".ticks input[type=checkbox]") ?? [];
  if (!step || boxes.length === 0) return;
  const number = Number(step.dataset.step);
  const others = read(guide).done.filter((other) => other !== number);
  const done = [...boxes].every(({ checked }) => checked) ? [...others, number] : others;
  write(guide, { done });
  showDone(done);
}

function showDone(done: readonly number[]): void {
  for (const item of document.querySelectorAll<HTMLElement>(".outline li[data-step]")) {
    item.classList.toggle("is-done", done.includes(Number(item.dataset.step)));
  }
}

/** On a guide's overview "Start" becomes "Go on with step 7"; in every outline the done steps are marked. */
export function showPlace(guide: string): void {
  const { step, page, done } = read(guide);
  showDone(done);
  watchSteps(guide);
  const start = document.querySelector<HTMLAnchorElement>("a.guide-start");
  if (!start || step < 2 || !PAGE.test(page)) return;
  start.href = page;
  start.textContent = `Go on with step ${step}`;
}
