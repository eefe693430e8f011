/** A text made small for the way, and made whole again. Works on pages from disk, where a Blob's stream doesn't in all browsers. */

/** Whether this browser can: those of the last years do. */
export const canPack = typeof CompressionStream !== "undefined" && typeof DecompressionStream !== "undefined";

function through(bytes: Uint8Array<ArrayBuffer>, change: ReadableWritablePair<Uint8Array, BufferSource>): ReadableStream<Uint8Array> {
  const { body } = new Response(bytes);
  if (!body) throw new TypeError("a response of bytes has a body");
  return body.pipeThrough(change as ReadableWritablePair<Uint8Array, Uint8Array<ArrayBuffer>>);
}

/** The text in UTF-8, deflated (RFC 1951). */
export async function packed(text: string): Promise<Uint8Array> {
  const stream = through(new TextEncoder().encode(text), new CompressionStream("deflate-raw"));
  return new Uint8Array(await new Response(stream as ReadableStream<Uint8Array<ArrayBuffer>>).arrayBuffer());
}

/** The text again; null where the bytes aren't one, or where it would be longer than `most` bytes. */
export async function unpacked(bytes: Uint8Array, most: number): Promise<string | null> {
  const reader = through(new Uint8Array(bytes), new DecompressionStream("deflate-raw")).getReader();
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let [text, length] = ["", 0];
  try {
    for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
      length += piece.value.length;
      if (length > most) {
        await reader.cancel();
        return null;
      }
      text += decoder.decode(piece.value, { stream: true });
    }
    return text + decoder.decode();
  } catch (error) {
    console.warn("handrail: these bytes are no text that was packed:", error); // all else that it takes is in memory
    return null;
  }
}
