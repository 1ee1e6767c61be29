/* Plays the plan: lays the next scene ready, swaps at the boundary, cuts when told. */
// @ts-check

import { activeOverride, due, FRESH } from "./course.js";
import { playedOf, tellPainted } from "./glass.js";
import { cutReason, takenDown } from "./gone.js";
import { defaultScene, emergencyScene, noticeScene } from "./notices.js";
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
   *   words: import("./words.js").Catalogue,
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
    this.reload = false;
    this.interrupt = () => {};
  }

  /** Take a plan up: at once if it must, or else at the next boundary.
   * @param {Plan} plan */
  adopt(plan) {
    const before = this.pending ?? this.plan ?? this.parts.kept;
    this.leaving.push(...takenDown(before, plan));
    this.pending = plan;
    const played = playedOf(this.plan, this.shown);
    const reason = cutReason(played, plan, activeOverride(plan, Date.now()) !== null);
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
      const now = Math.max(Date.now(), reason === "turn_over" ? this.#boundary() : 0);
      const { show, memory } = this.#due(this.plan, now);
      const scene = await this.#sceneOf(show, reason);
      // While it was made something more urgent may have come.
      if (!scene || this.cut) continue;
      this.memory = memory;
      await this.#put(show, scene, show.kind === "emergency" ? "overridden" : reason);
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

  /** The instant at which the shown scene's time is over, if it just is. */
  #boundary() {
    const endsAt = this.shown?.endsAt ?? 0;
    return Math.abs(Date.now() - endsAt) < LATE_MS ? endsAt : 0;
  }

  /** @param {Plan | null} plan @param {number} now */
  #due(plan, now) {
    return due(plan, now, this.memory, (sha256) => this.parts.faults.isBad(sha256));
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
      this.shown = { kind: "default", span: null, startsAt: 0, endsAt: Date.now() };
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
    if (show.kind === "default") return this.#plain();
    return slideScene(plan, show, words, condition);
  }

  #plain() {
    const { words, condition } = this.parts;
    if (!this.plan) return noticeScene(words, condition);
    return defaultScene(this.plan, words, condition);
  }

  /** @param {Show} show @param {Scene} scene @param {string} reason */
  async #put(show, scene, reason) {
    const { stage, ledger, faults } = this.parts;
    this.shown = show;
    if (this.laid?.key === keyOf(this.plan, show)) this.laid = null;
    const played = playedOf(this.plan, show);
    if (played) this.seen.add(played.disclosure);
    scene.tick(Date.now());
    const { swappedAt, paintedAt } = await stage.show(scene);
    ledger.end(reason, swappedAt);
    this.seen = new Set(played ? [played.disclosure] : []);
    if (played) {
      ledger.begin(played, paintedAt);
      faults.clear(played.page);
    }
    tellPainted(this.plan, show, played, paintedAt);
    this.#tellGone();
  }

  /** A receipt for each withdrawn disclosure, once nobody can see it any more. */
  #tellGone() {
    const gone = this.leaving.filter((id) => !this.seen.has(id));
    this.leaving = this.leaving.filter((id) => this.seen.has(id));
    if (!gone.length) return;
    const at = new Date().toISOString();
    void this.parts.spool.put(
      gone.map((disclosure) => ({ kind: "gone", disclosure, at })),
    );
  }

  /** Wait for the end of a show by the wall clock, but never longer than its time.
   * @param {Show} show @returns {Promise<void>} */
  #wait(show) {
    const began = performance.now();
    const length = show.endsAt - Date.now();
    return new Promise((resolve) => {
      /** @type {ReturnType<typeof setTimeout>} */
      let timer;
      this.interrupt = () => {
        clearTimeout(timer);
        resolve();
      };
      const look = () => {
        const left = show.endsAt - Date.now();
        const late = performance.now() - began > length + LATE_MS;
        const leave = this.reload && show.kind !== "slide";
        if (this.cut || left <= 0 || late || leave) resolve();
        else timer = setTimeout(look, Math.min(left, LOOK_MS));
      };
      look();
    });
  }
}

/** @param {Plan | null} plan @param {Show} show */
function keyOf(plan, show) {
  const place = show.kind === "slide" ? `${show.index} ${show.span.from_at}` : "";
  return `${plan?.made_at} ${show.kind} ${place} ${show.endsAt}`;
}

/** @param {number} ms @returns {Promise<null>} */
function after(ms) {
  return new Promise((resolve) => setTimeout(() => resolve(null), ms));
}
