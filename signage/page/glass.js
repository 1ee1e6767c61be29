/* Says on the page's root element what is painted, for whoever measures; reads nothing. */
// @ts-check

/** @typedef {import("./types.js").Plan} Plan */
/** @typedef {import("./types.js").Show} Show */
/** @typedef {import("./types.js").Played} Played */
/** @typedef {import("./types.js").Plain} Plain */
/** @typedef {import("./types.js").Alerted} Alerted */

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

/** What is on the glass, as the records have it: a slide, an emergency notice, or a page
 * without either. @param {Plan | null} plan @param {Show} show
 * @returns {Played | Alerted | Plain | null} */
export function recordedOf(plan, show) {
  const version = plan?.programme_version ?? 0;
  switch (show.kind) {
    case "slide":
      return playedOf(plan, show);
    case "emergency":
      return alertedOf(show.override, version);
    default:
      return { kind: "plain_shown", view: show.kind, programme_version: version };
  }
}

/** @param {import("./types.js").Override} notice @param {number} version
 * @returns {Alerted} */
function alertedOf(notice, version) {
  return { kind: "override_shown", override: notice.id, programme_version: version };
}

/** Why what was on the glass left it, given what takes its place.
 * @param {Show} show @param {string} reason */
export function endReason(show, reason) {
  if (show.kind === "emergency") return "overridden";
  return show.kind === "default" && show.stop ? "stopped" : reason;
}

/** @param {Plan | null} plan @param {Show} show @param {Played | null} played
 * @param {number} paintedAt */
export function tellPainted(plan, show, played, paintedAt) {
  const told = document.documentElement.dataset;
  told.view = show.kind;
  told.order = orderOf(show);
  told.resting = ("span" in show && show.span?.resting) || "";
  told.pageSha = played?.page ?? "";
  told.disclosure = played?.disclosure ?? "";
  told.planVersion = String(plan?.programme_version ?? "");
  told.paintedAt = String(performance.timeOrigin + paintedAt);
}

/** The order that a show obeys. @param {Show} show */
export function orderOf(show) {
  if (show.kind === "emergency") return show.override.id;
  return show.kind === "default" ? (show.stop?.id ?? "") : "";
}
