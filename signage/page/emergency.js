/* Makes the scene of an emergency notice: what, where, what to do, by whom, until when. */
// @ts-check

import { element, Parts } from "./scene.js";
import { Dates, fill } from "./words.js";

/** @typedef {import("./types.js").Plan} Plan */
/** @typedef {import("./types.js").Override} Override */
/** @typedef {import("./words.js").Catalogue} Catalogue */
/** @typedef {import("./types.js").Scene} Scene */

const LONG_HEADLINE = 7;
const MOST_CARDS = 3;
const FONT_WAIT_MS = 500;

/**
 * @param {Plan} plan @param {Override} notice @param {Catalogue} words
 * @returns {Promise<Scene>}
 */
export async function emergencyScene(plan, notice, words) {
  const parts = new Parts("emergency");
  const dates = new Dates(words, plan.time_zone);
  const own = words.emergency;
  parts.root.dataset.level = notice.level;
  parts.root.classList.toggle("no-icons", !(await hasIcons()));
  parts.text("icon", notice.icon || "warning");
  parts.text("headline", notice.headline);
  parts.get("headline").classList.toggle("long", notice.headline.length > LONG_HEADLINE);
  parts.text("drill", own.drill);
  parts.get("drill").hidden = !notice.drill;
  // A sentence a line, and lines break where one breathes, as it is said aloud.
  parts.get("place").replaceChildren(...notice.place.split(/(?<=。)/).map(sentence));
  const cards = notice.acts.map((act, at) => card(notice.act_icons?.[at] ?? "", act));
  const room = cards.length < MOST_CARDS;
  if (room) cards.push(helpCard(own));
  parts.get("acts").replaceChildren(...cards);
  parts.text("help", room ? "" : `${own.help}　${own.numbers.join("　")}`);
  let fitted = false;
  /** @param {number} now */
  const tick = (now) => {
    parts.text("time", dates.time(now));
    parts.text("issued", fill(own.issued, { issuer: notice.issuer, when: issuedAt(now) }));
    const end = dates.when(Date.parse(notice.ends_at), now);
    parts.get("until").replaceChildren(
      `${own.until_before} `, element("b", end), ` ${own.until_after}`,
    );
    if (!fitted && parts.root.isConnected) {
      fitted = true;
      fit(parts);
    }
  };
  /** 15:40, with the day where it was not today. @param {number} now */
  const issuedAt = (now) => {
    const at = Date.parse(notice.starts_at);
    return dates.dateOf(at) === dates.dateOf(now) ? dates.time(at) : dates.when(at, now);
  };
  return { root: parts.root, tick, drop: () => parts.drop() };
}

/** Words that would not stay on the glass whole get smaller letters.
 * @param {Parts} parts */
function fit(parts) {
  const box = parts.get("box");
  parts.root.classList.toggle("full", box.scrollHeight > box.clientHeight);
}

/** @param {string} text */
function sentence(text) {
  const made = element("span", "");
  made.append(...text.split(/(?<=，)/).map((clause) => element("span", clause)));
  return made;
}

/** @param {string} icon @param {string} act */
function card(icon, act) {
  const made = element("li", "");
  const lines = element("span", "");
  // A line ends where one breathes: 河边、桥下、山脚 | 不要停留.
  const said = act.split(/(?<=[，。])/).map((line) => line.replace(/[，。]$/, ""));
  lines.append(...said.map((line) => element("span", line)));
  made.append(symbol(icon || "check"), lines);
  return made;
}

/** @param {Catalogue} own */
function helpCard(own) {
  const made = element("li", "");
  const lines = element("span", "");
  lines.append(element("span", own.help), element("b", own.numbers.join("　")));
  made.append(symbol("call"), lines);
  return made;
}

/** @param {string} name */
function symbol(name) {
  const made = element("i", name, "icon");
  made.setAttribute("aria-hidden", "true");
  return made;
}

/** Whether signs can be drawn; without them the page goes up with words alone. */
async function hasIcons() {
  const font = "96px 'Mingbai Icons'";
  const late = new Promise((resolve) => setTimeout(() => resolve([]), FONT_WAIT_MS));
  const loaded = document.fonts.load(font, "warning").catch(() => []);
  const found = /** @type {unknown[]} */ (await Promise.race([loaded, late]));
  return found.length > 0;
}
