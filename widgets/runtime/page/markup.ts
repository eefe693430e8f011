/**
 * What a widget may draw, for HTML that comes from the store and not from Python: others of the same origin can
 * write there. The lists are those of `handrail_widgets/kit/markup.py`; a test compares the two.
 */

import { fragment } from "../trusted";

export const TAGS = new Set(
  (
    "a abbr address article aside b bdi bdo blockquote br button caption cite code col colgroup data datalist dd del " +
    "details dfn div dl dt em fieldset figcaption figure footer form h2 h3 h4 h5 h6 header hr i img input ins kbd " +
    "label legend li mark meter nav ol optgroup option output p pre progress q rp rt ruby s samp section select small " +
    "span strong sub summary sup table tbody td textarea tfoot th thead time tr u ul var wbr"
  ).split(" "),
);

export const EVENTS = ["change", "click", "input", "submit"];

export const REFUSED = new Set(
  "action attributionsrc background formaction formmethod is nonce ping srcdoc srcset style".split(" "),
);

const NAME = /^[a-z][a-z0-9-]*$/;
const RELATIVE = String.raw`(?!//)[^:/?#\\\x00-\x20\x7f]*(?:[/?#][^\\\x00-\x20\x7f]*)?`;
const LINK = new RegExp(String.raw`^(?:(?:https?://|mailto:|tel:)[^\\\x00-\x20\x7f]*|${RELATIVE})$`, "i");
const SOURCE = new RegExp(`^${RELATIVE}$`);
const ADDRESSES = new Map([
  ["href", LINK],
  ["src", SOURCE],
  ["poster", SOURCE],
]);

type Fields = Record<string, unknown>;
const isFields = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Whether a handler is a message as Python writes it. */
function isHandler(json: string): boolean {
  try {
    const handler = JSON.parse(json) as unknown;
    if (!isFields(handler) || typeof handler.is !== "string" || !isFields(handler.with)) return false;
    const { fill = {} } = handler;
    return isFields(fill) && Object.values(fill).every((source) => source === "now" || source === "value");
  } catch {
    return false;
  }
}

/** Whether an element may have an attribute with this value. `scope` stands in front of a widget's ids. */
export function allows(name: string, value: string, scope = ""): boolean {
  if (name.startsWith("data-on-")) return EVENTS.includes(name.slice("data-on-".length)) && isHandler(value);
  if (!NAME.test(name) || name.startsWith("on") || REFUSED.has(name)) return false;
  if (name === "id") return /^\s*\S+\s*$/.test(value) && value.startsWith(scope);
  if (name === "method") return value === "dialog";
  return ADDRESSES.get(name)?.test(value) ?? true;
}

/**
 * The nodes of a widget's HTML, parsed where nothing runs or loads, without what a widget may not draw.
 * `whole`: nothing had to go.
 */
export function parsed(html: string, scope: string, tags: ReadonlySet<string> = TAGS): { nodes: Node[]; whole: boolean } {
  const content = fragment(html);
  let whole = true;
  for (const element of content.querySelectorAll("*")) {
    if (element.namespaceURI !== "http://www.w3.org/1999/xhtml" || !tags.has(element.localName)) {
      element.remove();
      whole = false;
      continue;
    }
    for (const { name, value } of [...element.attributes]) {
      if (allows(name, value, scope)) continue;
      element.removeAttribute(name);
      whole = false;
    }
  }
  return { nodes: [...content.childNodes], whole };
}

const FOUND = new Set([...TAGS, "h1"]);

/** Whether a widget could draw this, too, or Material's search, which has the titles of pages in its results. */
export const isHarmless = (html: string): boolean => parsed(html, "", FOUND).whole;
