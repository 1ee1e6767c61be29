/* Makes the scene of one slide: its picture and all around it that moves with time. */
// @ts-check

import { itemKey } from "./places.js";
import { putLegal } from "./legal.js";
import { element, Parts } from "./scene.js";
import { codeOf, PageFault, pictureOf } from "./vault.js";
import { sizeOf } from "./webp.js";
import { Dates, fill } from "./words.js";

/** @typedef {import("./types.js").Plan} Plan */
/** @typedef {import("./types.js").SlideShow} SlideShow */
/** @typedef {import("./words.js").Catalogue} Catalogue */

/**
 * @param {Plan} plan @param {SlideShow} show @param {Catalogue} words
 * @param {() => import("./types.js").Condition} condition
 * @returns {Promise<import("./types.js").Scene>}
 */
export async function slideScene(plan, show, words, condition) {
  const slide = show.span.slides[show.index];
  const item = plan.items[slide.item];
  const page = item.pages[slide.page];
  const parts = new Parts(plan.panel.height > plan.panel.width ? "portrait" : "landscape");
  try {
    await Promise.all([putPicture(parts, page), putCode(parts, item)]);
  } catch (error) {
    parts.drop();
    throw error;
  }
  const dates = new Dates(words, plan.time_zone);
  parts.root.dataset.board = item.board;
  putWords(parts, item, slide, words);
  putNext(parts, plan, show, words);
  const segments = item.pages.map(() => element("i", ""));
  parts.get("bar").replaceChildren(...segments);
  /** @param {number} now */
  const tick = (now) => {
    const sure = condition().state !== "clock_doubted";
    parts.text("time", sure ? dates.time(now) : "");
    parts.text("day", sure ? dates.day(dates.dateOf(now), now) : "");
    putMeta(parts, item, dates, words, now);
    const face = faceNow(plan, slide.item, show, now);
    if (face) putLegal(parts, item, face, dates, words, now);
    putStale(parts, dates, words, condition().heard_at, now);
    putProgress(segments, slide.page, (now - show.startsAt) / (show.endsAt - show.startsAt));
  };
  tick(show.startsAt);
  return { root: parts.root, tick, drop: () => parts.drop() };
}

/** @param {Parts} parts @param {import("./types.js").PlanPage} page */
async function putPicture(parts, page) {
  const blob = await pictureOf(page);
  const size = await sizeOf(blob);
  if (!size) throw new PageFault("undecodable");
  // A small file can unfold into a picture that the memory does not hold.
  if (size.width > page.width || size.height > page.height) {
    throw new PageFault("too_large");
  }
  if (size.width !== page.width || size.height !== page.height) {
    throw new PageFault("wrong_pixels");
  }
  try {
    await parts.image("picture", blob);
  } catch {
    throw new PageFault("undecodable");
  }
}

/** @param {Parts} parts @param {import("./types.js").PlanItem} item */
async function putCode(parts, item) {
  const blob = await codeOf(item);
  if (!blob) {
    /** @type {HTMLElement} */ (parts.root.querySelector(".code")).hidden = true;
    return;
  }
  await parts.image("code", blob);
}

/**
 * @param {Parts} parts @param {import("./types.js").PlanItem} item
 * @param {import("./types.js").SlideRef} slide @param {Catalogue} words
 */
function putWords(parts, item, slide, words) {
  const board = words.board[item.board];
  parts.text("seal", board.seal);
  // A unit that merged boards calls them by its own name, beside the seal.
  const named = item.board_lines ?? board.lines;
  parts.text("board-name", item.board_lines?.join("") ?? board.name);
  parts.lines("board-lines", named);
  if (parts.has("board-lines")) {
    parts.get("board-lines").classList.toggle("long", named.some((line) => line.length > 3));
  }
  parts.text("unit-name", item.unit_name);
  const lines = item.unit_lines.length ? item.unit_lines : [item.unit_name];
  parts.lines("unit-lines", lines);
  if (parts.has("unit-lines")) {
    parts.get("unit-lines").classList.toggle("long", lines.some((line) => line.length > 7));
  }
  // Without an address to open, the code carries a few lines of text, not the whole.
  const whole = parts.has("board-lines") ? words.take_away : words.take_away_tall;
  parts.text("take-away", /^https?:/.test(item.code_text) ? whole : words.take_note);
  parts.text(
    "page",
    fill(words.page, { page: slide.page + 1, pages: item.pages.length }),
  );
}

/**
 * @param {Parts} parts @param {import("./types.js").PlanItem} item @param {Dates} dates
 * @param {Catalogue} words @param {number} now
 */
function putMeta(parts, item, dates, words, now) {
  // What hung before the product came is not published on the day it was taken over.
  const since = item.hung_since
    ? words.hung_before
    : fill(words.published, { date: dates.date(item.published_on, now) });
  const texts = [fill(words.register, { number: item.register_number }), since];
  if (parts.get("meta").textContent !== texts.join("")) {
    parts.get("meta").replaceChildren(...texts.map((text) => element("span", text)));
  }
}

/** @param {Parts} parts @param {Plan} plan @param {SlideShow} show @param {Catalogue} words */
function putNext(parts, plan, show, words) {
  const { slides } = show.span;
  const own = slides[show.index].item;
  const after = [...slides.slice(show.index + 1), ...slides.slice(0, show.index)];
  const next = after.find((slide) => itemKey(plan, slide.item) !== itemKey(plan, own));
  parts.get("next").hidden = !next;
  if (!next) return;
  const item = plan.items[next.item];
  parts.text("next-word", words.next);
  parts.text("next-seal", words.board[item.board].seal);
  parts.get("next-seal").dataset.board = item.board;
  parts.text("next-title", item.title);
}

/**
 * The face of the span that holds now: a slide may stand across midnight.
 * @param {Plan} plan @param {number} item @param {SlideShow} show @param {number} now
 */
function faceNow(plan, item, show, now) {
  const at = plan.spans.find(
    (span) => Date.parse(span.from_at) <= now && now < Date.parse(span.to_at),
  );
  return [at, show.span]
    .flatMap((span) => span?.faces ?? [])
    .find((face) => face.item === item);
}

/**
 * @param {Parts} parts @param {Dates} dates @param {Catalogue} words
 * @param {string | null} heardAt @param {number} now
 */
function putStale(parts, dates, words, heardAt, now) {
  const text = heardAt
    ? fill(words.content_of, { date: dates.date(dates.dateOf(Date.parse(heardAt)), now) })
    : "";
  parts.text("stale", text);
  parts.get("stale").hidden = !text;
}

/** @param {HTMLElement[]} segments @param {number} page @param {number} part */
function putProgress(segments, page, part) {
  const percent = Math.round(Math.min(1, Math.max(0, part)) * 1000) / 10;
  for (const [index, segment] of segments.entries()) {
    const done = index < page ? 100 : index === page ? percent : 0;
    segment.style.setProperty("--done", `${done}%`);
  }
}
