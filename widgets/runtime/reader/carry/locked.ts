/**
 * A file of answers that is locked with a passphrase: an envelope of JSON around the same text. docs/handbook/answers.schema.json says
 * its shape, and how-it-works.md how to open one without us.
 */

import {
  base64,
  type Bytes,
  bytesFrom,
  decoded,
  encoded,
  ITERATIONS,
  IV,
  keyFrom,
  MOST_ITERATIONS,
  SALT,
  seal,
  someBytes,
  sumOf,
  TAG,
  unseal,
} from "../lock/cipher";
import { LARGEST } from "./reading";

/** What tells such a file from any other. */
export const LOCKED = "handrail-locked";

/** Bytes of such a file at most: what is sealed takes a third more. */
export const LARGEST_LOCKED = Math.ceil((LARGEST * 4) / 3) + 1_000;

/** Raised when the envelope changes. */
const VERSION = 1;

/** An envelope whose every field is of the right shape, and whose sum is right. */
export interface Locked {
  iterations: number;
  salt: Bytes;
  iv: Bytes;
  bytes: Bytes;
}

type Fields = Record<string, unknown>;

const isFields = (value: unknown): value is Fields => typeof value === "object" && value !== null && !Array.isArray(value);

/** What stands in the envelope in the clear: nobody may change it. */
const header = (iterations: number, salt: Bytes, iv: Bytes) =>
  [LOCKED, VERSION, "PBKDF2", "SHA-256", iterations, base64(salt), "AES-GCM", base64(iv)] as const;

const sumFor = async (head: ReturnType<typeof header>, sealed: string) => base64(await sumOf(encoded(JSON.stringify([...head, sealed]))));

/** The text of a file, locked. */
export async function lockedText(text: string, passphrase: string, iterations = ITERATIONS): Promise<string> {
  const [salt, iv] = [someBytes(SALT), someBytes(IV)];
  const head = header(iterations, salt, iv);
  const { bytes } = await seal(await keyFrom(passphrase, salt, iterations), encoded(text), encoded(JSON.stringify(head)), iv);
  const sealed = base64(bytes);
  const file = {
    format: LOCKED,
    version: VERSION,
    key: { name: "PBKDF2", hash: "SHA-256", iterations, salt: base64(salt) },
    cipher: { name: "AES-GCM", iv: base64(iv) },
    sum: await sumFor(head, sealed),
    sealed,
  };
  return JSON.stringify(file, null, 1);
}

/** Whether somebody calls a text a locked file, be it whole or not. */
export function isLocked(text: string): boolean {
  return text.slice(0, 200).includes(`"${LOCKED}"`);
}

function partsOf(text: string): Fields | null {
  try {
    const found = JSON.parse(text) as unknown;
    return isFields(found) && found.format === LOCKED ? found : null;
  } catch {
    return null;
  }
}

/**
 * The envelope in a file, or why it isn't taken. What befell a file on its way its sum tells, so that nobody is asked again and again
 * for a passphrase that is right.
 */
export async function lockedFrom(text: string): Promise<Locked | "damaged" | "newer"> {
  const { version, key, cipher, sum, sealed } = partsOf(text) ?? {};
  if (Number.isInteger(version) && (version as number) > VERSION) return "newer";
  if (version !== VERSION || !isFields(key) || !isFields(cipher)) return "damaged";
  if (key.name !== "PBKDF2" || key.hash !== "SHA-256" || cipher.name !== "AES-GCM") return "damaged";
  const iterations = key.iterations as number;
  if (!Number.isInteger(iterations) || iterations < ITERATIONS || iterations > MOST_ITERATIONS) return "damaged";
  const [salt, iv, bytes] = [key.salt, cipher.iv, sealed].map(bytesFrom);
  if (salt?.length !== SALT || iv?.length !== IV || !bytes || bytes.length <= TAG) return "damaged";
  if (sum !== (await sumFor(header(iterations, salt, iv), sealed as string))) return "damaged";
  return { iterations, salt, iv, bytes };
}

/** What was locked; null if the passphrase is another, or somebody has forged the file. */
export async function unlockedText({ iterations, salt, iv, bytes }: Locked, passphrase: string): Promise<string | null> {
  const found = await unseal(await keyFrom(passphrase, salt, iterations), { iv, bytes }, encoded(JSON.stringify(header(iterations, salt, iv))));
  return found && decoded(found);
}
