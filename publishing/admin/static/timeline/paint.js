/* Draws what is in view and nothing else: days, groups, windows. */
// @ts-check

import { Face, spanOf } from "./face.js";
import { lanesIn, rowsIn } from "./rows.js";

/** @typedef {import("./types.js").Bar} Bar */
/** @typedef {import("./types.js").Data} Data */
/** @typedef {import("./types.js").Row} Row */

const NAMES = 176;
const HEAD = 58;
const AHEAD_PX = 240;
const KINDS = /** @type {Record<string, string>} */ ({ o: "off", h: "hol", m: "made" });
const DAILY_PX = 34;
const WEEKLY_PX = 8;
const MARKS_PX = 13;
const ROOMY_PX = 90;

/** @param {string} name @param {string} classes @param {string} [text] */
export function made(name, classes, text) {
  const element = document.createElement(name);
  element.className = classes;
  if (text !== undefined) element.textContent = text;
  return element;
}

/** The page's elements, and what of them is drawn. */
export class Painter {
  /** @param {HTMLElement} host */
  constructor(host) {
    this.scroll = made("div", "tl-scroll");
    this.grid = made("div", "tl-grid");
    this.corner = made("div", "tl-corner", "分组");
    this.head = made("div", "tl-head");
    this.names = made("div", "tl-names");
    this.body = made("div", "tl-body");
    this.back = made("div", "tl-back");
    this.front = made("div", "tl-front");
    this.body.append(this.back, this.front);
    this.grid.append(this.corner, this.head, this.names, this.body);
    this.scroll.append(this.grid);
    host.append(this.scroll);
    /** @type {Map<string, Face>} */
    this.faces = new Map();
    /** @type {Map<string, HTMLElement>} */
    this.labels = new Map();
    this.backKey = "";
  }

  /** How many pixels are left for days. */
  get width() {
    return Math.max(100, this.scroll.clientWidth - NAMES);
  }

  get height() {
    return Math.max(100, this.scroll.clientHeight - HEAD);
  }

  /** Forget what was drawn, because something else is shown now. */
  clear() {
    this.faces.clear();
    this.labels.clear();
    this.backKey = "";
    this.front.replaceChildren();
    this.names.replaceChildren();
  }

  /** @param {import("./board.js").Board} board */
  draw(board) {
    const { data, px } = board;
    const left = this.scroll.scrollLeft;
    const top = this.scroll.scrollTop;
    const whole = Math.round(data.days.length * px);
    this.grid.style.gridTemplateColumns = `${NAMES}px ${whole}px`;
    this.grid.style.gridTemplateRows = `${HEAD}px ${Math.max(board.height, this.height)}px`;
    const view = {
      left,
      right: left + this.width,
      top: Math.max(0, top - AHEAD_PX),
      bottom: top + this.height + AHEAD_PX,
    };
    this.#days(board, view);
    const rows = rowsIn(board.rows, view.top, view.bottom);
    this.#labels(board, rows);
    this.#bars(board, rows, view);
  }

