/* Says how far a window may be moved, by the limits that the centre sent with it. It
   only previews: the centre decides again when the move is asked for. */
// @ts-check

/** @typedef {import("./types.js").Bar} Bar */
/** @typedef {import("./types.js").Data} Data */
/** @typedef {import("./types.js").Part} Part */
/** @typedef {import("./types.js").Reach} Reach */
/** @typedef {import("./days.js").Days} Days */

const NO_LATER = "最多展示十年";
const MOST_DAYS = 3660;

/** Which part of a window may be moved: its end alone, or all of it.
 * @param {Bar} bar @returns {"" | "end" | "all"} */
export function movable(bar) {
  if (bar.rule !== null) return "all";
  return bar.lo === undefined ? "" : "end";
}

/** Return where a window comes to lie when a part of it is moved by some days.
 * @param {Bar} bar @param {Part} part @param {number} by @param {Data} data
 * @param {Days} days @returns {Reach} */
export function reach(bar, part, by, data, days) {
  const end = bar.z ?? bar.a;
  if (movable(bar) === "end") {
    return held(bar.a, end + by, bar.lo ?? end, bar.hi ?? end, bar.why ?? "", days);
  }
  const start = part === "end" ? bar.a : Math.max(bar.a + by, data.today);
  const late = start > bar.a + by ? "开始不能早于今天" : "";
  const rule = data.rules[bar.rule ?? 0];
  const floor = rule.floors[start - data.today];
  if (floor === undefined) {
    return { a: bar.a, z: end, words: "日历还没有到那么远，请用右边的框" };
  }
  const wanted = part === "end" ? end + by : endOf(bar, part, start, start + floor);
  const why = rule.words || "结束不能早于开始";
  const found = held(start, wanted, start + floor, start + MOST_DAYS, why, days);
  return { ...found, words: late || found.words };
}

/** Return the end that goes with a moved start.
 * @param {Bar} bar @param {Part} part @param {number} start @param {number} least */
function endOf(bar, part, start, least) {
  if (bar.auto || bar.z === undefined) return least;
  return part === "whole" ? bar.z + start - bar.a : Math.max(bar.z, least);
}

/** @param {number} a @param {number} wanted @param {number} lo @param {number} hi
 * @param {string} why @param {Days} days @returns {Reach} */
function held(a, wanted, lo, hi, why, days) {
  if (wanted < lo) return { a, z: lo, words: `${why}，最早到 ${days.words(lo)}` };
  if (wanted > hi) return { a, z: hi, words: `${NO_LATER}，最晚到 ${days.words(hi)}` };
  return { a, z: wanted, words: "" };
}
