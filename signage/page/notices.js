/* Makes the scenes that belong to no disclosure: default page, enrolment, waiting. */
// @ts-check

import { spanAt } from "./course.js";
import { element, Parts } from "./scene.js";
import { Dates, fill } from "./words.js";

/** @typedef {import("./types.js").Plan} Plan */
/** @typedef {import("./words.js").Catalogue} Catalogue */
/** @typedef {import("./types.js").Scene} Scene */
/** @typedef {() => import("./types.js").Condition} AskCondition */

const LONG_PLACE = 9;

/**
 * @param {Plan} plan @param {Catalogue} words @param {AskCondition} condition
 * @param {import("./types.js").Stop} [stop] the order for which it stands here
 * @returns {Scene}
 */
export function defaultScene(plan, words, condition, stop) {
  const parts = new Parts("default");
  const dates = new Dates(words, plan.time_zone);
  const own = words.default;
  const { hall } = plan;
  const beside = hall.name.startsWith(hall.county_name)
    ? hall.name.slice(hall.county_name.length)
    : hall.name;
  // A line breaks at a word: 政务服务 | 中心.
  const names = [hall.county_name, ...beside.split(/(?=(?:中心|大厅)$)/)];
  parts.lines("hall", names.filter(Boolean));
  parts.text("hours-heading", own.hours_heading);
  parts.get("hours").replaceChildren(...hourRows(hall, words));
  parts.text("enquiry-heading", own.enquiry_heading);
  parts.get("enquiry").replaceChildren(
    row(own.desk, hall.enquiry_place),
    row(own.telephone, hall.enquiry_telephone),
    row(own.hotline, hall.hotline),
  );
  parts.root.classList.toggle("grey", stop?.grey ?? false);
  parts.text("nothing", stop ? own.stopped : own.nothing);
  parts.text("where", stop ? own.stopped_where : own.where);
  /** @param {number} now */
  const tick = (now) => {
    const sure = condition().state !== "clock_doubted";
    parts.text("time", sure ? dates.time(now) : "");
    parts.text("day", sure ? dates.day(dates.dateOf(now), now) : "");
    putOpen(parts, sure ? spanAt(plan, now) : null, dates, own, now);
  };
  return { root: parts.root, tick, drop: () => parts.drop() };
}

/**
 * @param {Parts} parts @param {import("./types.js").PlanSpan | null} span
 * @param {Dates} dates @param {Catalogue} own @param {number} now
 */
function putOpen(parts, span, dates, own, now) {
  const known = span !== null && span.hall.changes_at !== null;
  parts.get("open").hidden = !known;
  parts.get("changes").hidden = !known;
  if (!known) return;
  const { open_now: open, changes_at: at } = span.hall;
  parts.text("open", open ? own.open : own.closed);
  parts.get("open").classList.toggle("shut", !open);
  const when = dates.when(Date.parse(/** @type {string} */ (at)), now);
  parts.text("changes", fill(open ? own.closes : own.opens, { when }));
}

/** Weekdays with the same hours share a row: 周一至周五.
 * @param {import("./types.js").Hall} hall @param {Catalogue} words */
function hourRows(hall, words) {
  /** @type {{ from: number, to: number, texts: string[] }[]} */
  const groups = [];
  for (const day of [...hall.hours].sort((one, two) => one.weekday - two.weekday)) {
    const texts = day.spans.map((span) => `${short(span.from_time)}—${short(span.to_time)}`);
    if (!texts.length) continue;
    const last = groups.at(-1);
    if (last && last.to === day.weekday - 1 && last.texts.join() === texts.join()) {
      last.to = day.weekday;
    } else {
      groups.push({ from: day.weekday, to: day.weekday, texts });
    }
  }
  if (!groups.length) return [row("", words.default.no_hours)];
  return groups.flatMap(({ from, to, texts }) => {
    const first = words.weekdays[from % 7];
    const name = from === to ? first : first + words.to + words.weekdays[to % 7];
    return texts.map((text, index) => row(index === 0 ? name : "", text));
  });
}

/** 08:30:00 → 8:30 @param {string} time */
function short(time) {
  const [hour, minute] = time.split(":");
  return `${Number(hour)}:${minute}`;
}

/** @param {string} name @param {string} value */
function row(name, value) {
  const made = element("div", "", "row");
  const long = value.length > LONG_PLACE && !/^[\d—:-]+$/.test(value);
  made.append(element("span", name), element("b", value, long ? "long" : ""));
  return made;
}

/**
 * Before there is a plan: the code to be confirmed, or a word to wait.
 * @param {Catalogue} words @param {AskCondition} condition @returns {Scene}
 */
export function noticeScene(words, condition) {
  const parts = new Parts("notice");
  const tick = () => {
    const { state, code } = condition();
    const enrolling = Boolean(code) || state === "unenrolled" || state.startsWith("enrol");
    const own = enrolling ? words.enrolment : words.waiting;
    parts.text("heading", own.heading);
    parts.text("lead", own.lead);
    const shown = code ? `${code.slice(0, 4)} ${code.slice(4)}` : words.enrolment.no_code;
    parts.text("enrolment-code", shown);
    parts.get("enrolment-code").hidden = !enrolling;
    parts.get("steps").hidden = !enrolling;
    if (!parts.get("steps").childElementCount) {
      parts.lines("steps", words.enrolment.steps, "li");
    }
  };
  return { root: parts.root, tick, drop: () => parts.drop() };
}
