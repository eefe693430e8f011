/** Lines of what a reader has in a widget: drawn, searched, written as Markdown. */

import type { Lines } from "../protocol";
import { say } from "../words";

/** A text, its label, and whether it is ticked; a label without a text heads the lines that follow. */
export type Line = Lines["lines"][number];

const isHeading = ([text]: Line) => text === "";

/** Without capitals and accents, so that who types "cafe" finds "Café". */
export const folded = (text: string) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

function element(tag: string, className: string, text: string): HTMLElement {
  const made = document.createElement(tag);
  made.className = className;
  made.textContent = text;
  return made;
}

/** A line as it is shown. */
export function drawn(line: Line): HTMLElement {
  const [text, label, ticked] = line;
  if (isHeading(line)) return element("h5", "mine-heading", label);
  const made = element("p", ticked ? "mine-line mine-ticked" : "mine-line", "");
  if (ticked) made.append(element("span", "visually-hidden", `${say("mine.ticked")} `));
  if (label) made.append(element("strong", "mine-label", label), " ");
  made.append(element("span", "mine-text", text));
  return made;
}

/** Lines as Markdown. A text of several lines stands in a quotation, so that nothing in it is taken for a heading. */
export function markdown(lines: readonly Line[]): string {
  return lines
    .map((line) => {
      const [text, label, ticked] = line;
      if (isHeading(line)) return `**${label}**\n`;
      if (text.includes("\n")) return `${label ? `**${label}**\n\n` : ""}${text.replace(/^/gm, "> ")}\n`;
      return `${ticked ? "- [x] " : "- "}${label ? `**${label}:** ` : ""}${text}`;
    })
    .join("\n")
    .replace(/(\n- .*)\n(?=\*\*|>)/g, "$1\n\n");
}

/** Which of the lines a search leaves: those that hold it, and the headings above them. A heading that holds it keeps its lines. */
export function left(lines: readonly string[], heads: readonly boolean[], sought: string): boolean[] {
  const kept = lines.map((line) => line.includes(sought));
  let head = -1;
  lines.forEach((_, at) => {
    if (heads[at]) head = at;
    else if (head >= 0 && lines[head]?.includes(sought)) kept[at] = true;
    else if (head >= 0 && kept[at]) kept[head] = true;
  });
  return kept;
}
