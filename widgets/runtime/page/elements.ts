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
