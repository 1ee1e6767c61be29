/* Holds what is shown, picked and tried out, and asks for it to be drawn again. */
// @ts-check

import { Days } from "./days.js";
import { Painter } from "./paint.js";
import { movable, reach } from "./reach.js";
import { LANE, rowsOf, stop } from "./rows.js";

/** @typedef {import("./types.js").Bar} Bar */
/** @typedef {import("./types.js").Data} Data */
/** @typedef {import("./types.js").Emit} Emit */
/** @typedef {import("./types.js").Filter} Filter */
/** @typedef {import("./types.js").Ghost} Ghost */
/** @typedef {import("./types.js").Part} Part */

/** How many days may lie in view, from the nearest to the farthest. */
export const ZOOMS = [7, 14, 28, 49, 98, 182, 364];

export class Board {
  /** @param {HTMLElement} host @param {HTMLElement} voice @param {Data} data
   * @param {Emit} emit */
  constructor(host, voice, data, emit) {
    this.host = host;
    this.voice = voice;
    this.emit = emit;
    this.painter = new Painter(host);
    /** @type {Filter} */
    this.filter = { board: "", unit: -1, state: "" };
    /** @type {Set<number>} */
    this.open = new Set();
    /** @type {{ k: string, group: number } | null} */
    this.picked = null;
    /** @type {Ghost | null} */
    this.ghost = null;
    this.zoom = data.view.days;
    this.drawing = 0;
    /** Told after each change of what is in view. @type {() => void} */
    this.onView = () => {};
    this.take(data);
    this.painter.scroll.addEventListener("scroll", () => this.redraw());
    this.look(data.view.from);
    let width = this.painter.width;
    new ResizeObserver(() => {
      const first = Math.round(this.painter.scroll.scrollLeft / (width / this.zoom));
      width = this.painter.width;
      this.lay();
      this.look(first);
    }).observe(host);
  }

  /** Show other data; what is picked stays picked if it is still there.
   * @param {Data} data */
  take(data) {
    const moved = this.data && this.data.base !== data.base;
    this.data = data;
    this.days = new Days(data.base, data.today);
    this.byKey = new Map(data.bars.map((bar) => [bar.k, bar]));
    this.ghost = null;
    if (this.picked && !this.byKey.has(this.picked.k)) this.picked = null;
    this.lay();
    if (moved) this.look(data.view.from);
  }

  /** Lay the rows anew. */
  lay() {
    const { rows, height } = rowsOf(
      this.data,
      this.filter,
      this.open,
      this.painter.height,
    );
    this.rows = rows;
    this.height = height;
    this.painter.clear();
    this.redraw();
  }

  /** Draw before the next frame, however often it is asked for. */
  redraw() {
    if (this.drawing) return;
    this.drawing = requestAnimationFrame(() => {
      this.drawing = 0;
      this.painter.draw(this);
      this.onView();
    });
  }

  get px() {
    return this.painter.width / this.zoom;
  }

  get firstDay() {
    return Math.round(this.painter.scroll.scrollLeft / this.px);
  }

  /** Bring a day to the left edge. @param {number} day */
  look(day) {
    this.painter.draw(this);
    this.painter.scroll.scrollLeft = Math.round(day * this.px);
    this.redraw();
  }

  /** Look a week into the past, so that what goes on is seen with its beginning. */
  toToday() {
    const before = this.zoom > 14 ? 7 : 0;
    const monday = (this.days.weekday(this.data.today) + 6) % 7;
    this.look(this.data.today - monday - before);
  }

  /** Show so many days; today stays where it is if it is in view, else the middle.
   * @param {number} days */
  zoomTo(days) {
    const first = this.firstDay;
    const { today } = this.data;
    const seen = today >= first && today < first + this.zoom;
    const still = seen ? today : first + this.zoom / 2;
    const share = (still - first) / this.zoom;
    this.zoom = days;
    this.painter.backKey = "";
    this.look(Math.max(0, Math.round(still - share * days)));
  }

  /** @param {number} by */
  zoomBy(by) {
    const at = ZOOMS.findIndex((days) => days >= this.zoom);
    const next = ZOOMS[Math.min(ZOOMS.length - 1, Math.max(0, at + by))];
    if (next !== this.zoom) this.zoomTo(next);
  }

