/**
 * A memory snapshot as bytes: read it, free it of what nobody will look at, put it together again.
 *
 * The format is Pyodide's (API.makeSnapshot): a magic number, where memory begins, the length of the
 * JSON, a spare word, the 32 bytes of its build's id, the JSON, then memory itself.
 */

const HEADER = 48;
const PAGE = 65_536;
const IN_USE = 2; // dlmalloc's flag in a chunk's size
const BLOCK = 1024; // bytes; smaller ones make more spans and hardly fewer bytes
const LINKS = 32; // the longest head of a free chunk: sizes, list and tree links

/** Take a snapshot apart: {head, state, heap}; `state` is its JSON, and the heap is a copy. */
export function opened(snapshot) {
  const words = new DataView(snapshot.buffer, snapshot.byteOffset, snapshot.byteLength);
  const [start, size] = [words.getUint32(4, true), words.getUint32(8, true)];
  const state = JSON.parse(Buffer.from(snapshot.subarray(HEADER, HEADER + size)).toString());
  return { head: Buffer.from(snapshot.subarray(0, HEADER)), state, heap: Buffer.from(snapshot.subarray(start)) };
}

/** Put a snapshot together again. */
export function closed({ head, state, heap }) {
  const json = Buffer.from(JSON.stringify(state));
  const start = Math.ceil((HEADER + json.length) / 16) * 16;
  const snapshot = Buffer.alloc(start + heap.length);
  head.copy(snapshot);
  snapshot.writeUInt32LE(start, 4);
  snapshot.writeUInt32LE(json.length, 8);
  json.copy(snapshot, HEADER);
  heap.copy(snapshot, start);
  return snapshot;
}

/**
 * Leave out what is zero: {size, spans, packed}. `spans` says where each piece of `packed` belongs, as
 * [start, end, start, end, …] in a zeroed buffer of `size` bytes. A third of the unpacking is saved.
 */
export function withoutZeros(snapshot) {
  const spans = [];
  const pieces = [];
  for (let start = 0; start < snapshot.length; start += BLOCK) {
    const block = snapshot.subarray(start, start + BLOCK);
    if (!block.some((byte) => byte)) continue;
    pieces.push(block);
    if (spans.at(-1) === start) spans.pop();
    else spans.push(start);
    spans.push(start + block.length);
  }
  return { size: snapshot.length, spans, packed: Buffer.concat(pieces) };
}

/**
 * Zero what malloc has free, and cut off what it never asked for; return the shorter heap.
 *
 * Emscripten's malloc is dlmalloc: from `base` on, chunk lies at chunk, each with its size and flags at
 * byte 4. The walk must end where there is nothing but zeros.
 */
export function withoutFree(heap, base) {
  let at = base;
  const free = [];
  while (at + 8 <= heap.length) {
    const head = heap.readUInt32LE(at + 4);
    const size = head & ~7;
    if (size < 16) break;
    if (!(head & IN_USE)) free.push([at, size]);
    at += size;
  }
  if (at === base || heap.subarray(at).some((byte) => byte)) throw new Error("the snapshot's free memory was not found");
  for (const [start, size] of free) heap.fill(0, start + LINKS, Math.max(start + LINKS, start + size));
  return heap.subarray(0, Math.min(heap.length, Math.ceil((at + LINKS) / PAGE) * PAGE));
}

/**
 * Zero texts wherever the static data below `end` holds them, each up to the next of `borders`, for the
 * linker lets one string be the end of another.
 */
export function withoutTexts(heap, end, texts, borders) {
  const data = heap.subarray(0, end);
  const sorted = Uint32Array.from(borders).sort();
  const after = (place) => {
    let [low, high] = [0, sorted.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (sorted[middle] > place) high = middle;
      else low = middle + 1;
    }
    return sorted[low] ?? end;
  };
  for (const text of texts) {
    for (let at = data.indexOf(text); at >= 0; at = data.indexOf(text, at + 1)) {
      data.fill(0, at, Math.min(at + text.length, after(at)));
    }
  }
}
