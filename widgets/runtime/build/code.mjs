/**
 * What each function of a wasm refers to: other functions, places in the table, places in memory.
 *
 * Pyodide's wasm is position independent: an address is `__memory_base` plus a constant, an entry of the
 * table `__table_base` plus one. Compilers keep those bases in locals, so any constant of a function
 * that reads a base counts as a reference: too many at worst, never too few.
 */

import { imports, read, sections } from "./wasm.mjs";

/**
 * The immediates of an opcode, a letter for each: n number, b block type, s signed number, 4 or 8 so many bytes. A list
 * (t, v) is read by `references` itself; y, which Pyodide's wasm doesn't have, isn't read at all.
 */
const IMMEDIATES = {
  0x02: "b", 0x03: "b", 0x04: "b", 0x06: "b", // block loop if try
  0x07: "n", 0x08: "n", 0x09: "n", 0x18: "n", // catch throw rethrow delegate
  0x0c: "n", 0x0d: "n", 0x0e: "t", // br br_if br_table
  0x10: "n", 0x11: "nn", 0x12: "n", 0x13: "nn", // calls
  0x1c: "v", 0x1f: "y", // select with types, try_table
  0x20: "n", 0x21: "n", 0x22: "n", 0x23: "n", 0x24: "n", 0x25: "n", 0x26: "n", // locals globals tables
  0x3f: "n", 0x40: "n", 0x41: "s", 0x42: "s", 0x43: "4", 0x44: "8", // memory and constants
  0xd0: "n", 0xd2: "n", // ref.null ref.func
};
const LONG = { 8: "nn", 9: "n", 10: "nn", 11: "n", 12: "nn", 13: "n", 14: "nn", 15: "n", 16: "n", 17: "n" }; // after 0xfc

/** Skip the bytes of a number and read it as signed 32 bits. */
export function signed(bytes, index) {
  let value = 0;
  let shift = 0;
  let byte;
  do {
    byte = bytes[index++];
    if (shift < 32) value |= (byte & 127) << shift;
    shift += 7;
  } while (byte & 128);
  if (shift < 32 && byte & 64) value |= -1 << shift;
  return [value, index];
}

const past = (bytes, index) => {
  while (bytes[index] & 128) index++;
  return index + 1;
};

/** Walk one body. Throws at an opcode it doesn't know. */
function references(bytes, index, end, bases) {
  const found = { calls: [], constants: [], offsets: [], addresses: [], globals: [], table: false, loose: false };
  let before = [];
  const skip = (kinds) => {
    for (const kind of kinds) index = kind === "4" ? index + 4 : kind === "8" ? index + 8 : past(bytes, index);
  };
  let [groups, at] = read(bytes, index);
  for (index = at; groups--; index += 1) index = past(bytes, index); // locals: a count and a type each
  while (index < end) {
    const op = bytes[index++];
    if (op === 0x10 || op === 0x12 || op === 0xd2) {
      const [callee, next] = read(bytes, index);
      found.calls.push(callee);
      index = next;
    } else if (op === 0x41) {
      const [value, next] = signed(bytes, index);
      found.constants.push(value);
      index = next;
      if (before[0] === "memory") {
        if (bytes[index] === 0x6a && value >= 0) found.addresses.push(value);
        else found.loose = true;
      }
      before = [];
      continue;
    } else if (op === 0x23) {
      const [global, next] = read(bytes, index);
      index = next;
      found.globals.push(global);
      if (global === bases.table) found.table = true;
      if (global === bases.memory) {
        before = ["memory"];
        if (bytes[index] !== 0x41) found.loose = true; // kept in a local, or added to something else
        continue;
      }
    } else if (op >= 0x28 && op <= 0x3e) {
      index = past(bytes, index);
      const [offset, next] = read(bytes, index);
      found.offsets.push(offset);
      index = next;
    } else if (op === 0x0e) {
      let [count, next] = read(bytes, index);
      for (index = next, count++; count--; ) index = past(bytes, index);
    } else if (op === 0x1c) {
      const [count, next] = read(bytes, index);
      index = next + count;
    } else if (op === 0xfc) {
      const [long, next] = read(bytes, index);
      index = next;
      skip(LONG[long] ?? "");
    } else if (op in IMMEDIATES && op !== 0x1f) {
      skip(IMMEDIATES[op].replace("b", "n"));
    } else if (!(op <= 0x01 || op === 0x05 || op === 0x0b || op === 0x0f || op === 0x19 || op === 0x1a || op === 0x1b || (op >= 0x45 && op <= 0xc4) || op === 0xd1)) {
      throw new Error(`an opcode of the wasm is not known here: ${op.toString(16)}`);
    }
    before = [];
  }
  if (index !== end) throw new Error("a function of the wasm ends in the middle of an instruction");
  return found;
}

