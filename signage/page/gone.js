/* Finds out which withdrawn disclosures have left the glass, each told once; pure. */
// @ts-check

/** @typedef {import("./types.js").Plan} Plan */

/**
 * Disclosures that the plan before still had and that this one takes down.
 * @param {Plan | null} before @param {Plan} after
 */
export function takenDown(before, after) {
  if (!before) return [];
  const had = new Set(before.items.map((item) => item.disclosure));
  const has = new Set(after.items.map((item) => item.disclosure));
  return after.withdrawn.filter((id) => had.has(id) && !has.has(id));
}

/**
 * Why what is shown must leave at once, or null where it may finish its slide.
 * @param {{ disclosure: string, manifest: string } | null} shown
 * @param {Plan} plan @param {{ emergency: boolean, stopped: boolean }} orders
 */
export function cutReason(shown, plan, orders) {
  if (orders.emergency) return "overridden";
  if (orders.stopped) return "stopped";
  if (!shown) return null;
  const kept = plan.items.some(
    (item) => item.disclosure === shown.disclosure && item.manifest === shown.manifest,
  );
  return !kept && plan.withdrawn.includes(shown.disclosure) ? "recalled" : null;
}
