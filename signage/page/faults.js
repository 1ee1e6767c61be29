/* Remembers which pages cannot be shown, for a while, and reports each once. */
// @ts-check

import { now } from "./hour.js";
import { PageFault } from "./vault.js";

/** @typedef {import("./types.js").Plan} Plan */
/** @typedef {import("./types.js").SlideShow} SlideShow */

const BAD_FOR_MS = 30_000;

/** A bad page is skipped, asked for again after a while, and never stops the loop. */
export class Faults {
  /** @param {import("./spool.js").Spool} spool */
  constructor(spool) {
    this.spool = spool;
    /** @type {Map<string, number>} */
    this.badUntil = new Map();
    /** @type {Set<string>} */
    this.told = new Set();
  }

  /** @param {string} sha256 */
  isBad(sha256) {
    return (this.badUntil.get(sha256) ?? 0) > performance.now();
  }

  /** Leave a page out for a while. @param {Plan} plan @param {SlideShow} show
   * @param {unknown} error */
  add(plan, show, error) {
    const slide = show.span.slides[show.index];
    const page = plan.items[slide.item].pages[slide.page].sha256;
    this.badUntil.set(page, performance.now() + BAD_FOR_MS);
    this.tell(plan, show, error);
  }

  /** Report what was wrong with a page. @param {Plan} plan @param {SlideShow} show
   * @param {unknown} error */
  tell(plan, show, error) {
    const slide = show.span.slides[show.index];
    const item = plan.items[slide.item];
    const page = item.pages[slide.page].sha256;
    if (!(error instanceof PageFault)) console.error(error);
    const reason = error instanceof PageFault ? error.reason : "undecodable";
    const name = `${page} ${reason}`;
    if (this.told.has(name)) return;
    this.told.add(name);
    const at = new Date(now()).toISOString();
    const fault = { kind: "slide_fault", disclosure: item.disclosure, page, reason, at };
    void this.spool.put([fault]);
  }

  /** A page is shown: whatever was wrong is over. @param {string} sha256 */
  clear(sha256) {
    this.badUntil.delete(sha256);
    for (const name of this.told) if (name.startsWith(sha256)) this.told.delete(name);
  }
}
