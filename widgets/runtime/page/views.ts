/**
 * The last HTML of each widget, where it can be read at once, so that a returning reader sees their own ticks in
 * the first frame. Never the truth: losing it costs a moment, not an answer.
 */

import { type Spot, spotOf } from "../reader/ledger/keys";
import type { Ledger } from "../reader/ledger/ledger";
import type { Held } from "../reader/ledger/shapes";
import { putBack } from "./controls";
import { draw } from "./draw";
import { parsed } from "./markup";

export class Views {
  /** The HTML that was put back into a widget, if it is all that is in it. */
  private readonly restored = new WeakMap<HTMLElement, string>();
  /** The widgets that were restored, or had nothing to restore, while the page was parsed. */
  private readonly seen = new WeakSet<HTMLElement>();

  constructor(private readonly ledger: Ledger) {}

  /** Save what Python drew, and what controls hold that it has not read yet. */
  save(spot: Spot, hash: string, html: string, held: Held[]): void {
    this.ledger.copies.saveView(spot, { hash, html, held });
  }

  /** Save what a control holds while Python is not there to draw it. */
  hold(spot: Spot, hash: string, held: Held): void {
    const last = this.ledger.copies.view(spot);
    const view = last?.hash === hash ? last : { hash, html: null, held: [] };
    const others = view.held.filter(({ control }) => control !== held.control);
    this.ledger.copies.saveView(spot, { ...view, held: [...others, held] });
  }

  /**
   * Put back the reader's own view of a widget. True if there was one for this very code and config.
   * @param isNew it was parsed in this task, so nobody is at it, and its nodes may give way to others
   */
  restore(widget: HTMLElement, isNew = false): boolean {
    const last = this.ledger.copies.view(spotOf(widget));
    const view = widget.querySelector<HTMLElement>(".widget-view");
    if (!last || !view || last.hash !== widget.dataset.hash) return false;
    this.restored.delete(widget);
    if (last.html !== null) {
      const { nodes, whole } = parsed(last.html, `${widget.id}--`);
      if (isNew) view.replaceChildren(...nodes);
      else draw(view, nodes);
      if (whole && last.held.length === 0) this.restored.set(widget, last.html);
    }
    putBack(view, last.held);
    if (last.held.length > 0) widget.dataset.waiting = "";
    return true;
  }

  /** What a widget shows, where that is a view that was put back as it was. */
  shownIn(widget: HTMLElement): string | null {
    return this.restored.get(widget) ?? null;
  }

  /**
   * Restore each widget that has been parsed, told in the very task that parsed it. A widget of which only the first
   * half has come stays hidden until its last element, `[data-saved-line]`, is there.
   */
  restoreParsed(): void {
    for (const widget of document.querySelectorAll<HTMLElement>(".widget[data-key]")) {
      if (this.seen.has(widget)) continue;
      const whole = widget.querySelector("[data-saved-line]") !== null;
      if (whole || document.readyState !== "loading") {
        this.seen.add(widget);
        this.restore(widget, true);
        widget.style.removeProperty("visibility");
      } else if (this.ledger.copies.view(spotOf(widget))) {
        widget.style.visibility = "hidden";
      }
    }
  }
}
