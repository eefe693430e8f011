/** The browser's own Worker, before the stand-in that Material's search needs on pages from disk. */

export const NativeWorker = window.Worker;
