/**
 * Bytes cut into frames, each the text of one QR code, and put together again from those that a camera has read, in any
 * order, some twice, some not at all. Nothing is sent back, so each frame says what it is of.
 *
 * A frame is `HANDRAIL1:`, by which any reader of QR codes can tell it from others, and then bytes in base45 (RFC 9285), which
 * a QR code packs to 5.5 bits a sign and gives back as text everywhere. The bytes, numbers with the high byte first:
 *
 *     0  id of the transfer, by chance     4 bytes
 *     4  which frame this is, from 0       2
 *     6  of how many                       2
 *     8  CRC-32 of all the other bytes     4
 *    12  its share of: CRC-32 of the whole (4 bytes), the whole
 */

const NAME = "HANDRAIL";
const VERSION = 1;
const HEAD = 12;
const CHECK = 4;

/** Bytes that one frame carries at most: see `benchmarks/pictures.mjs` for why. */
export const SHARE = 486;
/** Frames of one transfer, at most: at five a second they take seven minutes. */
export const MOST = 2_000;
/** Signs in the largest QR code there is; more was not read from one. */
const LONGEST = 4_296;
/** Frames of another transfer in a row after which it takes the place of the one that had begun. */
const ANOTHER = 3;

/** One picture: its transfer, its place in it, and its share. */
export interface Frame {
  id: number;
  index: number;
  total: number;
  share: Uint8Array;
}

/** Why a text is no frame: of somebody else, of a newer version of ours, or read wrongly. */
export type NoFrame = "foreign" | "newer" | "damaged";

/** What a text brought to a gathering: something new, nothing, or the beginning of another transfer. */
export type Met = NoFrame | "new" | "known" | "another";

const SIGNS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";

const view = ({ buffer, byteOffset, byteLength }: Uint8Array) => new DataView(buffer, byteOffset, byteLength);

/** CRC-32 as in ISO 3309, of several pieces as if they were one. */
export function checkOf(...pieces: readonly Uint8Array[]): number {
  let sum = ~0;
  for (const piece of pieces) {
    for (const byte of piece) {
      sum ^= byte;
      for (let bit = 0; bit < 8; bit += 1) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
    }
  }
  return ~sum >>> 0;
}

/** Two bytes become three signs, and a last one two. */
function signsOf(bytes: Uint8Array): string {
  let signs = "";
  for (let at = 0; at < bytes.length; at += 2) {
    const [high = 0, low] = bytes.subarray(at, at + 2);
    const pair = low !== undefined;
    let rest = pair ? high * 256 + low : high;
    for (let place = pair ? 3 : 2; place > 0; place -= 1) {
      signs += SIGNS.charAt(rest % 45);
      rest = Math.floor(rest / 45);
    }
  }
  return signs;
}

/** The bytes again, or null where no bytes have these signs. */
function bytesFrom(signs: string): Uint8Array | null {
  if (signs.length % 3 === 1) return null;
  const bytes: number[] = [];
  for (let at = 0; at < signs.length; at += 3) {
    const values = [...signs.slice(at, at + 3)].map((sign) => SIGNS.indexOf(sign));
    const number = values.reduceRight((sum, value) => sum * 45 + value, 0);
    const pair = values.length === 3;
    if (values.includes(-1) || number >= (pair ? 65_536 : 256)) return null;
    if (pair) bytes.push(number >> 8);
    bytes.push(number & 255);
  }
  return Uint8Array.from(bytes);
}

/** How many bytes of `length` each frame takes, so that all are filled evenly, and how many frames that makes. */
function evenly(length: number): readonly [size: number, total: number] {
  const size = Math.ceil(length / Math.ceil(length / SHARE));
  return [size, Math.ceil(length / size)];
}

/** How many frames a whole of so many bytes takes. */
export const countOf = (length: number) => evenly(length + CHECK)[1];

