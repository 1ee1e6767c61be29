/* Lays windows in rows and lanes: a row per group, a lane per disclosure. */
// @ts-check

/** @typedef {import("./types.js").Bar} Bar */
/** @typedef {import("./types.js").Data} Data */
/** @typedef {import("./types.js").Filter} Filter */
/** @typedef {import("./types.js").Lane} Lane */
/** @typedef {import("./types.js").Row} Row */

export const LANE = 38;
export const BAR = 32;
const PAD = 6;
const NAME = 55;
const NAME_LINE = 21;
/** So many characters of a group's name stand in one line; Latin ones are half. */
const NAME_FITS = 10;
const LINE = 20;
/** So many characters of a smaller line under the name stand in one line. */
const LINE_FITS = 10.5;
/** So many lanes a row shows at least before it is opened. */
const FEW = 5;
const ORDER = ["showing", "waiting", "scheduled", "drafting", "ended", "removed"];

/** @param {Bar} bar @param {Filter} filter */
function wanted(bar, filter) {
  return (
    (filter.board === "" || bar.b === filter.board) &&
    (filter.unit < 0 || bar.u === filter.unit) &&
    (filter.state === "" || bar.s === filter.state)
  );
}

/** Return the day after which nothing of a window is drawn. @param {Bar} bar */
export function stop(bar) {
  return Math.min(bar.z ?? Infinity, bar.r ?? Infinity);
}

/** What cannot be published comes first, then what goes on, then what is over.
 * @param {Bar} bar @param {number} today */
function rank(bar, today) {
  if (bar.wrong) return -1;
  return stop(bar) < today ? ORDER.length : ORDER.indexOf(bar.s);
}

/** Return the rows of a schedule from the top down. Where there are few groups, each
 * shows more before it is opened, so that the page is full.
 * @param {Data} data @param {Filter} filter @param {Set<number>} open
 * @param {number} room */
export function rowsOf(data, filter, open, room) {
  const all = filter.board === "" && filter.unit < 0 && filter.state === "";
  /** @type {Bar[][]} */
  const byGroup = data.groups.map(() => []);
  for (const bar of data.bars) {
    if (!wanted(bar, filter)) continue;
    for (const group of bar.g) byGroup[group].push(bar);
  }
  /** @type {Row[]} */
  const rows = [];
  let y = 0;
  const each = room / Math.max(1, data.groups.length);
  const few = Math.max(FEW, Math.floor((each - 2 * PAD) / LANE));
  byGroup.forEach((bars, group) => {
    if (bars.length === 0 && !all) return;
    const matters = mattersOf(bars, data.today);
    const least = leastOf(data.groups[group]);
    const row = rowOf(matters, group, y, open.has(group), few, least);
    rows.push(row);
    y += row.h;
  });
  return { rows, height: y };
}

/** Return the room that a group's name and words need.
 * @param {import("./types.js").Group} group */
function leastOf(group) {
  const small = [...group.lines, ...(group.few ? [group.few] : [])];
  const lines = small.reduce((sum, one) => sum + linesOf(one, LINE_FITS), 0);
  return NAME + NAME_LINE * (linesOf(group.name, NAME_FITS) - 1) + LINE * lines;
}

/** Return how many lines words take. @param {string} words @param {number} fits */
function linesOf(words, fits) {
  const wide = [...words].reduce((sum, one) => sum + (one < "\u2e80" ? 0.6 : 1), 0);
  return Math.max(1, Math.ceil(wide / fits));
}

/** @param {Bar[][]} matters @param {number} group @param {number} top
 * @param {boolean} isOpen @param {number} few @param {number} least @returns {Row} */
function rowOf(matters, group, top, isOpen, few, least) {
  const shown = isOpen ? matters : matters.slice(0, few);
  const lanes = shown.map((of, at) => ({ y: top + PAD + at * LANE, bars: of }));
  const more = matters.length - few;
  const h = PAD + lanes.length * LANE + PAD;
  return {
    group,
    y: top,
    h: Math.max(least, h),
    lanes,
    more: Math.max(0, more),
    open: isOpen,
  };
}

/** Return the windows of each disclosure together, what matters most first.
 * @param {Bar[]} bars @param {number} today */
function mattersOf(bars, today) {
  /** @type {Map<string, Bar[]>} */
  const found = new Map();
  for (const bar of bars) {
    const asks = bar.s === "drafting" || bar.s === "waiting";
    const matter = !asks && bar.n ? bar.n : bar.k;
    const of = found.get(matter);
    if (of) of.push(bar);
    else found.set(matter, [bar]);
  }
  const ranked = [...found.values()].map((of) => ({
    of,
    rank: Math.min(...of.map((bar) => rank(bar, today))),
    until: Math.max(...of.map(stop)),
  }));
  ranked.sort((one, two) => one.rank - two.rank || order(one.until, two.until));
  return ranked.map((one) => one.of);
}

/** What ends soonest comes first. @param {number} one @param {number} two */
function order(one, two) {
  return one === two ? 0 : one - two;
}

/** Return the rows that touch a stretch of the page. They lie one under another, so
 * the first is sought by halves.
 * @param {Row[]} rows @param {number} top @param {number} bottom */
export function rowsIn(rows, top, bottom) {
  let [from, to] = [0, rows.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (rows[middle].y + rows[middle].h <= top) from = middle + 1;
    else to = middle;
  }
  const found = [];
  for (let at = from; at < rows.length && rows[at].y < bottom; at += 1) {
    found.push(rows[at]);
  }
  return found;
}

/** Return the lanes of a row that touch a stretch of the page.
 * @param {Row} row @param {number} top @param {number} bottom */
export function lanesIn(row, top, bottom) {
  const first = Math.max(0, Math.floor((top - row.y - PAD) / LANE));
  const last = Math.max(0, Math.ceil((bottom - row.y - PAD) / LANE));
  return row.lanes.slice(first, last);
}
