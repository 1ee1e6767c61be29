/* Reads back the picture on the glass: its pixels, its place, whether it is seen. */
// @ts-check

/** @typedef {import("./types.js").Plan} Plan */
/** @typedef {import("./types.js").PlanPage} PlanPage */
/** @typedef {{ outcome: string, found: string | null }} Reading */

const WAIT_MS = 20_000;
const EDGE = 0.02;
const NEAR_PX = 1;
/** The colours of the browser's own trial: each channel alone, low, high and mixed. */
const TRIAL = [
  [0, 0, 0, 255, 255, 255, 255, 0, 0, 0, 255, 0],
  [0, 0, 255, 1, 2, 3, 127, 128, 129, 254, 253, 252],
  [197, 58, 44, 17, 94, 171, 250, 210, 205, 33, 66, 99],
];

/** Reads pictures one at a time. Whether the browser gives pixels back exactly is
 * tried first: one that does not (a colour profile, noise against tracking) proves
 * nothing, and accuses nothing. */
export class Reader {
  constructor() {
    /** @type {Worker | null} */
    this.worker = null;
    this.asked = 0;
    /** @type {Promise<boolean> | null} */
    this.trial = null;
  }

  /**
   * Compare a picture on the glass with what was signed.
   * @param {HTMLImageElement} image @param {PlanPage} page @param {Plan} plan
   * @returns {Promise<Reading>}
   */
  async read(image, page, plan) {
    this.trial ??= this.#isExact();
    if (!(await this.trial)) return { outcome: "unreadable", found: null };
    const place = placeOf(image, plan);
    const found = await this.#digest(image);
    if (found === null) return { outcome: "unreadable", found };
    const right = found === page.pixels_sha256;
    return { outcome: right ? place : "wrong_pixels", found };
  }

  /** @param {HTMLImageElement} image @returns {Promise<string | null>} */
  async #digest(image) {
    if (!image.complete || !image.naturalWidth) return null;
    const bitmap = await createImageBitmap(image, { colorSpaceConversion: "none" });
    this.worker ??= new Worker("/page/pixels.js", { type: "module" });
    const worker = this.worker;
    const id = (this.asked += 1);
    return new Promise((resolve) => {
      const timer = setTimeout(() => done(null), WAIT_MS);
      /** @param {MessageEvent} event */
      const hear = (event) => event.data.id === id && done(event.data.digest);
      const fail = () => done(null);
      /** @param {string | null} digest */
      const done = (digest) => {
        clearTimeout(timer);
        worker.removeEventListener("message", hear);
        worker.removeEventListener("error", fail);
        resolve(digest);
      };
      worker.addEventListener("message", hear);
      worker.addEventListener("error", fail);
      worker.postMessage({ id, bitmap }, [bitmap]);
    });
  }

  /** Draw known colours, show them to an image as a file, and read them back. */
  async #isExact() {
    try {
      const image = await trialImage();
      const expected = await crypto.subtle.digest(
        "SHA-256",
        new Uint8Array(TRIAL.flat()),
      );
      const hex = [...new Uint8Array(expected)]
        .map((byte) => byte.toString(16).padStart(2, "0"))
        .join("");
      const found = await this.#digest(image);
      URL.revokeObjectURL(image.src);
      return found === hex;
    } catch (error) {
      console.warn("the glass cannot be read back", error);
      return false;
    }
  }
}

async function trialImage() {
  const width = TRIAL[0].length / 3;
  const canvas = new OffscreenCanvas(width, TRIAL.length);
  const context = canvas.getContext("2d", { alpha: false });
  if (!context) throw new Error("no canvas");
  const pixels = TRIAL.flat();
  const data = new ImageData(width, TRIAL.length);
  for (let at = 0; at < pixels.length / 3; at += 1) {
    data.data.set([...pixels.slice(at * 3, at * 3 + 3), 255], at * 4);
  }
  context.putImageData(data, 0, 0);
  const image = new Image();
  image.src = URL.createObjectURL(await canvas.convertToBlob({ type: "image/png" }));
  await image.decode();
  return image;
}

/**
 * Whether a picture stands where the plan wants it, at its size, with nothing over it.
 * @param {HTMLImageElement} image @param {Plan} plan
 */
function placeOf(image, plan) {
  const box = image.getBoundingClientRect();
  if (!isSeen(image, box)) return "covered";
  const { x, y, width, height } = plan.content;
  const wanted = [x, y, width, height];
  const near = [box.x, box.y, box.width, box.height].every(
    (length, at) => Math.abs(length - wanted[at]) <= NEAR_PX,
  );
  const zoomed = (window.visualViewport?.scale ?? 1) !== 1;
  return near && !zoomed ? "same" : "misplaced";
}

/** @param {HTMLImageElement} image @param {DOMRect} box */
function isSeen(image, box) {
  const style = { opacityProperty: true, visibilityProperty: true };
  if (document.visibilityState !== "visible" || !image.checkVisibility(style)) return false;
  for (let part = /** @type {Element | null} */ (image); part; part = part.parentElement) {
    const { opacity, filter, clipPath } = getComputedStyle(part);
    if (opacity !== "1" || filter !== "none" || clipPath !== "none") return false;
  }
  const steps = [EDGE, 0.25, 0.5, 0.75, 1 - EDGE];
  return steps.every((across) =>
    steps.every((down) => {
      const x = box.x + box.width * across;
      const y = box.y + box.height * down;
      return document.elementFromPoint(x, y) === image;
    }),
  );
}
