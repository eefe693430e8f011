/** What can't be undone takes two presses: the first asks, the second does it; looking elsewhere takes the question back. */

import { say } from "../words";

/** Milliseconds in which a second press is taken for a slip, as in a double click. */
const SLIP = 500;

export function askTwice(button: HTMLButtonElement, act: () => void): void {
  const says = button.textContent ?? "";
  let asked = 0;
  const back = () => {
    asked = 0;
    button.textContent = says;
    delete button.dataset.sure;
  };
  button.onclick = () => {
    if (asked && Date.now() - asked < SLIP) return;
    if (asked) {
      back();
      return act();
    }
    asked = Date.now();
    button.textContent = say("device.sure");
    button.dataset.sure = "";
  };
  button.onblur = back;
}
