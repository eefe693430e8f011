/**
 * What locks a reader's texts: AES-256-GCM, under a key that is made of a passphrase by PBKDF2. The browser's own Web Crypto does
 * all of it. Where pages come over plain http it is missing, but for this machine's own address: then nothing can be locked.
 */

/** OWASP's figure for PBKDF2-HMAC-SHA-256: https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html. */
export const ITERATIONS = 600_000;

/** What is stored says how often, so that it can be raised. More than this is damaged or forged: it would keep a phone for minutes. */
export const MOST_ITERATIONS = 10_000_000;

/** Bytes. NIST SP 800-132 asks for 16 of salt at least, SP 800-38D for 12 of the other. */
export const SALT = 16;
export const IV = 12;

/** Bytes by which what is sealed is longer than what it was. */
export const TAG = 16;

/** Bytes on a buffer of their own, which is all that Web Crypto takes. */
export type Bytes = Uint8Array<ArrayBuffer>;

export interface Sealed {
  iv: Bytes;
  /** What it was, sealed, and the tag. */
  bytes: Bytes;
}

/** Whether this browser lets this page lock anything. */
export const canLock = () => (globalThis.crypto as Partial<Crypto> | undefined)?.subtle !== undefined;

export const someBytes = (count: number): Bytes => crypto.getRandomValues(new Uint8Array(count));

export const encoded = (text: string): Bytes => new TextEncoder().encode(text);

/** Throws a TypeError if the bytes are no UTF-8. */
export const decoded = (bytes: Bytes): string => new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);

/** The key that a passphrase makes, which takes a phone about a second. Its letters count as Unicode composes them (NFC). */
export async function keyFrom(passphrase: string, salt: Bytes, iterations: number): Promise<CryptoKey> {
  const known = await crypto.subtle.importKey("raw", encoded(passphrase.normalize("NFC")), "PBKDF2", false, ["deriveKey"]);
  const how = { name: "PBKDF2", hash: "SHA-256", salt, iterations };
  return crypto.subtle.deriveKey(how, known, { name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
}

/** @param beside what is not sealed, and must be the same when it is opened */
export async function seal(key: CryptoKey, bytes: Bytes, beside: Bytes, iv = someBytes(IV)): Promise<Sealed> {
  return { iv, bytes: new Uint8Array(await crypto.subtle.encrypt({ name: "AES-GCM", iv, additionalData: beside }, key, bytes)) };
}

/** What was sealed; null if the key is another, or anything of it was changed. */
export async function unseal(key: CryptoKey, { iv, bytes }: Sealed, beside: Bytes): Promise<Bytes | null> {
  try {
    return new Uint8Array(await crypto.subtle.decrypt({ name: "AES-GCM", iv, additionalData: beside }, key, bytes));
  } catch (error) {
    if (error instanceof DOMException && error.name === "OperationError") return null;
    throw error;
  }
}

export const sumOf = async (bytes: Bytes): Promise<Bytes> => new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));

/** A stretch of bytes that a call takes as its arguments. */
const STRETCH = 8_190; // of threes, so that no stretch but the last is filled up

/** Bytes as Base64 (RFC 4648, section 4). */
export function base64(bytes: Bytes): string {
  const stretches: string[] = [];
  for (let at = 0; at < bytes.length; at += STRETCH) stretches.push(btoa(String.fromCharCode(...bytes.subarray(at, at + STRETCH))));
  return stretches.join("");
}

/** The bytes of a Base64 text that is written as it should be; else null. */
export function bytesFrom(text: unknown): Bytes | null {
  if (typeof text !== "string" || text.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(text)) return null;
  const found = atob(text);
  return Uint8Array.from(found, (sign) => sign.charCodeAt(0));
}
