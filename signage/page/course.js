/* Says what is due on the glass at an instant; pure: no clock, no page, no network. */
// @ts-check

import { mayPass, outOfTurn } from "./newcomers.js";
import { itemKey, keyOf, pageOf, positionAt } from "./places.js";
import { nextStart, overrideDue, stopDue } from "./orders.js";

/** @typedef {import("./types.js").Plan} Plan */
/** @typedef {import("./types.js").PlanSpan} PlanSpan */
/** @typedef {import("./types.js").Show} Show */

/** @typedef {import("./types.js").Memory} Memory */

const HOUR = 3_600_000;

/** @type {Memory} */
export const FRESH = { known: null, plan: "", first: [], seen: new Map() };

/**
 * What is due now, and the memory to ask with next time.
 * @param {Plan | null} plan
 * @param {number} now
 * @param {Memory} memory
 * @param {(sha256: string) => boolean} isBad whether a page is known not to show
 * @param {import("./orders.js").Ages} ages
 * @returns {{ show: Show, memory: Memory }}
 */
export function due(plan, now, memory, isBad, ages = null) {
  if (!plan) {
    return { show: { kind: "notice", startsAt: now, endsAt: now + HOUR }, memory };
  }
  const alert = overrideDue(plan, now, ages);
  if (alert) return { show: { kind: "emergency", startsAt: now, ...alert }, memory };
  const stopped = stopDue(plan, now, ages);
  if (stopped) {
    const { stop, endsAt } = stopped;
    const until = Math.min(endsAt, nextStart(plan, now));
    const span = spanAt(plan, now);
    return {
      show: { kind: "default", span, stop, startsAt: now, endsAt: until },
      memory: { known: new Set(), plan: plan.made_at, first: [], seen: new Map() },
    };
  }
  const span = spanAt(plan, now);
  if (span?.resting === "off") {
    const endsAt = Math.min(Date.parse(span.to_at), nextStart(plan, now));
    return { show: { kind: "off", span, startsAt: now, endsAt }, memory: FRESH };
  }
  if (!span || span.slides.length === 0) {
    const endsAt = Math.min(span ? Date.parse(span.to_at) : now + HOUR, nextStart(plan, now));
    return {
      show: { kind: "default", span, startsAt: now, endsAt },
      memory: { known: new Set(), plan: plan.made_at, first: [], seen: new Map() },
    };
  }
  return slideDue(plan, span, now, memory, isBad);
}

/**
 * @param {Plan} plan @param {PlanSpan} span @param {number} now
 * @param {Memory} memory @param {(sha256: string) => boolean} isBad
 * @returns {{ show: Show, memory: Memory }}
 */
function slideDue(plan, span, now, memory, isBad) {
  const keys = span.slides.map((slide) => keyOf(plan, slide));
  const known = new Set(span.slides.map((slide) => itemKey(plan, slide.item)));
  const first = [...memory.first, ...outOfTurn(plan, span, now, memory)].filter(
    (key) => keys.includes(key) && !isBad(pageOf(plan, span, keys.indexOf(key))),
  );
  const next = keys.indexOf(first[0]);
  const comesFirst = next >= 0 && mayPass(plan, span, now, next, memory.seen);
  const place = comesFirst
    ? { index: next, startsAt: now, endsAt: now + span.slides[next].dwell_s * 1000 }
    : joined(plan, span, now, isBad);
  if (!place) {
    const endsAt = Math.min(now + 30_000, nextStart(plan, now));
    return { show: { kind: "default", span, startsAt: now, endsAt }, memory };
  }
  const leaves = comesFirst
    ? leavesAt(plan, span, place.index)
    : breaksAt(plan, span, place);
  const endsAt = Math.min(place.endsAt, leaves, nextStart(plan, now));
  const shown = keys[place.index];
  const seen = new Map([...memory.seen].filter(([key]) => known.has(key)));
  seen.set(itemKey(plan, span.slides[place.index].item), place.startsAt);
  return {
    show: { kind: "slide", span, ...place, endsAt },
    memory: {
      known,
      plan: plan.made_at,
      first: first.filter((key) => key !== shown),
      seen,
    },
  };
}

/**
 * The place that the wall clock asks for. A slide that would stand for less than half
 * its time is left out, and the one after it stands longer; so is a bad one.
 * @param {Plan} plan @param {PlanSpan} span @param {number} now
 * @param {(sha256: string) => boolean} isBad
 */
function joined(plan, span, now, isBad) {
  const count = span.slides.length;
  let { index, startsAt, endsAt } = positionAt(span, now);
  if (endsAt - now < (span.slides[index].dwell_s * 1000) / 2 && startsAt < now) {
    index = (index + 1) % count;
    startsAt = now;
    endsAt += span.slides[index].dwell_s * 1000;
  }
  for (let tried = 0; tried < count; tried += 1) {
    if (!isBad(pageOf(plan, span, index))) {
      return { index, startsAt: Math.min(startsAt, now), endsAt };
    }
    index = (index + 1) % count;
    startsAt = now;
    endsAt += span.slides[index].dwell_s * 1000;
  }
  return null;
}

/**
 * When a slide's item stops being open; a window closes on time, not at a boundary.
 * @param {Plan} plan @param {PlanSpan} span @param {number} index
 */
function leavesAt(plan, span, index) {
  const item = span.slides[index].item;
  const after = plan.spans.find(
    (later) =>
      later.from_at > span.from_at && !later.slides.some((slide) => slide.item === item),
  );
  return Date.parse(after ? after.from_at : plan.spans[plan.spans.length - 1].to_at);
}

/**
 * When something else than a slide in step is due: at the end of its span, unless the
 * next one goes on with it.
 * @param {Plan} plan @param {PlanSpan} span
 * @param {{ index: number, endsAt: number }} place
 */
function breaksAt(plan, span, place) {
  const { item, page } = span.slides[place.index];
  const later = plan.spans.slice(plan.spans.indexOf(span) + 1);
  for (const next of later) {
    const from = Date.parse(next.from_at);
    if (from >= place.endsAt) return place.endsAt;
    if (!next.slides.length || next.resting === "off") return from;
    const there = next.slides[positionAt(next, from).index];
    if (there.item !== item || there.page !== page) return from;
  }
  return Math.min(place.endsAt, Date.parse(plan.spans[plan.spans.length - 1].to_at));
}

/** @param {Plan} plan @param {number} now @returns {PlanSpan | null} */
export function spanAt(plan, now) {
  return (
    plan.spans.find(
      (span) => Date.parse(span.from_at) <= now && now < Date.parse(span.to_at),
    ) ?? null
  );
}
