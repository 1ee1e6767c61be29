/* Makes the black page of a panel that rests by plan. */
// @ts-check

import { Parts } from "./scene.js";

/** @returns {import("./types.js").Scene} */
export function restScene() {
  const parts = new Parts("rest");
  return { root: parts.root, tick: () => {}, drop: () => parts.drop() };
}
