/* Draws one window: what the mandate demands solid, what goes beyond it pale. */
// @ts-check

import { made } from "./made.js";
import { stop } from "./rows.js";

/** @typedef {import("./types.js").Bar} Bar */
/** @typedef {import("./types.js").Data} Data */
/** @typedef {import("./types.js").Ghost} Ghost */

/** Below this a window carries its title behind itself. */
const TINY_PX = 64;
const NARROW_PX = 110;

/** Return the days that are drawn: those of the move that is tried out, if it is one.
 * @param {Bar} bar @param {Ghost | null} ghost @param {number} last */
export function spanOf(bar, ghost, last) {
  if (ghost?.k === bar.k) return { from: ghost.a, to: ghost.z + 1, open: false };
  const end = stop(bar);
  const open = end === Infinity;
  return { from: bar.a, to: open ? last : end + 1, open };
}

/** What stands at a window's end, in few words. @param {Bar} bar @param {number} to */
function tail(bar, to) {
  if (bar.short) return `少 ${bar.short} 天`;
  if (bar.wrong) return "不能发布";
  if (bar.r !== undefined) return "已拿下";
  if (bar.s === "drafting") return "起草中";
  if (bar.s === "waiting") return "等签名";
  if (bar.z === undefined) return "长期，到有变化为止";
  if (bar.prov) return "暂定";
  const beyond = bar.m === undefined ? 0 : to - 1 - bar.m;
  return beyond > 0 ? `+${beyond} 天` : "";
}

/** One window on the page; it is drawn again only where something differs. */
export class Face {
  /** @param {Bar} bar */
  constructor(bar) {
    this.bar = bar;
    this.root = made("div", "bar");
    this.root.dataset.board = bar.b;
    this.root.dataset.key = bar.k;
    this.root.title = bar.t;
    this.pale = made("div", "face");
    this.must = made("div", "must");
    this.solid = made("div", "face");
    this.must.append(this.solid);
    this.beside = made("span", "beside");
    this.beside.textContent = bar.t;
    this.root.append(this.pale, this.must, this.beside);
    /** What was drawn last. */
    this.drawn = "";
  }

  /**
   * @param {{ x: number, y: number, width: number, mustWidth: number, padLeft: number,
   *   padRight: number, cut: boolean, on: boolean }} place
   * @param {{ picked: boolean, ghost: Ghost | null, to: number, over: boolean }} how
   */
  draw(place, how) {
    const { bar, root } = this;
    const ghost = how.ghost?.k === bar.k;
    const told = ghost ? "" : tail(bar, how.to);
    const key = JSON.stringify([place, how.picked, ghost, told, how.over]);
    if (key === this.drawn) return;
    this.drawn = key;
    root.style.transform = `translate(${place.x}px, ${place.y}px)`;
    root.style.width = `${place.width}px`;
    this.must.style.width = `${place.mustWidth}px`;
    root.className = this.classes(place, how, ghost);
    for (const face of [this.pale, this.solid]) {
      face.style.width = `${place.width}px`;
      face.style.padding = `0 ${place.padRight}px 0 ${place.padLeft}px`;
      this.write(face, told);
    }
  }

  /** @param {HTMLElement} face @param {string} told */
  write(face, told) {
    const title = made("em", "");
    title.textContent = this.bar.t;
    face.replaceChildren(title);
    if (!told) return;
    const end = made("span", "x");
    if (this.bar.wrong) end.dataset.icon = "error";
    end.append(told);
    face.append(end);
  }

  /** @param {{ width: number, mustWidth: number, cut: boolean, on: boolean }} place
   * @param {{ picked: boolean, over: boolean }} how @param {boolean} ghost */
  classes(place, how, ghost) {
    const { bar } = this;
    const asks = bar.s === "drafting" || bar.s === "waiting";
    return Object.entries({
      bar: true,
      asks,
      wrong: Boolean(bar.wrong) && !ghost,
      prov: Boolean(bar.prov),
      moves: bar.rule !== null || bar.lo !== undefined,
      tiny: place.width < TINY_PX,
      narrow: place.width < NARROW_PX,
      full: place.mustWidth >= place.width && !asks,
      cut: place.cut,
      on: place.on,
      past: how.over && !asks,
      picked: how.picked,
      ghost,
    })
      .filter(([, is]) => is)
      .map(([name]) => name)
      .join(" ");
  }
}
