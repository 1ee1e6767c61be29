/* Lets the keyboard do all that a hand does: move about, open, zoom, move windows. */
// @ts-check

import { movable } from "./reach.js";

/** @typedef {import("./types.js").Bar} Bar */
/** @typedef {import("./types.js").Part} Part */

const SETTLED_MS = 500;

/** @param {import("./board.js").Board} board */
export function followKeys(board) {
  let waiting = 0;
  /** How far the ends were moved by keys, which the centre is not asked about yet. */
  let by = 0;
  let last = "";

  /** @param {Part} part @param {number} step */
  function shift(part, step) {
    const { picked } = board;
    const bar = picked && board.byKey.get(picked.k);
    if (!picked || !bar) return;
    const may = movable(bar);
    if (!may || (part === "start" && may === "end")) {
      board.say(bar.stands || "已经展示过的开始不能再改");
      board.emit("refused", { ...picked, group: board.idOf(picked.group), words: board.voice.textContent });
      return;
    }
    const run = `${bar.k} ${part}`;
    by = last === run && board.ghost ? by + step : step;
    last = run;
    const found = board.attempt(bar, part, by);
    if (found.words) by = part === "end" ? found.z - (bar.z ?? bar.a) : found.a - bar.a;
    clearTimeout(waiting);
    waiting = window.setTimeout(() => board.ask(bar, picked.group), SETTLED_MS);
  }

  /** @param {KeyboardEvent} event */
  function press(event) {
    const act = actOf(board, event, shift);
    if (!act || event.target !== board.host) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  }

  board.host.addEventListener("keydown", press);
}

/** @param {import("./board.js").Board} board @param {KeyboardEvent} event
 * @param {(part: Part, step: number) => void} shift */
function actOf(board, event, shift) {
  const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
  if (step && event.shiftKey) return () => shift("end", step);
  if (step && event.ctrlKey) return () => shift("start", step);
  if (step && !event.altKey && !event.metaKey) return () => along(board, step);
  const keys = /** @type {Record<string, () => void>} */ ({
    ArrowUp: () => across(board, -1),
    ArrowDown: () => across(board, 1),
    Home: () => board.toToday(),
    "+": () => board.zoomBy(-1),
    "=": () => board.zoomBy(-1),
    "-": () => board.zoomBy(1),
    Enter: () => board.details(),
    Escape: () => cancel(board),
    PageUp: () => jump(board, -1),
    PageDown: () => jump(board, 1),
    " ": () => open(board),
  });
  return keys[event.key];
}

/** @param {import("./board.js").Board} board */
function cancel(board) {
  board.forget();
  board.emit("cancel", {});
}

/** Return the lanes from the top down, each with its row.
 * @param {import("./board.js").Board} board */
function lanesOf(board) {
  return board.rows.flatMap((row) => row.lanes.map((lane) => ({ row, lane })));
}

/** Go to the lane above or below. @param {import("./board.js").Board} board
 * @param {number} step */
function across(board, step) {
  const lanes = lanesOf(board);
  const { picked } = board;
  const at = lanes.findIndex(
    ({ row, lane }) =>
      row.group === picked?.group && lane.bars.some((bar) => bar.k === picked.k),
  );
  const next = lanes[at < 0 ? 0 : at + step];
  if (next) board.pick(nearest(board, next.lane.bars).k, next.row.group);
}

/** Go to the first lane of the row above or below.
 * @param {import("./board.js").Board} board @param {number} step */
function jump(board, step) {
  const at = board.rows.findIndex((row) => row.group === board.picked?.group);
  for (let to = at + step; to >= 0 && to < board.rows.length; to += step) {
    const [lane] = board.rows[to].lanes;
    if (lane) {
      board.pick(nearest(board, lane.bars).k, board.rows[to].group);
      return;
    }
  }
}

/** Go to the window before or after in time, within the row.
 * @param {import("./board.js").Board} board @param {number} step */
function along(board, step) {
  const { picked } = board;
  const row = board.rows.find((one) => one.group === picked?.group);
  if (!picked || !row) {
    across(board, step);
    return;
  }
  const bars = row.lanes.flatMap((lane) => lane.bars);
  bars.sort((one, two) => one.a - two.a || (one.z ?? Infinity) - (two.z ?? Infinity));
  const at = bars.findIndex((bar) => bar.k === picked.k);
  const next = bars[at + step];
  if (next) board.pick(next.k, row.group);
}

/** Return the window of a lane that lies nearest to today.
 * @param {import("./board.js").Board} board @param {Bar[]} bars */
function nearest(board, bars) {
  const { today } = board.data;
  const on = bars.filter((bar) => bar.a <= today && (bar.z ?? Infinity) >= today);
  return on[0] ?? bars[bars.length - 1];
}

/** @param {import("./board.js").Board} board */
function open(board) {
  if (board.picked) board.toggle(board.picked.group);
}
