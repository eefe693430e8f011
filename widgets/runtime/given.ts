/** What a script of the site hands over, which is all that a page from disk can load: it calls a function of that name. */

import { trusted } from "./trusted";

/** Load a script and return what it gives to `window[name]`. Fails if it doesn't come. */
export function given<Given>(name: string, address: string): Promise<Given> {
  return new Promise((done, fail) => {
    const script = document.createElement("script");
    Object.assign(window, { [name]: done });
    script.src = trusted(address);
    script.onerror = () => {
      script.remove();
      fail(new Error(`${script.src} did not load`));
    };
    script.onload = () => {
      script.remove(); // its megabytes may go
      Reflect.deleteProperty(window, name);
    };
    document.head.append(script);
  });
}
