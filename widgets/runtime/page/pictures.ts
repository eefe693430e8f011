/** Answers shown to another device as pictures, or read from one. A script of its own, with the library for QR codes in it. */

import type { Pictures } from "./picturing";
import { read } from "./watching";
import { show } from "./showing";

declare global {
  interface Window {
    handrailPictures?: (pictures: Pictures) => void;
  }
}

window.handrailPictures?.({ show, read });
