/* Draws the legal clock (公示格): days, cells, until when; counts nothing itself. */
// @ts-check

import { element } from "./scene.js";
import { fill } from "./words.js";

/** @typedef {import("./words.js").Catalogue} Catalogue */
/** @typedef {import("./types.js").ClockFace} ClockFace */

const MANY_CELLS = 20;
const MOST_CELLS = 60;
const USUAL_LINES = 2;

/**
 * @param {import("./scene.js").Parts} parts
 * @param {import("./types.js").PlanItem} item @param {ClockFace} face
 * @param {import("./words.js").Dates} dates @param {Catalogue} words @param {number} now
 */
export function putLegal(parts, item, face, dates, words, now) {
  const drawn = JSON.stringify([face, dates.dateOf(now)]);
  if (parts.root.dataset.face === drawn) return;
  parts.root.dataset.face = drawn;
  const kind = item.kind_of_act === "public_notice" ? "public_notice" : "other";
  const days = face.days_shown + (face.today_counts ? 1 : 0);
  const fresh = face.posted_today ? words.posted_today : words.posted_lately;
  const none = item.hung_since ? words.goes_on : fresh;
  putCount(parts, days, words.shown_days[kind], none);
  const terms = termsOf(face, dates, words, now);
  parts.get("days").setAttribute(
    "aria-label",
    fill(words.days_label[kind], { days, least: terms.join(words.comma) }),
  );
  const lines = parts.has("board-lines") ? terms : [terms.join(words.comma)];
  if (item.objections_telephone && kind === "public_notice") {
    const call = [words.objections, item.objections_telephone];
    lines.push(...(parts.has("board-lines") ? call : [call.join(" ")]));
  }
  parts.lines("terms", lines);
  putCells(parts, face, lines.length > USUAL_LINES ? MANY_CELLS / 2 : MANY_CELLS);
}

/**
 * @param {import("./scene.js").Parts} parts @param {number} days
 * @param {[string, string]} around @param {string} none what is said before the first day
 */
function putCount(parts, days, around, none) {
  const count = parts.get("count");
  if (days === 0) {
    count.replaceChildren(none);
    return;
  }
  count.replaceChildren(`${around[0]} `, element("b", String(days)), ` ${around[1]}`);
}

/**
 * @param {import("./scene.js").Parts} parts @param {ClockFace} face
 * @param {number} large up to so many cells are large: more lines below leave less room
 */
function putCells(parts, face, large) {
  const count = Math.min(face.at_least_days ?? 0, MOST_CELLS);
  const cells = Array.from({ length: count }, (_, index) => {
    const cell = element("i", "");
    if (index < face.days_shown) cell.className = "on";
    else if (index === face.days_shown && face.today_counts) cell.className = "now";
    return cell;
  });
  const days = parts.get("days");
  days.classList.toggle("many", count > large);
  days.hidden = count === 0;
  days.replaceChildren(...cells);
}

/**
 * @param {ClockFace} face @param {import("./words.js").Dates} dates
 * @param {Catalogue} words @param {number} now
 */
function termsOf(face, dates, words, now) {
  const terms = [];
  if (face.at_least_days !== null) {
    terms.push(fill(words.least[face.day_kind], { days: face.at_least_days }));
  }
  if (face.until_on) {
    const date = dates.date(face.until_on, now) + (face.provisional ? words.provisional : "");
    // A date with its year leaves no room for more on one line of the rail.
    const own = face.until_on.slice(0, 4) === dates.dateOf(now).slice(0, 4);
    terms.push(fill(own ? words.until : words.until_with_year, { date }));
  } else {
    terms.push(words.long_term);
  }
  if (face.as_of) terms.push(fill(words.as_of, { date: dates.date(face.as_of, now) }));
  return terms;
}