/**
 * All functions: {imported, functions: [{start, end, ...references}], table: [function], exported: Map,
 * code, bases, start}, `code` being the section and `start` the number of the start function, if there is one.
 */
export function analysed(wasm) {
  const by = Object.fromEntries([...sections(wasm)].map(({ id, body }) => [id, body]));
  const all = [...imports(by[2])];
  const globals = all.filter(({ kind }) => kind === 3).map(({ name }) => name);
  const bases = { memory: globals.indexOf("__memory_base"), table: globals.indexOf("__table_base") };
  const imported = all.filter(({ kind }) => kind === 0);
  const code = by[10];
  let [count, index] = read(code, 0);
  const functions = [];
  while (count--) {
    const [size, start] = read(code, index);
    functions.push({ start, end: start + size, ...references(code, start, start + size, bases) });
    index = start + size;
  }
  return { imported, functions, table: elements(by[9]), exported: exports(by[7]), code, bases, start: by[8] && read(by[8], 0)[0] };
}

/**
 * Run a function that only adds constants to the bases and stores the sums, as those do that relocate:
 * [{at, global, table, value}], with `at` a place in the data or `global` the number of a global.
 */
export function relocations(code, { start, end }, bases) {
  const found = [];
  const stack = [];
  const sum = (value) => ({ table: value.base === bases.table, value: value.value });
  let [groups, index] = read(code, start);
  while (groups--) index = past(code, index) + 1;
  while (index < end - 1) {
    const op = code[index++];
    if (op === 0x23) {
      const [base, next] = read(code, index);
      stack.push({ base, value: 0 });
      index = next;
    } else if (op === 0x41) {
      const [value, next] = signed(code, index);
      stack.push({ value });
      index = next;
    } else if (op === 0x6a || op === 0x6b) {
      const { value } = stack.pop();
      stack.at(-1).value += op === 0x6a ? value : -value;
    } else if (op === 0x36) {
      const [offset, next] = read(code, past(code, index));
      const [value, at] = [stack.pop(), stack.pop()];
      if (value.base === bases.memory || value.base === bases.table) found.push({ at: at.value + offset, ...sum(value) });
      index = next;
    } else if (op === 0x24) {
      const [global, next] = read(code, index);
      const value = stack.pop();
      if (value.base === bases.memory || value.base === bases.table) found.push({ global, ...sum(value) });
      index = next;
    } else if (op === 0xfc && code[index] === 11) {
      stack.length -= 3; // fills what starts as zeros
      index += 2;
    } else {
      throw new Error(`a relocation has an opcode not known here: ${op.toString(16)}`);
    }
  }
  return found;
}

/** The one element segment, from __table_base on. */
function elements(body) {
  const [segments, start] = read(body, 0);
  if (segments !== 1 || body[start] !== 0) throw new Error("the wasm has more than one element segment");
  let [count, index] = read(body, past(body, start + 2) + 1); // flags, global.get, its number, end
  return Array.from({ length: count }, () => {
    const [value, next] = read(body, index);
    index = next;
    return value;
  });
}

function exports(body) {
  const found = new Map();
  let [count, index] = read(body, 0);
  while (count--) {
    const [size, start] = read(body, index);
    const name = body.subarray(start, start + size).toString();
    const [value, next] = read(body, start + size + 1);
    found.set(name, { kind: body[start + size], index: value });
    index = next;
  }
  return found;
}
