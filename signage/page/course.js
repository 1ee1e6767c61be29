/* Says what is due on the glass at an instant; pure: no clock, no page, no network. */
// @ts-check

/** @typedef {import("./types.js").Plan} Plan */
/** @typedef {import("./types.js").PlanSpan} PlanSpan */
/** @typedef {import("./types.js").Show} Show */

/**
 * What the course remembers between two slides: what it has played before, and the
 * slides of new items that come first.
 * @typedef {{ known: Set<string> | null, first: string[] }} Memory
 */

const HOUR = 3_600_000;

/** @type {Memory} */
export const FRESH = { known: null, first: [] };

/**
 * What is due now, and the memory to ask with next time.
 * @param {Plan | null} plan
 * @param {number} now
 * @param {Memory} memory
 * @param {(sha256: string) => boolean} isBad whether a page is known not to show
 * @returns {{ show: Show, memory: Memory }}
 */
export function due(plan, now, memory, isBad) {
  if (!plan) {
    return { show: { kind: "notice", startsAt: now, endsAt: now + HOUR }, memory };
  }
  const override = activeOverride(plan, now);
  if (override) {
    const endsAt = Date.parse(override.ends_at);
    return { show: { kind: "emergency", override, startsAt: now, endsAt }, memory };
  }
  const span = spanAt(plan, now);
  if (!span || span.slides.length === 0) {
    const endsAt = beforeOverride(plan, now, span ? Date.parse(span.to_at) : now + HOUR);
    return {
      show: { kind: "default", span, startsAt: now, endsAt },
      memory: { known: new Set(), first: [] },
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
  const known = new Set(keys.map((key) => key.slice(0, key.lastIndexOf("#"))));
  const first = [...memory.first, ...newSlides(plan, span, memory.known)].filter(
    (key) => keys.includes(key) && !isBad(pageOf(plan, span, keys.indexOf(key))),
  );
  const place = first.length
    ? { index: keys.indexOf(first[0]), startsAt: now, endsAt: now }
    : joined(plan, span, now, isBad);
  if (!place) {
    const endsAt = beforeOverride(plan, now, now + 30_000);
    return { show: { kind: "default", span, startsAt: now, endsAt }, memory };
  }
  if (first.length) {
    place.endsAt = now + span.slides[place.index].dwell_s * 1000;
  }
  const leaves = leavesAt(plan, span, place.index);
  const endsAt = beforeOverride(plan, now, Math.min(place.endsAt, leaves));
  return {
    show: { kind: "slide", span, ...place, endsAt },
    memory: { known, first: first.slice(1) },
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

/**
 * The first turn of each item that was not played before: it comes next.
 * @param {Plan} plan @param {PlanSpan} span @param {Set<string> | null} known
 * @returns {string[]}
 */
function newSlides(plan, span, known) {
  // From the default page, or at the start, the wall clock alone decides.
  if (!known || known.size === 0) return [];
  const found = [];
  const begun = new Set();
  for (const [index, slide] of span.slides.entries()) {
    const item = itemKey(plan, slide.item);
    if (known.has(item)) continue;
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

/** @param {Plan} plan @param {number} now @returns {PlanSpan | null} */
export function spanAt(plan, now) {
  return (
    plan.spans.find(
      (span) => Date.parse(span.from_at) <= now && now < Date.parse(span.to_at),
    ) ?? null
  );
}

/** @param {Plan} plan @param {number} now */
export function activeOverride(plan, now) {
  const notice = plan.override;
  if (!notice) return null;
  const on = Date.parse(notice.starts_at) <= now && now < Date.parse(notice.ends_at);
  return on ? notice : null;
}

/** @param {Plan} plan @param {number} now @param {number} endsAt */
function beforeOverride(plan, now, endsAt) {
  const starts = plan.override ? Date.parse(plan.override.starts_at) : 0;
  return starts > now ? Math.min(endsAt, starts) : endsAt;
}

/** @param {Plan} plan @param {number} item */
export function itemKey(plan, item) {
  return `${plan.items[item].disclosure}@${plan.items[item].manifest}`;
}

/** @param {Plan} plan @param {import("./types.js").SlideRef} slide */
function keyOf(plan, slide) {
  return `${itemKey(plan, slide.item)}#${slide.page}`;
}

/** @param {Plan} plan @param {PlanSpan} span @param {number} index */
function pageOf(plan, span, index) {
  const slide = span.slides[index];
  return plan.items[slide.item].pages[slide.page].sha256;
}
