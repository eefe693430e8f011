/**
 * Which functions Python can still come to, once its modules are imported and no other can be.
 *
 * A graph of functions and pieces of data. Its roots are the exports that the glue uses and every
 * pointer in the snapshot's heap; its edges calls, addresses in code, and pointers in data. Built-in
 * modules that no widget imported are cut off where CPython lists them.
 */

import { analysed, relocations } from "./code.mjs";
import { read, sections } from "./wasm.mjs";

const MEMORY_BASE = 1024; // as Emscripten places a main module

/**
 * What only fills memory that the snapshot then overwrites, with the body it gets in place of its own:
 * the data's relocations, and C++'s streams, whose construction would need them.
 */
export const OVERWRITTEN = { __wasm_apply_data_relocs: "empty", _ZNSt3__28ios_base4InitC2Ev: "same" };

/** Where C's `name\0` stands in the data, as absolute addresses. */
function addresses(data, text) {
  const found = [];
  const wanted = Buffer.from(`${text}\0`);
  for (let at = data.indexOf(wanted); at >= 0; at = data.indexOf(wanted, at + 1)) found.push(at + MEMORY_BASE);
  return found;
}

/**
 * `heap`: memory as the snapshot has it; `stack`: its [start, end] in there; `wanted`: tells of an export
 * whether the glue uses it; `blocked`: built-in modules that can't be imported any more; `once`: exports
 * that only set Python up. Returns {live, borders, exported, imported, end}: the numbers of live functions, the borders of
 * the data's pieces, all exports, how many functions are imported, and where the data ends. Unreachable data stays: a
 * wrong guess about code traps, one about data would be silent.
 */
export function reachable(wasm, { heap, stack, wanted, blocked, once }) {
  const { imported, functions, table, exported, code, bases, start } = analysed(wasm);
  const dataBody = [...sections(wasm)].find(({ id }) => id === 11).body;
  const data = dataBody.subarray(dataBody.length - dataLength(dataBody));
  const end = MEMORY_BASE + data.length;
  const place = (reloc) => ({ ...reloc, at: reloc.at + MEMORY_BASE, value: reloc.table ? reloc.value : reloc.value + MEMORY_BASE });
  const relocs = relocations(code, functions[exported.get("__wasm_apply_data_relocs").index - imported.length], bases).map(place);
  const symbols = new Map(relocations(code, functions[start - imported.length], bases).map((reloc) => [reloc.global, reloc]));

  const cut = new Set();
  const relocAt = new Map(relocs.map((reloc) => [reloc.at, reloc]));
  for (const name of blocked) {
    const names = new Set(addresses(data, name));
    const entries = relocs.filter(({ at, value, table }) => !table && names.has(value) && relocAt.get(at + 4)?.table);
    for (const { at } of entries) if (isInittab(at, relocAt)) cut.add(at + 4);
  }

  const borders = new Set([MEMORY_BASE]);
  for (const { value, table } of relocs) if (!table && value < end) borders.add(value);
  const relocating = exported.get("__wasm_apply_data_relocs").index - imported.length; // its addresses are where pointers lie
  for (const [number, { addresses }] of functions.entries()) for (const address of number === relocating ? [] : addresses) if (address + MEMORY_BASE < end) borders.add(address + MEMORY_BASE);
  for (const { table: inTable, value } of symbols.values()) if (!inTable && value + MEMORY_BASE < end) borders.add(value + MEMORY_BASE);
  const starts = Uint32Array.from(borders).sort();
  const piece = (address) => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (starts[middle] <= address) low = middle;
      else high = middle - 1;
    }
    return low;
  };
  const inPiece = new Map();
  for (const reloc of relocs) {
    if (cut.has(reloc.at)) continue;
    const number = piece(reloc.at);
    if (!inPiece.has(number)) inPiece.set(number, []);
    inPiece.get(number).push(reloc);
  }

  const words = new Uint32Array(heap.buffer, heap.byteOffset, heap.length >> 2);
  const isTable = (number) => !inPiece.has(number) && (starts[number + 1] ?? end) - starts[number] >= 2048;
  const overwritten = new Set(Object.keys(OVERWRITTEN).map((name) => exported.get(name).index));

  /** Everything reachable from some functions and from the heap; `taken` are those reached by a pointer. */
  const walk = (roots) => {
    const [live, taken, pieces, work] = [new Set(), new Set(), new Set(), []];
    const call = (index) => {
      if (index < imported.length || live.has(index) || overwritten.has(index)) return;
      live.add(index);
      work.push(() => fromFunction(index));
    };
    const take = (place) => {
      if (place < 0 || place >= table.length) return;
      taken.add(table[place]);
      call(table[place]);
    };
    const touch = (address) => {
      if (address < MEMORY_BASE || address >= end) return;
      const number = piece(address);
      if (pieces.has(number)) return;
      pieces.add(number);
      work.push(() => fromPiece(number));
    };
    const guess = (word) => {
      if (word < MEMORY_BASE || word >= end) return; // most words aren't addresses; few that look so are
      const number = piece(word);
      if (!isTable(number) || starts[number] === word) touch(word);
    };
    const fromFunction = (index) => {
      const { calls, constants, offsets, table: usesTable, globals, addresses, loose } = functions[index - imported.length];
      calls.forEach(call);
      if (index === start) return; // it gives all symbols their addresses
      if (usesTable) [0, ...constants].forEach(take);
      const bases = loose ? [...constants.filter((value) => value >= 0), 0] : [...addresses];
      for (const global of globals) {
        const symbol = symbols.get(global);
        if (symbol?.table) take(symbol.value);
        else if (symbol) bases.push(symbol.value);
      }
      for (const base of bases) for (const offset of [0, ...offsets]) touch(base + offset + MEMORY_BASE);
    };
    const fromPiece = (number) => {
      for (const { table: inTable, value } of inPiece.get(number) ?? []) inTable ? take(value) : touch(value);
      const last = starts[number + 1] ?? end;
      for (let at = (starts[number] + 3) & ~3; at + 4 <= last; at += 4) {
        const now = words[at >> 2];
        if (now !== data.readUInt32LE(at - MEMORY_BASE) && !relocAt.has(at)) guess(now); // put there since the start
      }
    };
    roots.forEach(call);
    for (let at = end >> 2; at < words.length; at++) if (at * 4 < stack[0] || at * 4 >= stack[1]) guess(words[at]);
    while (work.length) work.pop()();
    return { live, taken };
  };

  const roots = [...exported].filter(([name, { kind }]) => kind === 0 && wanted(name)).map(([, { index }]) => index);
  roots.push(start);
  // What only ran to set Python up is over, but it has left pointers to other functions in the heap.
  const { taken } = walk([...roots, ...once.map((name) => exported.get(name).index)]);
  const { live } = walk([...roots, ...taken]);

  return { live, borders: starts, exported, imported: imported.length, end };
}

/** An entry of the list of built-in modules has others before or after it, eight bytes apart. */
function isInittab(at, relocAt) {
  return [-8, 8].some((step) => relocAt.has(at + step) && !relocAt.get(at + step).table && relocAt.get(at + step + 4)?.table);
}

function dataLength(body) {
  let [count, index] = read(body, 0);
  if (count !== 1 || body[index] !== 0) throw new Error("the wasm has more than one data segment");
  while (body[++index] !== 0x0b);
  return read(body, index + 1)[0];
}
