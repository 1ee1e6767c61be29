/* Puts the timeline together; the staff's page calls this and nothing else. */
// @ts-check

import { Board } from "./board.js";
import { followKeys } from "./keys.js";
import { followPointer } from "./pointer.js";
import { placeTools } from "./tools.js";

/** @param {HTMLElement} host @param {HTMLElement} voice
 * @param {import("./types.js").Data} data @param {import("./types.js").Emit} emit */
export function timeline(host, voice, data, emit) {
  const board = new Board(host, voice, data, emit);
  followPointer(board);
  followKeys(board);
  const tools = /** @type {HTMLElement | null} */ (document.querySelector(".tl-tools"));
  if (tools) placeTools(board, tools);
  host.dataset.ready = "true";
  return board;
}
