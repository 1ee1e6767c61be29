/* Plays the plan: lays the next scene ready, swaps at the boundary, cuts when told. */
// @ts-check

import { due, FRESH } from "./course.js";
import { emergencyScene } from "./emergency.js";
import { endReason, playedOf, recordedOf, tellPainted } from "./glass.js";
import { cutReason, takenDown } from "./gone.js";
import { now as hour } from "./hour.js";
import { after, boundaryOf, clockOffset, keyOf } from "./laying.js";
import { defaultScene, noticeScene } from "./notices.js";
import { Arrivals, ordered } from "./orders.js";
import { restScene } from "./rest.js";
import { slideScene } from "./slide.js";
import { keep } from "./vault.js";

/** @typedef {import("./types.js").Plan} Plan */
/** @typedef {import("./types.js").Show} Show */
/** @typedef {import("./types.js").Scene} Scene */
/** @typedef {{ key: string, scene: Promise<Scene> }} Laid */

const RECALL_WAIT_MS = 800;
const LATE_MS = 1_000;
const LOOK_MS = 1_000;

/** The player's heart: one turn of `run` is one scene on the glass. */
export class Loop {
  /**
   * @param {{ stage: import("./stage.js").Stage, ledger: import("./ledger.js").Ledger,
   *   spool: import("./spool.js").Spool, faults: import("./faults.js").Faults,
   *   words: import("./words.js").Catalogue, sounding: import("./sounding.js").Sounding,
   *   condition: () => import("./types.js").Condition, kept: Plan | null }} parts
   */
  constructor(parts) {
    this.parts = parts;
    /** @type {Plan | null} */
    this.plan = null;
    /** @type {Plan | null} */
    this.pending = null;
    this.memory = FRESH;
    /** @type {Show | null} */
    this.shown = null;
    /** @type {string | null} */
    this.cut = null;
    /** @type {Laid | null} */
    this.laid = null;
    /** Taken down, but perhaps still to be seen. @type {string[]} */
    this.leaving = [];
    /** What may be seen until the next paint. @type {Set<string>} */
    this.seen = new Set();
    this.arrivals = new Arrivals(parts.condition);
    this.reload = false;
    this.interrupt = () => {};
    /** @type {(plan: Plan, show: import("./types.js").SlideShow,
     *   played: import("./types.js").Played, scene: Scene) => void} */
    this.onPainted = () => {};
  }

  /** Make what is shown anew, now: it was not what it ought to be. */
  again() {
    this.laid = null;
    this.cut = "wrong_pixels";
    this.interrupt();
  }

  /** Take a plan up: at once if it must, or else at the next boundary.
   * @param {Plan} plan */
  adopt(plan) {
    const before = this.pending ?? this.plan ?? this.parts.kept;
    this.leaving.push(...takenDown(before, plan));
    this.pending = plan;
    const played = playedOf(this.plan, this.shown);
    const orders = ordered(plan, hour(), this.arrivals.ages(plan));
    const reason = cutReason(played, plan, orders);
    if (reason || this.shown?.kind !== "slide") {
      this.cut = reason ?? "replaced";
      this.interrupt();
    } else {
      this.#layNext();
    }
    this.#tellGone();
    void keep(plan).catch((error) => console.warn("plan not kept", error));
  }

  /** This device belongs to nobody any more: show nothing of what it had. */
  clear() {
    if (!this.plan && !this.pending) return;
    this.plan = null;
    this.pending = null;
    this.cut = "replaced";
    this.interrupt();
  }

  /** Play for ever. */
  async run() {
    while (!this.reload) {
      const reason = this.cut ?? "turn_over";
      this.cut = null;
      this.#takeUp();
      const now = Math.max(hour(), reason === "turn_over" ? boundaryOf(this.shown) : 0);
      const { show, memory } = this.#due(this.plan, now);
      const scene = await this.#sceneOf(show, reason);
      // While it was made something more urgent may have come.
      if (!scene || this.cut) continue;
      this.memory = memory;
      await this.#put(show, scene, endReason(show, reason));
      this.#layNext();
      await this.#wait(show);
    }
    window.location.reload();
  }