  /** @param {Partial<Filter>} change */
  sift(change) {
    this.filter = { ...this.filter, ...change };
    this.painter.scroll.scrollTop = 0;
    this.lay();
  }

  /** Open or close a group's row. @param {number} group */
  toggle(group) {
    if (!this.open.delete(group)) this.open.add(group);
    this.lay();
  }

  /** @param {string} words */
  say(words) {
    this.voice.textContent = words;
  }

  /** Pick a window in a row, bring it into view and tell its words.
   * @param {string} k @param {number} group */
  pick(k, group) {
    const bar = this.byKey.get(k);
    if (!bar) return;
    if (this.ghost && this.ghost.k !== k) this.ghost = null;
    this.picked = { k, group };
    this.reveal(bar, group);
    this.say(this.words(bar, group));
    this.redraw();
  }

  /** Open the details of what is picked. */
  details() {
    if (!this.picked) return;
    this.emit("pick", { k: this.picked.k, group: this.idOf(this.picked.group) });
  }

  /** @param {number} group */
  idOf(group) {
    return this.data.groups[group].id;
  }

  /** @param {Bar} bar @param {number} group */
  reveal(bar, group) {
    const { scroll, height, width } = this.painter;
    const row = this.rows.find((one) => one.group === group);
    const lane = row?.lanes.find((one) => one.bars.includes(bar));
    if (!lane) return;
    if (lane.y < scroll.scrollTop) scroll.scrollTop = lane.y - 6;
    const below = lane.y + LANE - scroll.scrollTop - height;
    if (below > 0) scroll.scrollTop += below + 6;
    const [left, right] = [bar.a * this.px, (stop(bar) + 1) * this.px];
    const view = scroll.scrollLeft;
    if (right < view + 40 || left > view + width - 40) {
      scroll.scrollLeft = Math.max(0, left - 80);
    }
  }

  /** Return what is read out of a window. @param {Bar} bar @param {number} group */
  words(bar, group) {
    const { days, data } = this;
    const end = bar.z === undefined ? "起，长期" : `到 ${days.words(bar.z)}`;
    const must = bar.m === undefined ? "" : `规定到 ${days.words(bar.m)}`;
    const parts = [
      `${data.groups[group].name}，${data.boards[bar.b]}，${bar.t}`,
      data.states[bar.s],
      `${days.words(bar.a)}${end}${bar.prov ? "（暂定）" : ""}`,
      must,
      bar.r === undefined ? "" : `${days.words(bar.r)} 拿下`,
      bar.wrong ?? "",
      bar.when ?? "",
      HINTS[movable(bar)],
    ];
    return parts.filter((part) => part).join("，");
  }

  /** Try a move out: show where the window would lie and say why no farther.
   * @param {Bar} bar @param {Part} part @param {number} by */
  attempt(bar, part, by) {
    const found = reach(bar, part, by, this.data, this.days);
    const { words } = found;
    const told = words || `${this.days.words(found.a)}到 ${this.days.words(found.z)}`;
    const moved = found.a !== bar.a || found.z !== bar.z;
    this.ghost = moved || words ? { k: bar.k, ...found } : null;
    if (this.voice.textContent !== told) this.say(told);
    this.redraw();
    return { ...found, moved };
  }

  /** Ask the centre for what is tried out. @param {Bar} bar @param {number} group */
  ask(bar, group) {
    const { ghost, days } = this;
    if (ghost?.k !== bar.k) return;
    if (ghost.a === bar.a && ghost.z === bar.z) {
      this.forget();
      this.emit("refused", { k: bar.k, group: this.idOf(group), words: ghost.words });
      return;
    }
    const told = { first_on: days.iso(ghost.a), last_on: days.iso(ghost.z) };
    this.emit("move", { k: bar.k, group: this.idOf(group), ...told });
  }

  /** Show a move that came from the form. @param {string} k @param {string} first
   * @param {string | null} last */
  show(k, first, last) {
    const a = this.days.number(first);
    const z = last === null ? this.data.days.length : this.days.number(last);
    this.ghost = { k, a, z, words: "" };
    this.redraw();
  }

  /** Try nothing out any more. */
  forget() {
    this.ghost = null;
    this.redraw();
  }
}

const HINTS = {
  "": "不能拖动",
  end: "按住 Shift 加左右方向键改结束",
  all: "按住 Shift 加左右方向键改结束，按住 Ctrl 加左右方向键改开始",
};
