/** The database of the answers, as pages share it: one that wants it deleted is let to, and nothing of it stays in its files. */

import { createStore, promisifyRequest, type UseStore } from "idb-keyval";

const NOTHING = "handrail-nothing";

/** A store whose page lets go of the database when another page, or this one, wants to delete it; it is opened anew when needed. */
export function shared(name: string, store: string): UseStore {
  let use: UseStore | null = null;
  return (mode, act) => {
    use ??= createStore(name, store);
    return use(mode, (opened) => {
      const { db } = opened.transaction;
      db.onversionchange = () => {
        db.close();
        use = null;
      };
      return act(opened);
    });
  };
}

/** A page of an older build that has it open lets go of it when it is closed; until then it is left as it is, empty. */
function dropped(name: string): Promise<unknown> {
  const request = indexedDB.deleteDatabase(name);
  return new Promise((done, failed) => {
    request.onsuccess = request.onblocked = done;
    request.onerror = () => failed(request.error);
  });
}

/** Reads in vain after which LevelDB brings a table together with those below it: one for 16 KB of it, and 100 at least. */
const IN_VAIN = 400;

/** Tables may lie in several layers, and what a transaction keeps for its undoing is written down beside them: three were enough. */
const ROUNDS = 5;

/**
 * Have the database's files hold nothing of what was written over. In Chromium that stays in a table of its own, below the newer one,
 * until the two are brought together; and they are when many reads have looked into the newer one first and found nothing.
 * https://github.com/google/leveldb/blob/main/db/version_set.h says so of `allowed_seeks`.
 * @param absent keys of nothing, that lie between those of what was written
 */
export async function tidied(database: UseStore, absent: (at: number) => IDBValidKey): Promise<void> {
  for (let round = 0; round < ROUNDS; round++) {
    await settled();
    await database("readonly", (answers) =>
      Promise.all(Array.from({ length: IN_VAIN }, (_, at) => promisifyRequest(answers.get(absent(at))))),
    );
  }
}

/** Deleting a database has Chromium write its log out, and bring together the files that it overlaps with. */
async function settled(): Promise<void> {
  const database = await promisifyRequest(indexedDB.open(NOTHING));
  database.close();
  await dropped(NOTHING);
}

/**
 * Delete a database so that its files hold nothing of it. Chromium, whose log and tables keep what was deleted, lets go
 * of that when it brings a table together with a newer one: so what is there is written out first, then deleted, then
 * what says that it is deleted is written out, too.
 */
export async function wiped(name: string): Promise<void> {
  await settled();
  await dropped(name);
  await settled();
}
