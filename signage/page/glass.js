/* Says on the page's root element what is painted, for whoever measures; reads nothing. */
// @ts-check

/** @typedef {import("./types.js").Plan} Plan */
/** @typedef {import("./types.js").Show} Show */
/** @typedef {import("./types.js").Played} Played */

/** What a slide is in records, or null for a page without one.
 * @param {Plan | null} plan @param {Show | null} show @returns {Played | null} */
export function playedOf(plan, show) {
  if (!plan || show?.kind !== "slide") return null;
  const slide = show.span.slides[show.index];
  const item = plan.items[slide.item];
  return {
    disclosure: item.disclosure,
    manifest: item.manifest,
    page: item.pages[slide.page].sha256,
    page_number: slide.page + 1,
    pages: item.pages.length,
    dwell_s: slide.dwell_s,
    programme_version: plan.programme_version,
  };
}

/** @param {Plan | null} plan @param {Show} show @param {Played | null} played
 * @param {number} paintedAt */
export function tellPainted(plan, show, played, paintedAt) {
  const told = document.documentElement.dataset;
  told.view = show.kind;
  told.pageSha = played?.page ?? "";
  told.disclosure = played?.disclosure ?? "";
  told.planVersion = String(plan?.programme_version ?? "");
  told.paintedAt = String(performance.timeOrigin + paintedAt);
}
