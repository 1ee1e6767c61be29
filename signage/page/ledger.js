/* Measures how long a painted slide was seen, and why it ended; decides no slide. */
// @ts-check

/** @typedef {import("./types.js").Played} Played */
/** @typedef {import("./spool.js").Spool} Spool */

/** @typedef {{ played: Played, fromWall: number, fromMono: number,
 *   lastWall: number, lastMono: number }} Open */

const STILL_MS = 5_000;
const CHECKPOINT_MS = 5_000;
const CLOCK_STEP_MS = 1_000;
const NOTE = "open";

/** One interval at a time: begun by a paint, carried by frames, ended with a reason. */
export class Ledger {
  /** @param {Spool} spool */
  constructor(spool) {
    this.spool = spool;
    /** @type {Open | null} */
    this.open = null;
    /** What is on the glass, also while no interval is open. @type {Played | null} */
    this.onGlass = null;
    this.noted = 0;
  }

  /** An interval that a dead browser left behind ends at its last good frame. */
  async recover() {
    const left = await this.spool.noted(NOTE);
    if (left) await this.spool.put([recordOf(left, "stood_still")], NOTE);
  }

  /** A slide was painted. @param {Played} played @param {number} mono */
  begin(played, mono) {
    this.onGlass = played;
    if (document.visibilityState !== "visible") return;
    const wall = Date.now() - (performance.now() - mono);
    this.open = { played, fromWall: wall, fromMono: mono, lastWall: wall, lastMono: mono };
    this.#checkpoint();
  }

  /** A frame came: what is on the glass was still being drawn. @param {number} mono */
  frame(mono) {
    if (document.visibilityState !== "visible") return;
    if (!this.open) {
      if (this.onGlass) this.begin(this.onGlass, mono);
      return;
    }
    if (mono - this.open.lastMono > STILL_MS) {
      this.#close("stood_still");
      return;
    }
    this.open.lastMono = mono;
    this.open.lastWall = Date.now() - (performance.now() - mono);
    if (mono - this.noted > CHECKPOINT_MS) this.#checkpoint();
  }

  /** No frame may come any more: look at the time. @param {number} mono */
  watch(mono) {
    if (this.open && mono - this.open.lastMono > STILL_MS) this.#close("stood_still");
  }

  /** The slide left the glass. @param {string} reason @param {number} mono */
  end(reason, mono) {
    this.onGlass = null;
    this.pause(reason, mono);
  }

  /** Nobody sees the slide for now. @param {string} reason @param {number} mono */
  pause(reason, mono) {
    if (!this.open) return;
    if (mono - this.open.lastMono > STILL_MS) {
      this.#close("stood_still");
      return;
    }
    this.open.lastMono = mono;
    this.open.lastWall = Date.now() - (performance.now() - mono);
    this.#close(reason);
  }

  /** @param {string} reason */
  #close(reason) {
    if (!this.open) return;
    const record = recordOf(this.open, reason);
    this.open = null;
    void this.spool.put([record], NOTE);
  }

  #checkpoint() {
    this.noted = performance.now();
    void this.spool.note(NOTE, this.open);
  }
}

/** @param {Open} open @param {string} reason */
function recordOf(open, reason) {
  const spent = Math.max(0, Math.round(open.lastMono - open.fromMono));
  const wall = open.lastWall - open.fromWall;
  return {
    kind: "play",
    ...open.played,
    from_at: new Date(open.fromWall).toISOString(),
    to_at: new Date(open.lastWall).toISOString(),
    monotonic_ms: spent,
    reason,
    // A clock that was set meanwhile makes the two instants unsure.
    clock_sure: Math.abs(wall - spent) < CLOCK_STEP_MS,
  };
}