  /** @param {import("./board.js").Board} board
   * @param {{ left: number, right: number, top: number, bottom: number }} view */
  #days(board, view) {
    const { data, px } = board;
    const from = Math.max(0, Math.floor((view.left - AHEAD_PX) / px));
    const to = Math.min(data.days.length, Math.ceil((view.right + AHEAD_PX) / px));
    const key = `${from} ${to} ${px} ${data.base} ${data.now}`;
    this.back.style.transform = `translateY(${view.top}px)`;
    this.back.style.height = `${view.bottom - view.top}px`;
    if (key === this.backKey) return;
    this.backKey = key;
    const columns = [];
    const ticks = [];
    for (let day = from; day < to; ) {
      const until = runEnd(data.days, day, to);
      columns.push(...columnOf(board, day, until));
      day = until;
    }
    for (let day = from; day < to; day += 1) ticks.push(...tickOf(board, day));
    const now = made("div", "tl-now");
    now.style.left = `${data.now * px}px`;
    const label = made("b", "tl-now-label", "现在");
    label.style.left = `${data.now * px}px`;
    this.back.replaceChildren(...columns, now);
    this.head.replaceChildren(...ticks, label);
  }

  /** @param {import("./board.js").Board} board @param {Row[]} rows */
  #labels(board, rows) {
    const seen = new Set();
    for (const row of rows) {
      const key = `${row.group} ${row.y} ${row.h} ${row.open}`;
      seen.add(key);
      if (this.labels.has(key)) continue;
      const label = labelOf(board, row);
      this.labels.set(key, label);
      this.names.append(label);
    }
    sweep(this.labels, seen, (label) => label.remove());
  }

  /** @param {import("./board.js").Board} board @param {Row[]} rows
   * @param {{ left: number, right: number, top: number, bottom: number }} view */
  #bars(board, rows, view) {
    const seen = new Set();
    for (const row of rows) {
      this.#line(row, seen);
      for (const lane of lanesIn(row, view.top, view.bottom)) {
        for (const bar of lane.bars) this.#bar(board, row, lane.y, bar, view, seen);
      }
    }
    sweep(this.faces, seen, (face) => face.root.remove());
  }

  /** @param {Row} row @param {Set<string>} seen */
  #line(row, seen) {
    const key = `line ${row.group} ${row.y + row.h}`;
    seen.add(key);
    if (this.faces.has(key)) return;
    const root = made("div", "tl-line");
    root.style.transform = `translateY(${row.y + row.h - 1}px)`;
    this.front.append(root);
    this.faces.set(key, /** @type {Face} */ (/** @type {unknown} */ ({ root })));
  }

  /** @param {import("./board.js").Board} board @param {Row} row @param {number} y
   * @param {Bar} bar @param {{ left: number, right: number }} view
   * @param {Set<string>} seen */
  #bar(board, row, y, bar, view, seen) {
    const { data, px, ghost } = board;
    const { from, to, open } = spanOf(bar, ghost, data.days.length);
    const x = Math.max(from * px, view.left - AHEAD_PX);
    const end = Math.min(to * px, view.right + AHEAD_PX);
    if (end <= view.left - 120 || x >= view.right) return;
    const key = `${row.group} ${bar.k}`;
    seen.add(key);
    let face = this.faces.get(key);
    if (!face) {
      face = new Face(bar);
      this.faces.set(key, face);
      this.front.append(face.root);
    }
    const width = Math.max(8, end - x);
    const must = bar.m === undefined ? 0 : Math.min(width, (bar.m + 1) * px - x);
    face.root.dataset.group = String(row.group);
    face.draw(
      {
        x: Math.round(x * 10) / 10,
        y,
        width: Math.round(width * 10) / 10,
        mustWidth: Math.max(0, Math.round(must * 10) / 10),
        padLeft: Math.max(0, view.left - x),
        padRight: Math.max(0, end - view.right),
        cut: from * px < x,
        on: open || to * px > view.right + AHEAD_PX,
      },
      {
        picked: board.picked?.k === bar.k && board.picked.group === row.group,
        ghost,
        to,
        over: to <= data.today,
      },
    );
  }
}

/** Take away what is not seen any more.
 * @template T @param {Map<string, T>} kept @param {Set<string>} seen
 * @param {(gone: T) => void} drop */
function sweep(kept, seen, drop) {
  for (const [key, one] of kept) {
    if (seen.has(key)) continue;
    drop(one);
    kept.delete(key);
  }
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

/** @param {import("./board.js").Board} board @param {Row} row */
function labelOf(board, row) {
  const group = board.data.groups[row.group];
  const label = made("div", "tl-name");
  // Not moved by a transform, which what sticks inside would not know of.
  label.style.top = `${row.y}px`;
  label.style.height = `${row.h}px`;
  const stick = made("div", "tl-stick");
  stick.append(made("b", "", group.name));
  for (const line of group.lines) stick.append(made("small", "", line));
  if (group.few) stick.append(made("small", "few", group.few));
  if (row.more > 0) {
    const words = row.open ? "收起" : `还有 ${row.more} 件，展开`;
    const more = made("button", "tl-more", words);
    more.setAttribute("type", "button");
    more.setAttribute("aria-expanded", String(row.open));
    more.dataset.icon = row.open ? "arrow_upward" : "expand_more";
    more.addEventListener("click", () => board.toggle(row.group));
    stick.append(more);
  }
  label.append(stick);
  return label;
}
