/* Says which slides come before their turn, and whether they may; pure. */
// @ts-check

import { itemKey, keyOf, positionAt } from "./places.js";

/** @typedef {import("./types.js").Plan} Plan */
/** @typedef {import("./types.js").PlanSpan} PlanSpan */

const MINUTE = 60_000;
const USUAL_MINUTES = 10;

/**
 * What comes next out of turn when a plan has just come: what would else be waited for
 * too long, because this page learned late of changes, and the first turn of each item
 * that the plan brought. What a plan has told of before comes when the plan says.
 * @param {Plan} plan @param {PlanSpan} span @param {number} now
 * @param {import("./types.js").Memory} memory
 * @returns {string[]}
 */
export function outOfTurn(plan, span, now, { known, plan: before, seen }) {
  // From the default page, or at the start, the wall clock alone decides.
  if (!known || known.size === 0 || before === plan.made_at) return [];
  return [...overdue(plan, span, now, seen), ...newSlides(plan, span, now, known)];
}

/**
 * @param {Plan} plan @param {PlanSpan} span @param {number} now
 * @param {Map<string, number>} seen
 */
function overdue(plan, span, now, seen) {
  const found = [];
  for (const { index, at } of nextBegins(span, now).values()) {
    const since = seen.get(itemKey(plan, span.slides[index].item)) ?? now;
    if (at - since > withinOf(plan)) found.push(keyOf(plan, span.slides[index]));
  }
  return found;
}

/** @param {Plan} plan */
function withinOf(plan) {
  return (plan.most_minutes_between ?? USUAL_MINUTES) * MINUTE;
}

/**
 * @param {Plan} plan @param {PlanSpan} span @param {number} now
 * @param {Set<string>} known
 */
function newSlides(plan, span, now, known) {
  const coming = comingItems(plan, span, now, known);
  const found = [];
  const begun = new Set();
  for (const [index, slide] of span.slides.entries()) {
    const item = itemKey(plan, slide.item);
    if (known.has(item) || coming.has(slide.item)) continue;
    const follows = index > 0 && span.slides[index - 1].item === slide.item;
    if (!begun.has(item) || (follows && slide.page > 0 && begun.has(`${item}+`))) {
      found.push(keyOf(plan, slide));
      begun.add(item).add(`${item}+`);
    } else {
      begun.delete(`${item}+`);
    }
  }
  return found;
}

/**
 * The new items that come by themselves, right after the turn that runs.
 * @param {Plan} plan @param {PlanSpan} span @param {number} now
 * @param {Set<string>} known
 */
function comingItems(plan, span, now, known) {
  const found = new Set();
  const { index, startsAt } = positionAt(span, now);
  const running = startsAt < now ? span.slides[index].item : null;
  for (let passed = 0; passed < span.slides.length; passed += 1) {
    const { item } = span.slides[(index + passed) % span.slides.length];
    if (item === running) continue;
    if (known.has(itemKey(plan, item))) break;
    found.add(item);
  }
  return found;
}

/**
 * A page that learns late of a new item shows it out of turn, and so passes over what
 * is due meanwhile. It must not, where something passed over would then be waited for
 * longer than the group promises.
 * @param {Plan} plan @param {PlanSpan} span @param {number} now
 * @param {number} index the new slide @param {Map<string, number>} seen
 */
export function mayPass(plan, span, now, index, seen) {
  const soon = nextBegins(span, now);
  const then = nextBegins(span, now + span.slides[index].dwell_s * 1000);
  for (const [item, { at }] of then) {
    if (item === span.slides[index].item || at === soon.get(item)?.at) continue;
    // What was never seen here has been waited for since now.
    const since = Math.min(seen.get(itemKey(plan, item)) ?? now, now);
    if (at - since > withinOf(plan)) return false;
  }
  return true;
}

/**
 * When each item of a span begins next by the wall clock, and with which slide.
 * @param {PlanSpan} span @param {number} from
 * @returns {Map<number, { index: number, at: number }>}
 */
function nextBegins(span, from) {
  const found = new Map();
  let { index, startsAt: at } = positionAt(span, from);
  for (let passed = 0; passed <= span.slides.length; passed += 1) {
    const slide = span.slides[index];
    if (at >= from && !found.has(slide.item)) found.set(slide.item, { index, at });
    at += slide.dwell_s * 1000;
    index = (index + 1) % span.slides.length;
  }
  return found;
}