/** All frames of a whole. `id`: 32 bits by chance. Throws a RangeError where more than `MOST` would be needed. */
export function framesOf(whole: Uint8Array, id: number): string[] {
  const all = new Uint8Array(CHECK + whole.length);
  view(all).setUint32(0, checkOf(whole));
  all.set(whole, CHECK);
  const [size, total] = evenly(all.length);
  if (total > MOST) throw new RangeError(`${whole.length} bytes take ${total} frames, and ${MOST} are the most`);
  return Array.from({ length: total }, (_, index) => {
    const share = all.subarray(index * size, (index + 1) * size);
    const bytes = new Uint8Array(HEAD + share.length);
    const head = view(bytes);
    head.setUint32(0, id);
    head.setUint16(4, index);
    head.setUint16(6, total);
    head.setUint32(8, checkOf(bytes.subarray(0, 8), share));
    bytes.set(share, HEAD);
    return `${NAME}${VERSION}:${signsOf(bytes)}`;
  });
}

/** What the text of a QR code says, if it is a frame. */
export function frameFrom(text: string): Frame | NoFrame {
  const [start, version] = /^HANDRAIL(\d{1,4}):/.exec(text) ?? [];
  if (!start) return "foreign";
  if (Number(version) !== VERSION) return "newer";
  const bytes = text.length > LONGEST ? null : bytesFrom(text.slice(start.length));
  if (!bytes || bytes.length <= HEAD) return "damaged";
  const head = view(bytes);
  const [id, index, total, check] = [head.getUint32(0), head.getUint16(4), head.getUint16(6), head.getUint32(8)];
  const share = bytes.subarray(HEAD);
  if (check !== checkOf(bytes.subarray(0, 8), share) || index >= total || total > MOST) return "damaged";
  return { id, index, total, share };
}

interface Transfer {
  id: number;
  total: number;
  shares: Map<number, Uint8Array>;
}

const isOf = (frame: Frame, transfer: Transfer | null) => transfer?.id === frame.id && transfer.total === frame.total;

/** What has been read so far. */
export class Gathering {
  #now: Transfer | null = null;
  #next: Transfer | null = null;

  /** How many frames are here, and of how many; 0 of 0 before the first. */
  get stand(): readonly [have: number, of: number] {
    return [this.#now?.shares.size ?? 0, this.#now?.total ?? 0];
  }

  /** The places of frames that have not been read, from 0. */
  get missing(): number[] {
    const { total = 0, shares } = this.#now ?? {};
    return Array.from({ length: total }, (_, index) => index).filter((index) => !shares?.has(index));
  }

  /** Take in what was read. Another transfer takes over once three of its frames, or all, came and none of this one between them. */
  take(text: string): Met {
    const frame = frameFrom(text);
    if (typeof frame === "string") return frame;
    const fresh = (): Transfer => ({ id: frame.id, total: frame.total, shares: new Map() });
    this.#now ??= fresh();
    const isNow = isOf(frame, this.#now);
    if (isNow) this.#next = null;
    else if (!isOf(frame, this.#next)) this.#next = fresh();
    const { shares } = this.#next ?? this.#now;
    const met = shares.has(frame.index) ? "known" : "new";
    if (met === "new") shares.set(frame.index, frame.share);
    if (isNow || !this.#next) return met;
    if (shares.size < Math.min(ANOTHER, frame.total)) return "another";
    this.#now = this.#next;
    this.#next = null;
    return "new";
  }

  /** The whole, once all of it is here; "damaged" where its frames don't fit together. */
  whole(): Uint8Array | "damaged" | null {
    const { total = 0, shares = new Map<number, Uint8Array>() } = this.#now ?? {};
    if (total === 0 || shares.size < total) return null;
    const pieces = Array.from({ length: total }, (_, index) => shares.get(index) ?? new Uint8Array());
    const all = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
    pieces.reduce((at, piece) => (all.set(piece, at), at + piece.length), 0);
    const whole = all.subarray(CHECK);
    return all.length >= CHECK && view(all).getUint32(0) === checkOf(whole) ? whole : "damaged";
  }

  /** Begin anew. */
  forget(): void {
    this.#now = null;
    this.#next = null;
  }
}
