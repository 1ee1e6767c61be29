/* Draws what is in view and nothing else: days, groups, windows. */
// @ts-check

import { Face, spanOf } from "./face.js";
import { groundOf, headOf } from "./ground.js";
import { made } from "./made.js";
import { lanesIn, rowsIn } from "./rows.js";

/** @typedef {import("./types.js").Bar} Bar */
/** @typedef {import("./types.js").Data} Data */
/** @typedef {import("./types.js").Row} Row */

const NAMES = 176;
const HEAD = 58;
const AHEAD_PX = 240;

/** The page's elements, and what of them is drawn. */
export class Painter {
  /** @param {HTMLElement} host */
  constructor(host) {
    this.scroll = made("div", "tl-scroll");
    // With nothing to show there is nothing in it to reach by key, and it scrolls still.
    this.scroll.tabIndex = 0;
    this.scroll.setAttribute("role", "group");
    this.scroll.setAttribute("aria-label", "分组和日期，可以滚动");
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
    this.back.replaceChildren(...groundOf(board, from, to));
    this.head.replaceChildren(...headOf(board, from, to));
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
