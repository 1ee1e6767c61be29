/* Measures how long a painted slide was seen, and why it ended; decides no slide. */
// @ts-check

/** @typedef {import("./types.js").Played | import("./types.js").Plain |
 *   import("./types.js").Alerted} Shown */
/** @typedef {import("./spool.js").Spool} Spool */

/** @typedef {{ played: Shown, fromWall: number, fromMono: number,
 *   lastWall: number, lastMono: number, unsure?: boolean }} Open */

const STILL_MS = 5_000;
const CHECKPOINT_MS = 5_000;
const CLOCK_STEP_MS = 1_000;
/** A page that nothing follows is told of at least so often. */
const LONGEST_MS = 30 * 60_000;
const NOTE = "open";

/** One interval at a time: begun by a paint, carried by frames, ended with a reason. */
export class Ledger {
  /** @param {Spool} spool @param {() => boolean} doubted whether the agent doubts the
   * clock of this machine
   * @param {() => number} [now] the time to go by */
  constructor(spool, doubted, now = () => Date.now()) {
    this.spool = spool;
    this.doubted = doubted;
    this.now = now;
    /** @type {Open | null} */
    this.open = null;
    /** What is on the glass, also while no interval is open. @type {Shown | null} */
    this.onGlass = null;
    this.noted = 0;
  }

  /** An interval that a dead browser left behind ends at its last good frame. */
  async recover() {
    const left = await this.spool.noted(NOTE);
    if (left) await this.spool.put([recordOf(left, "stood_still")], NOTE);
  }

  /** A slide was painted. @param {Shown} played @param {number} mono
   * @param {boolean} [unsure] the clock was set a moment ago */
  begin(played, mono, unsure = false) {
    this.onGlass = played;
    if (document.visibilityState !== "visible") return;
    const wall = this.#wallAt(mono);
    const times = { fromWall: wall, fromMono: mono, lastWall: wall, lastMono: mono };
    this.open = { played, ...times, unsure: unsure || this.doubted() };
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
    if (this.#stepped(mono)) {
      // Set, or the machine slept: what was seen before is told by the clock before.
      const { played } = this.open;
      this.open.unsure = true;
      this.#close("clock_stepped");
      this.begin(played, mono, true);
      return;
    }
    this.open.lastMono = mono;
    this.open.lastWall = this.#wallAt(mono);
    this.open.unsure ||= this.doubted();
    if (this.#isLong(mono)) this.#goOn(mono);
    else if (mono - this.noted > CHECKPOINT_MS) this.#checkpoint();
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
    const stepped = this.#stepped(mono);
    this.open.unsure ||= stepped || this.doubted();
    // Across a step the time that went by is known, the wall clock's reading is not.
    this.open.lastWall = stepped
      ? this.open.lastWall + mono - this.open.lastMono
      : this.#wallAt(mono);
    this.open.lastMono = mono;
    this.#close(reason);
  }

  /** The clock's reading at a monotonic instant of a moment ago. @param {number} mono */
  #wallAt(mono) {
    return this.now() - (performance.now() - mono);
  }

  /** Whether the wall clock went another way than time itself. @param {number} mono */
  #stepped(mono) {
    if (!this.open) return false;
    const wall = this.#wallAt(mono) - this.open.lastWall;
    return Math.abs(wall - (mono - this.open.lastMono)) >= CLOCK_STEP_MS;
  }

  /** Turns end slides; a page without a disclosure may stand for days.
   * @param {number} mono */
  #isLong(mono) {
    return this.open !== null && mono - this.open.fromMono >= LONGEST_MS;
  }

  /** @param {number} mono */
  #goOn(mono) {
    const played = this.open?.played;
    this.#close("continued");
    if (played) this.begin(played, mono);
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
    clock_sure: !open.unsure && Math.abs(wall - spent) < CLOCK_STEP_MS,
  };
}
