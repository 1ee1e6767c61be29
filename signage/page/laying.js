/* Names a scene that is laid ready, waits, and knows the clock; lays nothing. */
// @ts-check

import { orderOf } from "./glass.js";
import { now } from "./hour.js";

/** @typedef {import("./types.js").Plan} Plan */
/** @typedef {import("./types.js").Show} Show */

const LATE_MS = 1_000;

/** @param {Plan | null} plan @param {Show} show */
export function keyOf(plan, show) {
  const place = show.kind === "slide" ? `${show.index} ${show.span.from_at}` : orderOf(show);
  return `${plan?.made_at} ${show.kind} ${place} ${show.endsAt}`;
}

/** @param {number} ms @returns {Promise<null>} */
export function after(ms) {
  return new Promise((resolve) => setTimeout(() => resolve(null), ms));
}

/** What the time is ahead of the machine's own count: it moves only when it is set. */
export function clockOffset() {
  return now() - performance.now();
}

/** The instant at which the shown scene's time is over, if it just is; else 0.
 * @param {Show | null} shown */
export function boundaryOf(shown) {
  const endsAt = shown?.endsAt ?? 0;
  return Math.abs(now() - endsAt) < LATE_MS ? endsAt : 0;
}
