/** What scripts that come later put into the page, made of elements and text alone. */

export function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  text = "",
  ...within: readonly (Node | string)[]
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  if (text) made.textContent = text;
  made.append(...within);
  return made;
}

/** A button of ours. `does`: what it says in `data-do`. */
export function button(says: string, does: string, quiet = false): HTMLButtonElement {
  const made = element("button", says);
  Object.assign(made, { type: "button", className: quiet ? "button button-quiet" : "button" });
  made.dataset.do = does;
  return made;
}

/** Buttons that stand beside one another. */
export function row(...buttons: readonly Node[]): HTMLElement {
  const made = element("p", "", ...buttons);
  made.className = "carry-buttons";
  return made;
}

/** Have a button stand still, and say what happens, while something does. */
export async function busy<Outcome>(pressed: HTMLButtonElement, meanwhile: string, act: () => Promise<Outcome>): Promise<Outcome> {
  const says = pressed.textContent ?? "";
  pressed.disabled = true;
  pressed.textContent = meanwhile;
  return act().finally(() => {
    pressed.disabled = false;
    pressed.textContent = says;
  });
}
