/* Makes what stands over the timeline: the days in view, zoom, and what is left out. */
// @ts-check

import { made } from "./made.js";

const SPANS = /** @type {[string, number][]} */ ([
  ["一周", 7],
  ["两周", 14],
  ["七周", 49],
  ["半年", 182],
  ["全年", 364],
]);

/** @param {import("./board.js").Board} board @param {HTMLElement} host */
export function placeTools(board, host) {
  const told = made("b", "tl-told");
  const back = button("", "chevron_left", () => board.look(board.firstDay - step(board)));
  back.setAttribute("aria-label", "往前");
  const on = button("", "chevron_right", () => board.look(board.firstDay + step(board)));
  on.setAttribute("aria-label", "往后");
  const today = button("回到今天", "", () => board.toToday());
  const spans = SPANS.map(([label, days]) => {
    const made = button(label, "", () => board.zoomTo(days));
    made.dataset.days = String(days);
    return made;
  });
  host.replaceChildren(back, told, on, today, made("span", "sp"), ...spans);
  host.append(siftOf(board));
  board.onView = () => {
    const last = Math.min(board.data.days.length, board.firstDay + board.zoom) - 1;
    told.textContent = `${board.days.words(board.firstDay)}—${board.days.words(last)}`;
    for (const span of spans) {
      span.setAttribute("aria-pressed", String(span.dataset.days === String(board.zoom)));
    }
  };
}

/** @param {import("./board.js").Board} board */
function step(board) {
  return Math.max(7, Math.round(board.zoom / 2 / 7) * 7);
}

/** @param {string} label @param {string} icon @param {() => void} act */
function button(label, icon, act) {
  const element = made("button", "a-btn", label);
  element.setAttribute("type", "button");
  if (icon) element.dataset.icon = icon;
  element.addEventListener("click", act);
  return element;
}

/** Return the filters. Where the head is too narrow for them they lie behind a button
 * that says how many are set; which of the two is seen decides the style sheet.
 * @param {import("./board.js").Board} board */
function siftOf(board) {
  const root = made("div", "tl-sift");
  const fields = made("div", "tl-fields");
  const opener = button("", "filter_list", () => toggle(!isOpen()));
  opener.classList.add("tl-opener");
  const isOpen = () => root.classList.contains("open");
  /** @param {boolean} open */
  const toggle = (open) => {
    root.classList.toggle("open", open);
    opener.setAttribute("aria-expanded", String(open));
  };
  const tell = () => {
    const chosen = fields.querySelectorAll("select:not(.all)").length;
    opener.textContent = chosen ? `筛选（${chosen}）` : "筛选";
  };
  fields.append(...selects(board));
  fields.addEventListener("change", tell);
  root.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !isOpen()) return;
    toggle(false);
    opener.focus();
  });
  root.addEventListener("focusout", (event) => {
    const to = /** @type {Node | null} */ (event.relatedTarget);
    if (to && !root.contains(to)) toggle(false);
  });
  root.append(opener, fields);
  toggle(false);
  tell();
  return root;
}

/** @param {import("./board.js").Board} board */
function selects(board) {
  const { data } = board;
  const boards = Object.entries(data.boards);
  const states = Object.entries(data.states);
  const units = data.units.map((name, at) => [String(at), name]);
  return [
    select("四务", "全部四务", boards, (value) => board.sift({ board: value })),
    select("单位", "全部单位", units, (value) =>
      board.sift({ unit: value === "" ? -1 : Number(value) }),
    ),
    select("状态", "全部状态", states, (value) => board.sift({ state: value })),
  ];
}

/** @param {string} label @param {string} all @param {string[][]} options
 * @param {(value: string) => void} act */
function select(label, all, options, act) {
  const element = /** @type {HTMLSelectElement} */ (
    made("select", "a-btn tl-select all")
  );
  element.setAttribute("aria-label", label);
  for (const [value, words] of [["", all], ...options]) {
    const option = /** @type {HTMLOptionElement} */ (made("option", "", words));
    option.value = value;
    element.append(option);
  }
  element.addEventListener("change", () => {
    element.classList.toggle("all", element.value === "");
    act(element.value);
  });
  return element;
}
