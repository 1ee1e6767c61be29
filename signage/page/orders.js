/* Says which orders go before the loop at an instant; shows nothing. */
// @ts-check

/** @typedef {import("./types.js").Plan} Plan */
/** @typedef {import("./types.js").Override} Override */
/** @typedef {import("./types.js").Stop} Stop */

/**
 * While the device's clock is not to be trusted: how long ago the page first had each
 * order, in milliseconds by its own steady clock. Null while the clock is sure.
 * @typedef {Map<string, number> | null} Ages
 */

const TURN_MS = 15_000;
/** However late somebody comes into a turn: this long it can be read. */
const LEAST_MS = 12_000;
/** One notice alone is recorded anew this often, so that the centre soon knows. */
const RECORD_MS = 30_000;

/** @param {Plan} plan @returns {Override[]} */
export function overridesOf(plan) {
  return plan.override ? [plan.override, ...(plan.more_overrides ?? [])] : [];
}

/**
 * The emergency notice that is due, and until when. Several take turns, the newest
 * first; where there is a true one, no drill is shown. Only another one that begins cuts
 * a turn short.
 * @param {Plan} plan @param {number} now @param {Ages} ages
 * @returns {{ override: Override, endsAt: number } | null}
 */
export function overrideDue(plan, now, ages) {
  const every = overridesOf(plan).filter((one) => left(one, now, ages) > 0);
  const real = every.filter((one) => !one.drill);
  const notices = real.length ? real : every;
  if (!notices.length) return null;
  const { at, ms } = turnOf(notices.map((one) => held(one, now, ages)));
  const override = notices[at];
  const until = Math.min(now + left(override, now, ages), nextStart(plan, now));
  return { override, endsAt: Math.min(now + ms, until) };
}

/**
 * Whose turn it is, and for how long: turns count from when the newest one came, which
 * has the first of them.
 * @param {number[]} sinces how long each holds by now, in milliseconds
 */
function turnOf(sinces) {
  if (sinces.length === 1) return { at: 0, ms: RECORD_MS };
  const newest = Math.min(...sinces);
  const turn = Math.floor(newest / TURN_MS);
  const at = (sinces.indexOf(newest) + turn) % sinces.length;
  return { at, ms: Math.max((turn + 1) * TURN_MS - newest, LEAST_MS) };
}

/**
 * The stop that holds, and until when.
 * @param {Plan} plan @param {number} now @param {Ages} ages
 * @returns {{ stop: Stop, endsAt: number } | null}
 */
export function stopDue(plan, now, ages) {
  const held = (plan.stops ?? []).filter((one) => left(one, now, ages) > 0);
  // Grey goes before colour, then whichever holds longest.
  held.sort(
    (one, two) =>
      Number(two.grey) - Number(one.grey) || left(two, now, ages) - left(one, now, ages),
  );
  if (!held.length) return null;
  return { stop: held[0], endsAt: now + left(held[0], now, ages) };
}

/** Which kinds of orders hold. @param {Plan} plan @param {number} now @param {Ages} ages */
export function ordered(plan, now, ages) {
  return {
    emergency: overrideDue(plan, now, ages) !== null,
    stopped: stopDue(plan, now, ages) !== null,
  };
}

/** When the next order begins that does not hold yet. @param {Plan} plan @param {number} now */
export function nextStart(plan, now) {
  const starts = [...overridesOf(plan), ...(plan.stops ?? [])].map((one) =>
    Date.parse(one.starts_at),
  );
  return Math.min(Infinity, ...starts.filter((at) => at > now));
}

/**
 * How long an order still holds. By a doubted clock it holds for its own length from
 * when it came: an alert that is shown too long does less harm than one not shown.
 * @param {Override | Stop} order @param {number} now @param {Ages} ages
 */
function left(order, now, ages) {
  const starts = Date.parse(order.starts_at);
  const ends = Date.parse(order.ends_at);
  if (ages) return ends - starts - (ages.get(order.id) ?? 0);
  return starts <= now ? ends - now : 0;
}

/** How long an order holds by now. @param {Override} order @param {number} now
 * @param {Ages} ages */
function held(order, now, ages) {
  return ages ? (ages.get(order.id) ?? 0) : now - Date.parse(order.starts_at);
}

/** Remembers since when the page has each order, by its steady clock. */
export class Arrivals {
  /** @param {() => import("./types.js").Condition} condition */
  constructor(condition) {
    this.condition = condition;
    /** @type {Map<string, number>} */
    this.since = new Map();
  }

  /** @param {Plan | null} plan @returns {Ages} */
  ages(plan) {
    if (!plan) return null;
    const now = performance.now();
    for (const { id } of [...overridesOf(plan), ...(plan.stops ?? [])]) {
      if (!this.since.has(id)) this.since.set(id, now);
    }
    if (this.condition().state !== "clock_doubted") return null;
    return new Map([...this.since].map(([id, since]) => [id, now - since]));
  }
}
