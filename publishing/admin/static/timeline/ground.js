/* Makes what lies behind the windows: days that are not worked, dates over them, now. */
// @ts-check

import { made } from "./made.js";

const KINDS = /** @type {Record<string, string>} */ ({ o: "off", h: "hol", m: "made" });
const DAILY_PX = 34;
const WEEKLY_PX = 8;
const MARKS_PX = 13;
const ROOMY_PX = 90;

/** Return the ground of a run of days, and the line of now.
 * @param {import("./board.js").Board} board @param {number} from @param {number} to */
export function groundOf(board, from, to) {
  const columns = [];
  for (let day = from; day < to; ) {
    const until = runEnd(board.data.days, day, to);
    columns.push(...columnOf(board, day, until));
    day = until;
  }
  const now = made("div", "tl-now");
  now.style.left = `${board.data.now * board.px}px`;
  return [...columns, now];
}

/** Return the dates over a run of days.
 * @param {import("./board.js").Board} board @param {number} from @param {number} to */
export function headOf(board, from, to) {
  const ticks = [];
  for (let day = from; day < to; day += 1) ticks.push(...tickOf(board, day));
  const label = made("b", "tl-now-label", "现在");
  label.style.left = `${board.data.now * board.px}px`;
  return [...ticks, label];
}

/** @param {string} kinds @param {number} day @param {number} to */
function runEnd(kinds, day, to) {
  let until = day + 1;
  while (until < to && kinds[until] === kinds[day]) until += 1;
  return until;
}

/** Return the ground of a run of days of one kind; plain working days have none.
 * @param {import("./board.js").Board} board @param {number} day @param {number} until */
function columnOf(board, day, until) {
  const kind = board.data.days[day];
  if (kind === "w") return [];
  const name = KINDS[kind.toLowerCase()] ?? "";
  const prov = kind === kind.toLowerCase() ? "" : "prov";
  const column = made("div", `tl-day ${name} ${prov}`);
  column.style.left = `${day * board.px}px`;
  column.style.width = `${(until - day) * board.px}px`;
  return [column];
}

/** @param {import("./board.js").Board} board @param {number} day */
function tickOf(board, day) {
  const { data, days, px } = board;
  const found = [];
  const text = tickText(board, day);
  const kind = data.days[day];
  if (text) {
    const prov = kind !== kind.toLowerCase() ? "prov" : "";
    const tick = made("span", `tl-tick ${prov}`, text);
    tick.style.left = `${day * px}px`;
    found.push(tick);
  }
  const mark = { m: "班", h: "休" }[kind.toLowerCase()];
  if (mark && px >= MARKS_PX) {
    const note = made("span", `tl-mark ${kind.toLowerCase()}`, mark);
    note.style.left = `${day * px}px`;
    note.style.width = `${px}px`;
    note.title = `${days.words(day)}：${mark === "班" ? "补班" : "放假"}`;
    found.push(note);
  }
  return found;
}

/** @param {import("./board.js").Board} board @param {number} day */
function tickText(board, day) {
  const { days, px } = board;
  const first = days.ofMonth(day) === 1;
  if (px < WEEKLY_PX) return first ? days.month(day) : "";
  if (px > ROOMY_PX) return `${days.words(day)} ${days.weekdayName(day)}`;
  if (px >= DAILY_PX) return first ? days.month(day) : String(days.ofMonth(day));
  const monday = days.weekday(day) === 1;
  if (!monday) return "";
  const named = days.ofMonth(day) <= 7 || day - 7 < board.firstDay;
  return named ? days.words(day) : `${days.ofMonth(day)} 日`;
}