  #takeUp() {
    if (!this.pending) return;
    this.plan = this.pending;
    this.pending = null;
    this.parts.stage.measure(this.plan);
  }

  /** @param {Plan | null} plan @param {number} now */
  #due(plan, now) {
    const { faults } = this.parts;
    const ages = this.arrivals.ages(plan);
    return due(plan, now, this.memory, (page) => faults.isBad(page), ages);
  }

  /** The scene that is due, or null where it cannot be made and another is due.
   * @param {Show} show @param {string} reason @returns {Promise<Scene | null>} */
  async #sceneOf(show, reason) {
    const laid = this.#lay(this.plan, show);
    try {
      if (reason !== "recalled") return await laid.scene;
      // What was withdrawn leaves the glass, whether its successor is ready or not.
      const ready = await Promise.race([laid.scene, after(RECALL_WAIT_MS)]);
      if (ready) return ready;
      this.shown = { kind: "default", span: null, startsAt: 0, endsAt: hour() };
      await this.#put(this.shown, this.#plain(), reason);
      return await laid.scene;
    } catch (error) {
      if (show.kind !== "slide" || !this.plan) throw error;
      this.laid = null;
      this.parts.faults.add(this.plan, show, error);
      return null;
    }
  }

  /** Make a scene and lay it under the glass, unless it lies there already.
   * @param {Plan | null} plan @param {Show} show @returns {Laid} */
  #lay(plan, show) {
    const key = keyOf(plan, show);
    if (this.laid?.key === key) return this.laid;
    const old = this.laid;
    old?.scene.then((scene) => scene !== this.parts.stage.scene && scene.drop()).catch(() => {});
    const scene = this.#make(plan, show);
    scene.then((made) => this.parts.stage.ready(made)).catch(() => {});
    this.laid = { key, scene };
    return this.laid;
  }

  /** Make ready what is due when the shown slide's time is over. */
  #layNext() {
    if (!this.shown) return;
    const plan = this.pending ?? this.plan;
    const { show } = this.#due(plan, this.shown.endsAt);
    if (plan && show.kind === "slide") {
      const laid = this.#lay(plan, show);
      laid.scene.catch((error) => {
        this.parts.faults.add(plan, show, error);
        if (this.laid === laid) {
          this.laid = null;
          this.#layNext();
        }
      });
    }
  }

  /** @param {Plan | null} plan @param {Show} show @returns {Promise<Scene>} */
  async #make(plan, show) {
    const { words, condition } = this.parts;
    if (!plan || show.kind === "notice") return noticeScene(words, condition);
    if (show.kind === "emergency") return emergencyScene(plan, show.override, words);
    if (show.kind === "off") return restScene();
    if (show.kind === "default") return this.#plain(show.stop);
    return slideScene(plan, show, words, condition);
  }

  /** @param {import("./types.js").Stop} [stop] */
  #plain(stop) {
    const { words, condition } = this.parts;
    if (!this.plan) return noticeScene(words, condition);
    return defaultScene(this.plan, words, condition, stop);
  }

  /** @param {Show} show @param {Scene} scene @param {string} reason */
  async #put(show, scene, reason) {
    const { stage, ledger, faults } = this.parts;
    this.shown = show;
    if (this.laid?.key === keyOf(this.plan, show)) this.laid = null;
    const played = playedOf(this.plan, show);
    if (played) this.seen.add(played.disclosure);
    scene.tick(hour());
    const { swappedAt, paintedAt } = await stage.show(scene);
    ledger.end(reason, swappedAt);
    this.seen = new Set(played ? [played.disclosure] : []);
    const recorded = recordedOf(this.plan, show);
    if (recorded) ledger.begin(recorded, paintedAt);
    if (played) faults.clear(played.page);
    this.parts.sounding.shown(this.plan, show);
    tellPainted(this.plan, show, played, paintedAt);
    if (this.plan && played && show.kind === "slide") {
      this.onPainted(this.plan, show, played, scene);
    }
    this.#tellGone();
  }

  /** A receipt for each withdrawn disclosure, once nobody can see it any more. */
  #tellGone() {
    const gone = this.leaving.filter((id) => !this.seen.has(id));
    this.leaving = this.leaving.filter((id) => this.seen.has(id));
    if (!gone.length) return;
    const at = new Date(hour()).toISOString();
    void this.parts.spool.put(
      gone.map((disclosure) => ({ kind: "gone", disclosure, at })),
    );
  }

  /** Wait for the end of a show by the wall clock, but never longer than its time.
   * @param {Show} show @returns {Promise<void>} */
  #wait(show) {
    const began = performance.now();
    const length = show.endsAt - hour();
    const offset = clockOffset();
    return new Promise((resolve) => {
      /** @type {ReturnType<typeof setTimeout>} */
      let timer;
      this.interrupt = () => {
        clearTimeout(timer);
        resolve();
      };
      const look = () => {
        const left = show.endsAt - hour();
        const late = performance.now() - began > length + LATE_MS;
        if (Math.abs(offset - clockOffset()) > LATE_MS) this.cut ??= "clock_stepped";
        const leave = this.reload && show.kind !== "slide";
        if (this.cut || left <= 0 || late || leave) resolve();
        else timer = setTimeout(look, Math.min(left, LOOK_MS));
      };
      look();
    });
  }
}
