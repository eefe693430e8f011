/** A style sheet of our own, which the policy allows and which holds before the page is parsed: it hides what isn't for now. */
export class OwnSheet {
  private readonly sheet = new CSSStyleSheet();

  /** Put rules in the place of those it had. */
  set(rules: string): void {
    this.sheet.replaceSync(rules);
    if (document.adoptedStyleSheets.includes(this.sheet)) return;
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, this.sheet];
  }
}
