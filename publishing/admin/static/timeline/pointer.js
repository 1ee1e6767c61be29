/* Lets a hand pick, drag and resize windows; it decides nothing. */
// @ts-check

import { made } from "./made.js";
import { movable } from "./reach.js";

/** @typedef {import("./types.js").Bar} Bar */
/** @typedef {import("./types.js").Part} Part */

const EDGE_PX = 10;
const STILL_PX = 4;

/** @param {import("./board.js").Board} board */
export function followPointer(board) {
  const tip = made("div", "tl-tip");
  tip.hidden = true;
  board.host.append(tip);
  /** @type {{ bar: Bar, group: number, part: Part | "", x: number, left: number,
   *   moved: boolean } | null} */
  let held = null;

  /** @param {PointerEvent} event @param {string} words @param {boolean} stopped */
  function tell(event, words, stopped) {
    const box = board.host.getBoundingClientRect();
    tip.hidden = words === "";
    tip.textContent = words;
    tip.classList.toggle("bad", stopped);
    const room = box.width - tip.offsetWidth - 8;
    tip.style.left = `${Math.max(8, Math.min(room, event.clientX - box.left + 12))}px`;
    const below = event.clientY - box.top + 20;
    tip.style.top = `${Math.min(below, box.height - tip.offsetHeight - 8)}px`;
  }

  /** @param {PointerEvent} event */
  function down(event) {
    const place = placeOf(board, event);
    if (!place || event.button !== 0) return;
    board.pick(place.bar.k, place.group);
    const left = board.painter.scroll.scrollLeft;
    held = { ...place, x: event.clientX, left, moved: false };
    board.painter.front.setPointerCapture(event.pointerId);
  }

  /** @param {PointerEvent} event */
  function move(event) {
    if (!held) return;
    const way = event.clientX - held.x + board.painter.scroll.scrollLeft - held.left;
    if (!held.moved && Math.abs(way) < STILL_PX) return;
    held.moved = true;
    if (!held.part) {
      tell(event, held.bar.stands || "只能拖动结束的一头。开始以后不能再改", true);
      return;
    }
    const found = board.attempt(held.bar, held.part, Math.round(way / board.px));
    const span = `${board.days.words(found.a)}到 ${board.days.words(found.z)}`;
    tell(event, found.words || span, found.words !== "");
  }

  /** @param {PointerEvent} event */
  function up(event) {
    if (!held) return;
    const { bar, group, part, moved } = held;
    held = null;
    tell(event, "", false);
    if (moved && part) board.ask(bar, group);
    else board.details();
  }

  function cancel() {
    held = null;
    tip.hidden = true;
    board.forget();
  }

  const { front } = board.painter;
  front.addEventListener("pointerdown", down);
  front.addEventListener("pointermove", move);
  front.addEventListener("pointerup", up);
  front.addEventListener("pointercancel", cancel);
  front.addEventListener("pointermove", (event) => {
    if (held) return;
    front.style.cursor = cursorOf(placeOf(board, event));
  });
}

/** @param {{ bar: Bar, part: Part | "" } | null} place */
function cursorOf(place) {
  if (!place) return "";
  if (place.part === "whole") return "grab";
  return place.part ? "ew-resize" : "pointer";
}

/** Return which window lies under the hand, and which part of it.
 * @param {import("./board.js").Board} board @param {PointerEvent} event
 * @returns {{ bar: Bar, group: number, part: Part | "" } | null} */
function placeOf(board, event) {
  const target = /** @type {HTMLElement} */ (event.target);
  const root = /** @type {HTMLElement | null} */ (target.closest(".bar"));
  const bar = root && board.byKey.get(root.dataset.key ?? "");
  if (!root || !bar) return null;
  const box = root.getBoundingClientRect();
  const edge = Math.min(EDGE_PX, box.width / 3);
  const may = movable(bar);
  /** @type {Part | ""} */
  let part = may === "all" ? "whole" : "";
  if (may && event.clientX > box.right - edge) part = "end";
  if (may === "all" && event.clientX < box.left + edge) part = "start";
  return { bar, group: Number(root.dataset.group), part };
}
