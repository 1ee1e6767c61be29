/* Listens for changes on this machine and brings plans; falls back to the kept one. */
// @ts-check

import { keptPlan, servedPlan } from "./vault.js";

/** @typedef {import("./types.js").Plan} Plan */
/** @typedef {import("./types.js").Condition} Condition */

const FIRST_WAIT_MS = 1_500;
const WAIT_MS = 10_000;
const AGAIN_MS = 2_000;
const LOOK_MS = 300_000;

/** @type {Condition} */
const UNKNOWN = { state: "", code: null, heard_at: null };

/** The page's only line to its server. It may break at any time. */
export class Feed {
  /**
   * @param {(plan: Plan | null) => void} onPlan
   * @param {() => void} onCondition
   */
  constructor(onPlan, onCondition) {
    this.onPlan = onPlan;
    this.onCondition = onCondition;
    this.condition = UNKNOWN;
    this.change = "";
    this.asked = 0;
  }

  /** The plan to start with: the server's, or else the one kept in the browser.
   * @returns {Promise<Plan | null>} */
  async first() {
    try {
      const served = await servedPlan(FIRST_WAIT_MS);
      if (served) return served;
    } catch (error) {
      console.debug("no server now", error);
    }
    // A server that cannot read its store has no plan either; the kept one goes on.
    return keptPlan();
  }

  start() {
    this.#listen();
    // A plan reaches 14 days; a line that is silently dead must not use them up.
    setInterval(() => void this.#fetch(), LOOK_MS);
  }

  #listen() {
    const source = new EventSource("/events");
    source.addEventListener("offer", (event) => this.#heard(event.data));
    source.onerror = () => {
      // The browser tries again by itself unless the answer was no event stream.
      if (source.readyState !== EventSource.CLOSED) return;
      source.close();
      setTimeout(() => this.#listen(), AGAIN_MS);
    };
  }

  /** @param {string} data */
  #heard(data) {
    const { change, condition } = JSON.parse(data);
    this.condition = condition;
    this.onCondition();
    if (change === this.change) return;
    this.change = change;
    void this.#fetch();
  }

  async #fetch() {
    this.asked += 1;
    const mine = this.asked;
    try {
      const plan = await servedPlan(WAIT_MS);
      if (mine === this.asked) this.onPlan(plan);
    } catch (error) {
      // Asked again with the next event, or at the latest after a while.
      this.change = "";
      console.debug("no plan now", error);
    }
  }
}
