/**
 * Pyodide's wasm, read, and made smaller for a boot from a snapshot. The snapshot holds all of memory, the data among
 * it, so the data segments can be empty; and what nothing reaches any more needs no code and no name.
 */

const CUSTOM = 0;
const IMPORT = 2;
const EXPORT = 7;
const CODE = 10;
const DATA = 11;

/** Read a LEB128 number: [value, index after it]. */
export function read(bytes, index) {
  let value = 0;
  for (let shift = 0; ; shift += 7) {
    const byte = bytes[index++];
    value += (byte & 127) * 2 ** shift;
    if (byte < 128) return [value, index];
  }
}

function written(number) {
  const bytes = [];
  do {
    bytes.push((number & 127) | (number > 127 ? 128 : 0));
    number = Math.floor(number / 128);
  } while (number);
  return Buffer.from(bytes);
}

/** Every section: {id, whole, body}, `whole` with its id and its size. */
export function* sections(wasm) {
  for (let index = 8; index < wasm.length; ) {
    const id = wasm[index];
    const [size, start] = read(wasm, index + 1);
    yield { id, whole: wasm.subarray(index, start + size), body: wasm.subarray(start, start + size) };
    index = start + size;
  }
}

const section = (id, body) => Buffer.concat([Buffer.from([id]), written(body.length), body]);

/** The name of a custom section. */
function title(body) {
  const [size, start] = read(body, 0);
  return body.subarray(start, start + size).toString();
}

/** A data section with the same segments at the same places, all empty. */
function emptied(body) {
  let [count, index] = read(body, 0);
  const parts = [body.subarray(0, index)];
  while (count--) {
    const start = index;
    if (body[index++] !== 0) throw new Error("a data segment is not of the plain, active kind");
    while (body[index] !== 0x0b) {
      if (body[index] !== 0x41 && body[index] !== 0x23) throw new Error("a data segment's place is not a constant");
      [, index] = read(body, index + 1); // i32.const or global.get
    }
    parts.push(body.subarray(start, ++index), written(0));
    const [size, data] = read(body, index);
    index = data + size;
  }
  return Buffer.concat(parts);
}

/** Empty the data segments and drop names: only for instances whose memory a snapshot then fills. */
export function stripData(wasm) {
  const parts = [wasm.subarray(0, 8)];
  for (const { id, whole, body } of sections(wasm)) {
    if (id === DATA) parts.push(section(DATA, emptied(body)));
    else if (id !== CUSTOM || title(body) === "dylink.0") parts.push(whole);
  }
  return Buffer.concat(parts);
}

/** Skip limits: [where the minimum starts, index after it, index after the limits]. */
function limits(bytes, index) {
  const start = index + 1;
  const [, past] = read(bytes, start);
  return [start, past, bytes[index] & 1 ? read(bytes, past)[1] : past];
}

/** Every import: {kind, module, name}; a memory has `start` and `past`, too, between which its minimum stands. */
export function* imports(body) {
  let [count, index] = read(body, 0);
  while (count--) {
    const [size, start] = read(body, index);
    const name = start + size;
    const [length, text] = read(body, name);
    index = text + length;
    const found = { kind: body[index++], module: body.subarray(start, name).toString(), name: body.subarray(text, text + length).toString() };
    if (found.kind === 0) [, index] = read(body, index);
    else if (found.kind === 1) [, , index] = limits(body, index + 1);
    else if (found.kind === 2) [found.start, found.past, index] = limits(body, index);
    else if (found.kind === 3) index += 2;
    else [, index] = read(body, index + 1);
    yield found;
  }
}

/** Accept a memory of `pages`, fewer than the build asked for: a snapshot's is cut where malloc ended. */
export function acceptMemory(wasm, pages) {
  return replaced(wasm, IMPORT, (body) => {
    const memory = [...imports(body)].find(({ kind }) => kind === 2);
    return Buffer.concat([body.subarray(0, memory.start), written(pages), body.subarray(memory.past)]);
  });
}

/** Add a custom section with the seal. */
export function sealed(wasm, seal) {
  const name = Buffer.from("handrail");
  return Buffer.concat([wasm, section(CUSTOM, Buffer.concat([written(name.length), name, Buffer.from(seal)]))]);
}

function replaced(wasm, wanted, change) {
  const parts = [...sections(wasm)].map(({ id, whole, body }) => (id === wanted ? section(id, change(body)) : whole));
  return Buffer.concat([wasm.subarray(0, 8), ...parts]);
}

/** Keep only those exports that `wanted` names; the glue looks for nothing else. */
export function keepExports(wasm, wanted) {
  const parts = [wasm.subarray(0, 8)];
  for (const { id, whole, body } of sections(wasm)) {
    if (id !== EXPORT) {
      parts.push(whole);
      continue;
    }
    let [count, index] = read(body, 0);
    const kept = [];
    while (count--) {
      const start = index;
      const [size, name] = read(body, index);
      [, index] = read(body, name + size + 1);
      if (wanted(body.subarray(name, name + size).toString(), body[name + size])) kept.push(body.subarray(start, index));
    }
    parts.push(section(EXPORT, Buffer.concat([written(kept.length), ...kept])));
  }
  return Buffer.concat(parts);
}

const EMPTY = Buffer.from([2, 0, 0x0b]); // no locals, end
const SAME = Buffer.from([4, 0, 0x20, 0, 0x0b]); // no locals, the first argument, end
const TRAP = Buffer.from([3, 0, 0x00, 0x0b]); // no locals, unreachable, end

/** Give functions another body where `body` says so: empty, returning its argument, or trapping; numbers stay as they are. */
export function withoutBodies(wasm, body) {
  return replaced(wasm, CODE, (code) => {
    let [count, index] = read(code, 0);
    const parts = [code.subarray(0, index)];
    for (let number = 0; number < count; number++) {
      const [size, start] = read(code, index);
      const kind = body(number);
      parts.push(kind === "empty" ? EMPTY : kind === "same" ? SAME : kind === "trap" ? TRAP : code.subarray(index, start + size));
      index = start + size;
    }
    return Buffer.concat(parts);
  });
}
