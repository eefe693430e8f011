/** Fields in which a passphrase is typed: a new one twice, a known one once; shown on demand, and what is wrong beside them. */

import { say } from "../words";

/** Signs of a passphrase at least: NIST SP 800-63B asks for 8 where nothing else is asked for. */
const FEWEST = 8;

export interface Fields {
  readonly element: HTMLElement;
  /** What stands there, if it will do; else null, and beside the field is said why. */
  value: () => string | null;
  /** Say beside the first field what is wrong; it is looked at next. "" takes it back. */
  complain: (why: string) => void;
  focus: () => void;
}

function field(id: string, says: string): { element: HTMLElement; input: HTMLInputElement; error: HTMLElement } {
  const label = Object.assign(document.createElement("label"), { className: "field-label", htmlFor: id, textContent: says });
  const input = document.createElement("input");
  Object.assign(input, { id, type: "password", autocomplete: "off", spellcheck: false }); // a password that a browser keeps leaves a trace
  input.setAttribute("autocapitalize", "none");
  const error = Object.assign(document.createElement("p"), { className: "field-error", id: `${id}-error` });
  error.setAttribute("role", "alert");
  const element = Object.assign(document.createElement("div"), { className: "field" });
  element.append(label, input, error);
  return { element, input, error };
}

function fields(name: string, labels: readonly string[], isNew: boolean, enter: () => void): Fields {
  const all = labels.map((label, at) => field(`passphrase-${name}-${at}`, label));
  const [first] = all as [(typeof all)[0], ...typeof all];
  const shown = document.createElement("input");
  Object.assign(shown, { type: "checkbox", autocomplete: "off" });
  shown.dataset.do = "show-passphrase";
  const label = Object.assign(document.createElement("label"), { className: "choice" });
  label.append(shown, Object.assign(document.createElement("span"), { textContent: say("lock.show") }));
  shown.onchange = () => all.forEach(({ input }) => (input.type = shown.checked ? "text" : "password"));
  const complainAt = ({ input, error }: (typeof all)[0], why: string) => {
    error.textContent = why;
    if (why === "") return ["aria-invalid", "aria-describedby"].forEach((name) => input.removeAttribute(name));
    input.setAttribute("aria-invalid", "true");
    input.setAttribute("aria-describedby", error.id);
    input.focus();
  };
  for (const each of all) {
    each.input.oninput = () => each.error.textContent && complainAt(each, "");
    each.input.onkeydown = ({ key, isComposing }) => {
      if (key === "Enter" && !isComposing) enter();
    };
  }
  const element = Object.assign(document.createElement("div"), { className: "passphrase" });
  element.append(...all.map((each) => each.element), label);
  return {
    element,
    value: () => {
      for (const each of all) complainAt(each, "");
      const [text = "", again = text] = all.map(({ input }) => input.value.normalize("NFC"));
      if (text === "") complainAt(first, say("lock.empty"));
      else if (isNew && [...text].length < FEWEST) complainAt(first, say("lock.short", { count: FEWEST }));
      else if (text !== again) complainAt(all.at(-1) as typeof first, say("lock.differs"));
      else return text;
      return null;
    },
    complain: (why) => complainAt(first, why),
    focus: () => first.input.focus(),
  };
}

/**
 * For a new passphrase, which is typed twice: nobody can say later what it was.
 * @param name tells its fields from others on the page
 * @param enter what the key Enter does
 */
export const newPassphrase = (name: string, enter: () => void): Fields => fields(name, [say("lock.new"), say("lock.again")], true, enter);

/** For one that is known, which `says` asks for. */
export const knownPassphrase = (name: string, says: string, enter: () => void): Fields => fields(name, [says], false, enter);
