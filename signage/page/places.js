/* Finds places in a span's loop and names what is there; decides nothing. */
// @ts-check

/** @typedef {import("./types.js").Plan} Plan */
/** @typedef {import("./types.js").PlanSpan} PlanSpan */

/**
 * The place of an instant in a span's loop: (now - anchor) modulo the loop's length.
 * @param {PlanSpan} span @param {number} now
 */
export function positionAt(span, now) {
  const total = span.slides.reduce((sum, slide) => sum + slide.dwell_s, 0) * 1000;
  const since = now - Date.parse(span.anchor_at);
  let left = ((since % total) + total) % total;
  let index = 0;
  while (left >= span.slides[index].dwell_s * 1000) {
    left -= span.slides[index].dwell_s * 1000;
    index += 1;
  }
  const startsAt = now - left;
  return { index, startsAt, endsAt: startsAt + span.slides[index].dwell_s * 1000 };
}

/** @param {Plan} plan @param {number} item */
export function itemKey(plan, item) {
  return `${plan.items[item].disclosure}@${plan.items[item].manifest}`;
}

/** @param {Plan} plan @param {import("./types.js").SlideRef} slide */
export function keyOf(plan, slide) {
  return `${itemKey(plan, slide.item)}#${slide.page}`;
}

/** @param {Plan} plan @param {PlanSpan} span @param {number} index */
export function pageOf(plan, span, index) {
  const slide = span.slides[index];
  return plan.items[slide.item].pages[slide.page].sha256;
}
