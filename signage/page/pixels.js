/* Hashes the pixels of a picture beside the page, so that no flip comes late. */
// @ts-check

const BAND = 256;

const worker = /** @type {DedicatedWorkerGlobalScope} */ (/** @type {unknown} */ (self));

worker.onmessage = async (event) => {
  const { id, bitmap } = event.data;
  try {
    worker.postMessage({ id, digest: await digestOf(bitmap) });
  } catch (error) {
    // Too little memory, or a browser without such a canvas: nothing is proved.
    worker.postMessage({ id, digest: null, reason: String(error) });
  } finally {
    bitmap.close();
  }
};

/**
 * SHA-256 of the RGB bytes, row by row, as the manifest has it.
 * @param {ImageBitmap} bitmap @returns {Promise<string | null>}
 */
async function digestOf(bitmap) {
  const { width, height } = bitmap;
  const canvas = new OffscreenCanvas(width, Math.min(BAND, height));
  const context = canvas.getContext("2d", { willReadFrequently: true, alpha: false });
  if (!context) return null;
  const bytes = new Uint8Array(width * height * 3);
  let at = 0;
  for (let top = 0; top < height; top += BAND) {
    const rows = Math.min(BAND, height - top);
    context.drawImage(bitmap, 0, top, width, rows, 0, 0, width, rows);
    const { data } = context.getImageData(0, 0, width, rows);
    for (let from = 0; from < data.length; from += 4) {
      bytes[at] = data[from];
      bytes[at + 1] = data[from + 1];
      bytes[at + 2] = data[from + 2];
      at += 3;
    }
  }
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
