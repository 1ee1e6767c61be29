// Turn what is longer than its box into leaves, one on view, turned by buttons.
const box = document.querySelector(".leaves");
const pager = document.querySelector(".pager");
const MOST_STRETCH = 1.4;
const ENLARGED = ["1.4", "1.2"];

function part(name) {
  return pager.querySelector(`[data-leaf="${name}"]`);
}

function gap() {
  return parseFloat(getComputedStyle(box).columnGap) || 0;
}

function step() {
  return box.clientWidth + gap();
}

function count() {
  return Math.max(1, Math.ceil((box.scrollWidth + gap()) / step() - 0.1));
}

// A leaf of two columns is filled up, so that the last one can be turned to.
function fillUp() {
  box.querySelector(".spacer")?.remove();
  const columns = Number(getComputedStyle(box).columnCount) || 1;
  const wide = step() / columns;
  const used = Math.round((box.scrollWidth + gap()) / wide);
  if (used % columns === 0) return;
  const spacer = document.createElement("div");
  spacer.className = "spacer";
  box.append(spacer);
}

// Leaves lie to the left of one another where words are written from right to left.
function ahead() {
  return getComputedStyle(box).direction === "rtl" ? -1 : 1;
}

function at() {
  return Math.round(Math.abs(box.scrollLeft) / step());
}

function showLeaf(leaf) {
  box.scrollLeft = ahead() * leaf * step();
}

export function turnTo(leaf) {
  showLeaf(Math.max(0, Math.min(count() - 1, leaf)));
  say();
}

export function leafOf(element) {
  if (!box || !box.classList.contains("turned")) return 0;
  const frame = box.getBoundingClientRect();
  const place = element.getClientRects()[0] ?? frame;
  const edge = ahead() < 0 ? "right" : "left";
  const along = ahead() * (place[edge] - frame[edge] + box.scrollLeft);
  return Math.max(0, Math.floor((along + 1) / step()));
}

export function bring(element) {
  if (box && box.classList.contains("turned") && box.contains(element)) {
    const leaf = leafOf(element);
    if (leaf !== at()) turnTo(leaf);
  }
}

export function onView(element) {
  if (!box || !box.classList.contains("turned") || !box.contains(element)) return true;
  return leafOf(element) >= at();
}

function say() {
  const leaf = at();
  part("at").textContent = String(leaf + 1);
  part("of").textContent = String(count());
  part("back").disabled = leaf === 0;
  part("on").disabled = leaf >= count() - 1;
}

function overflows(element) {
  return element.scrollHeight > element.clientHeight + 2;
}

function tooLong() {
  return [box, ...box.querySelectorAll(":scope > section")].some(overflows);
}

function rowsOf() {
  const list = box.querySelector(":scope > .rows, :scope > .grid");
  const rows = list ? [...list.children] : [];
  const beside = rows.filter((one) => one.offsetTop === rows[0].offsetTop).length;
  const tallest = Math.max(1, ...rows.map((one) => one.offsetHeight));
  return { lines: Math.ceil(rows.length / Math.max(1, beside)), tallest };
}

// Rows of one height fill the box, so that no leaf ends in the middle of it.
function evenOut({ lines, tallest }) {
  if (lines === 0) return;
  const room = Math.floor(box.getBoundingClientRect().height);
  const fitting = Math.max(1, Math.floor(room / tallest));
  const height = Math.min(room / Math.min(lines, fitting), tallest * MOST_STRETCH);
  box.style.setProperty("--row", `${Math.floor(height)}px`);
}

// A short text is set larger, as long as it still fits.
function enlarge() {
  for (const times of ENLARGED) {
    box.style.setProperty("--times", times);
    if (!tooLong() && box.scrollWidth <= box.clientWidth) return;
  }
  box.style.removeProperty("--times");
}

// A part that a leaf cannot hold side by side is set one below the other.
function loosen() {
  const who = box.querySelector(":scope > .who");
  box.classList.toggle("loose", Boolean(who && who.getClientRects().length > 1));
}

function arrange() {
  const leaf = box.classList.contains("turned") ? at() : 0;
  box.classList.remove("turned", "tight", "loose");
  box.querySelector(".spacer")?.remove();
  box.style.removeProperty("--row");
  box.style.removeProperty("--times");
  pager.hidden = true;
  const rows = rowsOf();
  if (!tooLong()) {
    evenOut(rows);
    // Rows of unlike heights may fit as they are, and not as high as the tallest.
    if (tooLong()) box.style.removeProperty("--row");
    if (box.classList.contains("prose")) enlarge();
    return;
  }
  box.classList.add("tight");
  if (!tooLong()) return;
  pager.hidden = false;
  box.classList.add("turned");
  evenOut(rows);
  loosen();
  fillUp();
  turnTo(leaf);
}

// What was just ticked is on view when the page comes again.
function bringNamed() {
  const named = document.getElementById(location.hash.slice(1));
  if (!named) return;
  named.focus();
  bring(named);
}

if (box && pager) {
  part("back").addEventListener("click", () => turnTo(at() - 1));
  part("on").addEventListener("click", () => turnTo(at() + 1));
  for (const link of document.querySelectorAll('a[href^="#part-"]')) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      bring(document.querySelector(link.getAttribute("href")));
    });
  }
  box.addEventListener("focusin", (event) => bring(event.target));
  box.addEventListener("scroll", () => {
    if (box.classList.contains("turned")) {
      showLeaf(at());
      say();
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "PageDown") turnTo(at() + 1);
    if (event.key === "PageUp") turnTo(at() - 1);
  });
  let width = 0;
  let height = 0;
  // The page's body changes with the glass, and when the bar of reading comes.
  const page = document.querySelector("main");
  new ResizeObserver(() => {
    if (page.clientWidth === width && page.clientHeight === height) return;
    [width, height] = [page.clientWidth, page.clientHeight];
    arrange();
  }).observe(page);
  document.fonts.ready.then(arrange);
  for (const picture of box.querySelectorAll("img")) {
    if (!picture.complete) picture.addEventListener("load", arrange);
  }
  arrange();
  bringNamed();
}
