/** A camera, and what reads QR codes from its picture: the browser where it can, else the library. */

import { decodeQR } from "qr/decode.js";

/** Why there is no camera: not allowed, none there, in use, or not given to such a page. */
export type NoCamera = "refused" | "none" | "busy" | "unsafe";

/** Pixels of the longer side that are looked at: more cost time, and phones' codes are large enough in fewer. */
const SIDE = 1280;
/** Milliseconds that the library may try again where it found no code. */
const EFFORT = 20;

/** A part of the browser that TypeScript doesn't know: https://wicg.github.io/shape-detection-api/ */
declare class BarcodeDetector {
  static getSupportedFormats(): Promise<string[]>;
  constructor(options: { formats: string[] });
  detect(source: HTMLVideoElement): Promise<{ rawValue: string }[]>;
}

/** Ask for the camera at the back, or for any. */
export async function openCamera(): Promise<MediaStream | NoCamera> {
  const { mediaDevices } = navigator as Partial<Navigator>; // missing on plain http
  if (!mediaDevices) return "unsafe";
  const video = { facingMode: { ideal: "environment" }, width: { ideal: SIDE }, height: { ideal: 720 } };
  try {
    return await mediaDevices.getUserMedia({ video, audio: false });
  } catch (error) {
    console.info("handrail: no camera:", error);
    const { name } = error as DOMException;
    if (name === "NotAllowedError" || name === "SecurityError") return "refused";
    return name === "NotFoundError" || name === "OverconstrainedError" ? "none" : "busy";
  }
}

export function closeCamera(stream: MediaStream | null): void {
  for (const track of stream?.getTracks() ?? []) track.stop();
}

/** Reads the text of the code that a video shows now; null where there is none. */
export type Look = (video: HTMLVideoElement) => Promise<string | null>;

function byLibrary(): Look {
  const canvas = document.createElement("canvas");
  const brush = canvas.getContext("2d", { willReadFrequently: true });
  return async (video) => {
    const scale = Math.min(1, SIDE / Math.max(video.videoWidth, video.videoHeight, 1));
    const [width, height] = [Math.round(video.videoWidth * scale), Math.round(video.videoHeight * scale)];
    if (!brush || width === 0 || height === 0) return null;
    if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
    brush.drawImage(video, 0, 0, width, height);
    try {
      return decodeQR(brush.getImageData(0, 0, width, height), { timeLimit: EFFORT });
    } catch {
      return null; // as it says that there is no code, or none that can be read
    }
  };
}

/** What looks at pictures here. */
export async function looking(): Promise<Look> {
  const library = byLibrary();
  const formats = "BarcodeDetector" in window ? await BarcodeDetector.getSupportedFormats().catch(() => []) : [];
  if (!formats.includes("qr_code")) return library;
  let detector: BarcodeDetector | null = new BarcodeDetector({ formats: ["qr_code"] });
  return async (video) => {
    if (!detector) return library(video);
    try {
      const found = await detector.detect(video);
      return found[0]?.rawValue ?? null;
    } catch (error) {
      console.info("handrail: the browser's reader of codes gave up, so the library reads them:", error);
      detector = null;
      return library(video);
    }
  };
}
