/**
 * The lock on what is stored: a key drawn at random, which seals each record, and which lies beside them sealed itself, as a locked
 * file is, with a passphrase. The cipher is AES-256-GCM here as there. Web Crypto has it, but only for those who can wait, which a
 * transaction of IndexedDB can't, nor a page that is about to be closed; so records are sealed by @noble/ciphers, at once. What either
 * seals the other opens.
 */

import { gcm } from "@noble/ciphers/aes.js";
import { lockedFrom, lockedText, unlockedText } from "../carry/locked";
import type { Sealer } from "../ledger/door";
import type { Lock } from "../ledger/shapes";
import { base64, type Bytes, bytesFrom, decoded, encoded, IV, someBytes, TAG } from "./cipher";

/** Bytes of the key: AES-256. */
const KEY = 32;

/** What opens a lock: a key, as Base64 text. */
export type Key = string;

/** @throws where a key is none */
export function sealerOf(text: Key): Sealer {
  const key = bytesFrom(text);
  if (key?.length !== KEY) throw new TypeError("this is no key");
  return {
    /** Base64 of the initialization vector, what was sealed and the tag. */
    seal(plain, beside) {
      const iv = someBytes(IV);
      const sealed = gcm(key, iv, encoded(beside)).encrypt(encoded(plain));
      const all: Bytes = new Uint8Array(IV + sealed.length);
      all.set(iv);
      all.set(sealed, IV);
      return base64(all);
    },
    open(sealed, beside) {
      const all = bytesFrom(sealed);
      if (!all || all.length < IV + TAG) return null;
      try {
        return decoded(gcm(key, all.subarray(0, IV), encoded(beside)).decrypt(all.subarray(IV)) as Bytes);
      } catch (error) {
        console.warn("handrail: this was sealed with another key, or was changed:", error);
        return null;
      }
    },
  };
}

/** A lock that a passphrase opens, and its key. */
export async function newLock(passphrase: string): Promise<readonly [Lock, Key]> {
  const key = base64(someBytes(KEY));
  return [{ id: base64(someBytes(IV)), lock: await lockedText(key, passphrase) }, key];
}

/** The key of a lock; null if the passphrase is another. */
export async function keyOf({ lock }: Lock, passphrase: string): Promise<Key | null | "damaged"> {
  const found = typeof lock === "string" ? await lockedFrom(lock) : "damaged";
  return typeof found === "string" ? "damaged" : unlockedText(found, passphrase);
}
