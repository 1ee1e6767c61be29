/* Decides when the glass is read back, records what was found, and acts on it. */
// @ts-check

import { now } from "./hour.js";
import { forget, PageFault } from "./vault.js";

/** @typedef {import("./types.js").Plan} Plan */
/** @typedef {import("./types.js").SlideShow} SlideShow */
/** @typedef {import("./types.js").Played} Played */
/** @typedef {import("./types.js").Scene} Scene */
/** @typedef {{ every_slides: number, every_s: number }} Pace */

/** @type {Pace} */
export const PACE = { every_slides: 20, every_s: 300 };
const IDLE_MS = 1_500;
/** What was found so did not show what was signed. */
const BAD = new Set(["wrong_pixels", "covered"]);

/** Keeps an eye on the glass: at least every so many slides and seconds. */
export class Proof {
  /**
   * @param {{ stage: import("./stage.js").Stage, ledger: import("./ledger.js").Ledger,
   *   spool: import("./spool.js").Spool, faults: import("./faults.js").Faults,
   *   reader: import("./readback.js").Reader, pace: Pace,
   *   again: () => void }} parts `again` makes the shown slide anew
   */
  constructor(parts) {
    this.parts = parts;
    this.slides = 0;
    this.checkedAt = -Infinity;
    this.busy = false;
    /** Pages that were wrong once; the next showing is read back whatever the pace.
     * @type {Set<string>} */
    this.suspect = new Set();
  }

  /** A slide was painted.
   * @param {Plan} plan @param {SlideShow} show @param {Played} played
   * @param {Scene} scene */
  painted(plan, show, played, scene) {
    this.slides += 1;
    if (this.busy || !this.#isDue(played.page)) return;
    this.busy = true;
    requestIdleCallback(
      () => {
        this.#check(plan, show, played, scene)
          .catch((error) => console.warn("not read back", error))
          .finally(() => (this.busy = false));
      },
      { timeout: IDLE_MS },
    );
  }

  /** @param {string} page */
  #isDue(page) {
    const { every_slides: slides, every_s: seconds } = this.parts.pace;
    const since = (performance.now() - this.checkedAt) / 1000;
    return this.slides >= slides || since >= seconds || this.suspect.has(page);
  }

  /** @param {Plan} plan @param {SlideShow} show @param {Played} played
   * @param {Scene} scene */
  async #check(plan, show, played, scene) {
    const { stage, spool, reader } = this.parts;
    const image = scene.root.querySelector('[data-part="picture"]');
    if (stage.scene !== scene || !(image instanceof HTMLImageElement)) return;
    const slide = show.span.slides[show.index];
    const page = plan.items[slide.item].pages[slide.page];
    const began = performance.now();
    const at = new Date(now()).toISOString();
    this.slides = 0;
    this.checkedAt = began;
    const { outcome, found } = await reader.read(image, page, plan);
    const check = {
      kind: "glass_check",
      disclosure: played.disclosure,
      manifest: played.manifest,
      page: played.page,
      programme_version: played.programme_version,
      at,
      outcome,
      expected: page.pixels_sha256,
      found,
      took_ms: Math.round(performance.now() - began),
    };
    document.documentElement.dataset.glass = `${outcome} ${played.page} ${check.took_ms}`;
    void spool.put([check]);
    if (!BAD.has(outcome)) {
      this.suspect.delete(played.page);
      return;
    }
    // Whatever lies over one page lies over the next one as well.
    this.slides = Infinity;
    await this.#disprove(outcome, plan, show, played, scene);
  }

  /** What stood there was not what was signed: it counts as nothing, and goes.
   * @param {string} outcome @param {Plan} plan @param {SlideShow} show
   * @param {Played} played @param {Scene} scene */
  async #disprove(outcome, plan, show, played, scene) {
    const { stage, ledger, faults, again } = this.parts;
    const there = stage.scene === scene;
    if (there) ledger.end(outcome, performance.now());
    if (outcome !== "wrong_pixels") return;
    await forget(played.page);
    const before = this.suspect.has(played.page);
    this.suspect.add(played.page);
    const error = new PageFault("wrong_pixels");
    // Fetched again it may be right. Wrong twice, it is left out for a while.
    if (before) faults.add(plan, show, error);
    else faults.tell(plan, show, error);
    if (there) again();
  }
}
