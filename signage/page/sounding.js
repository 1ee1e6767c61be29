/* Lets an emergency notice be heard while it stands; the server knows quiet hours. */
// @ts-check

/** @typedef {import("./types.js").Plan} Plan */
/** @typedef {import("./types.js").Show} Show */

const AGAIN_MS = 60_000;

/** Plays the sounds of notices; nothing on the glass waits for it. */
export class Sounding {
  /** @param {(url: string) => HTMLAudioElement} make */
  constructor(make = (url) => new Audio(url)) {
    this.make = make;
    /** When each was heard, by the steady clock. @type {Map<string, number>} */
    this.heard = new Map();
    /** @type {HTMLAudioElement | null} */
    this.playing = null;
    this.notice = "";
  }

  /** Take note of what came on the glass. @param {Plan | null} plan @param {Show} show */
  shown(plan, show) {
    const notice = show.kind === "emergency" ? show.override.id : "";
    if (this.notice !== notice) this.#stop();
    this.notice = notice;
    if (notice && this.#isDue(notice, plan?.alert_sound?.times)) void this.#play(notice);
  }

  /** @param {string} notice @param {string | undefined} times */
  #isDue(notice, times) {
    if (!times) return false;
    const at = this.heard.get(notice);
    if (at === undefined) return true;
    return times === "repeated" && performance.now() - at >= AGAIN_MS;
  }

  /** @param {string} notice */
  async #play(notice) {
    const audio = this.make(`/alarm/${notice}.wav`);
    this.playing = audio;
    try {
      await audio.play();
      this.heard.set(notice, performance.now());
    } catch {
      // Quiet hours, no loudspeaker, no server: it is asked for again with the next turn.
    }
  }

  #stop() {
    this.playing?.pause();
    this.playing = null;
  }
}
