/**
 * Python from a memory snapshot: everything imported already, nothing left to compile but the wasm.
 *
 * Wasm, glue and memory fit each other alone. Each carries the seal of the build they come from, and
 * gzip's own checksum tells a truncated or damaged one. Whatever fails, the caller boots plain.
 */

import "#glue"; // Pyodide's own, made smaller by build.mjs; sets _createPyodideModule
import { loadPyodide, type PyodideInterface } from "pyodide";

declare const SEAL: string; // put in by build.mjs
declare const LAYOUT: Layout;
declare const INFO: Readonly<Record<string, string>>; // what Pyodide's own lock file says of itself

/** The two gzipped files of a snapshot: where they are, or, from disk, what they hold. */
export interface Parts {
  wasm: string | Uint8Array<ArrayBuffer>;
  memory: string | Uint8Array<ArrayBuffer>;
}

/** Where the pieces of a memory belong, as [start, end, start, end, …] in a zeroed one of `size` bytes. */
interface Layout {
  size: number;
  spans: readonly number[];
}

/** Where a boot broke. `support`: the browser lacks something; `seal`: the parts come from two builds. */
export type Stage = "support" | "fetch" | "wasm" | "memory" | "seal" | "python";

/** A boot from the snapshot failed, at one stage. */
export class BootError extends Error {
  override readonly name = "BootError";

  constructor(
    readonly stage: Stage,
    cause: unknown,
  ) {
    super(`Python's snapshot, ${stage}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  }
}

const NOWHERE = "https://pack.invalid/"; // Pyodide asks for files by address; none of them is fetched
const EMPTY_ZIP = Uint8Array.of(0x50, 0x4b, 5, 6, ...new Array<number>(18).fill(0));
const LOCK = { info: INFO, packages: {} };
const HEADER = 48; // bytes of a snapshot before its JSON, see API.makeSnapshot in Pyodide

/** Run one stage; what goes wrong in it, says so. */
async function stage<T>(name: Stage, run: () => Promise<T> | T): Promise<T> {
  try {
    return await run();
  } catch (error) {
    throw error instanceof BootError ? error : new BootError(name, error);
  }
}

async function gunzipped(part: Parts["wasm"]): Promise<ReadableStream<Uint8Array>> {
  const source = await stage("fetch", async () => {
    const response = typeof part === "string" ? await fetch(part) : new Response(part);
    if (!response.ok || !response.body) throw new Error(`${response.status} for ${response.url}`);
    return response.body;
  });
  return source.pipeThrough(new DecompressionStream("gzip"));
}

async function compiled(part: Parts["wasm"]): Promise<WebAssembly.Module> {
  const response = new Response(await gunzipped(part), { headers: { "Content-Type": "application/wasm" } });
  const module = await stage("wasm", () => WebAssembly.compileStreaming(response));
  const [seal] = WebAssembly.Module.customSections(module, "handrail");
  checkSeal(seal && new TextDecoder().decode(seal), "wasm");
  return module;
}

/** Fill the zeroed `memory`: each piece goes to its span as it comes. */
async function fill(memory: Uint8Array, part: Parts["memory"]): Promise<void> {
  const pieces = await gunzipped(part);
  await stage("memory", () => spread(pieces.getReader(), memory));
  const seal = await stage("memory", () => {
    const size = new DataView(memory.buffer).getUint32(8, true);
    return (JSON.parse(new TextDecoder().decode(memory.subarray(HEADER, HEADER + size))) as { handrail?: string }).handrail;
  });
  checkSeal(seal, "memory");
}

async function spread(pieces: ReadableStreamDefaultReader<Uint8Array>, memory: Uint8Array): Promise<void> {
  const { spans } = LAYOUT;
  let [span, at, end = 0] = [0, ...spans];
  for (let { value: rest } = await pieces.read(); rest; { value: rest } = await pieces.read()) {
    while (rest.length > 0) {
      if (at === undefined) throw new Error("it is longer than its layout");
      const fits = rest.subarray(0, end - at);
      memory.set(fits, at);
      at += fits.length;
      rest = rest.subarray(fits.length);
      if (at < end) continue;
      span += 2;
      [at, end = 0] = spans.slice(span, span + 2);
    }
  }
  if (at !== undefined) throw new Error("it is shorter than its layout");
}

function checkSeal(seal: string | undefined, part: string): void {
  if (seal !== SEAL) throw new BootError("seal", `the ${part} is of build ${seal}, this worker of ${SEAL}`);
}

/**
 * Answer Pyodide's two requests ourselves while `run` runs: the wasm, once it is compiled and `memory` is
 * whole, and a library that is empty, since all that is needed of it lies in memory.
 */
async function answering<T>(wasm: Promise<WebAssembly.Module>, memory: Promise<void>, run: () => Promise<T>): Promise<T> {
  const { fetch } = self;
  const { instantiateStreaming } = WebAssembly;
  try {
    return await new Promise<T>((done, fail) => {
      self.fetch = (asked) => Promise.resolve(new Response(String(asked).endsWith(".zip") ? EMPTY_ZIP : null)); // ours are under way
      // Pyodide only warns if this fails, and then waits for ever; hence our own promise around it.
      WebAssembly.instantiateStreaming = async (_, imports) => {
        try {
          const [module] = await Promise.all([wasm, memory]);
          return { module, instance: await WebAssembly.instantiate(module, imports) };
        } catch (error) {
          fail(error instanceof BootError ? error : new BootError("wasm", error));
          return new Promise(() => undefined);
        }
      };
      run().then(done, fail);
    });
  } finally {
    self.fetch = fetch;
    WebAssembly.instantiateStreaming = instantiateStreaming;
  }
}

/** Python as the build left it, and what it was asked to import since and doesn't have: a plain boot could. */
export interface Restored {
  python: PyodideInterface;
  lost: { readonly length: number };
}

/**
 * Put Python back as the build left it.
 *
 * Chance is seeded anew. The seed of hashes is not: it is the build's, the same for all readers, so
 * strings chosen to collide could slow a dict down; but no reader gets another's strings.
 *
 * @throws BootError whatever goes wrong.
 */
export async function boot(parts: Parts): Promise<Restored> {
  await stage("support", () => {
    for (const name of ["DecompressionStream", "WebAssembly"] as const) if (!(name in self)) throw new Error(`no ${name}`);
  });
  const bytes = new Uint8Array(LAYOUT.size);
  const wasm = compiled(parts.wasm);
  const memory = fill(bytes, parts.memory); // Pyodide's glue sets itself up meanwhile
  for (const part of [wasm, memory]) part.catch(() => undefined); // reported by who waits for both
  return stage("python", async () => {
    const options = {
      indexURL: NOWHERE,
      packageBaseUrl: NOWHERE,
      lockFileContents: LOCK as never,
      _loadSnapshot: bytes, // looked into when there is an instance
    };
    const python = await answering(wasm, memory, () => loadPyodide(options));
    (python.globals.get("restored") as () => void)();
    return { python, lost: python.globals.get("lost") as Restored["lost"] };
  });
}
