/** A store behind the door: what is written there is sealed while a lock is on, and what is read is opened. */

import type { Backend } from "./backends";
import type { Door } from "./door";
import type { Key } from "./keys";

export interface Behind extends Backend {
  /** The store itself, of which what is locked comes sealed. */
  raw: Backend;
}

/** Raw stay: what is brought under another key, and the lock's own change, which is `rewrite`. */
export function behind(door: Door, backend: Backend): Behind {
  const conceal = ([key, value]: [Key, unknown]): [Key, unknown] => [key, door.conceal(key, value)];
  return {
    ...backend,
    raw: backend,
    change: (place, next, beside) =>
      backend.change(
        place,
        (found, other) => next(door.reveal(place.key, found), beside && door.reveal(beside, other)).map(([key, value]) => conceal([key, value])),
        beside,
      ),
    put: async ([key, value]) => backend.put(conceal([key, value])),
    read: async (places) => (await backend.read(places)).map((found, at) => door.reveal((places[at] as { key: Key }).key, found)),
    list: async (below) => (await backend.list(below)).map(([key, value]) => [key, door.reveal(key, value)]),
  };
}
