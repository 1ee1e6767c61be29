// Cover the page when the server is silent, and come home when it speaks again.
const EVERY_MS = 1500;
const PATIENCE_MS = 1500;
const cover = document.querySelector(".cover");
const isCover = "cover" in document.body.dataset;
let misses = 0;
let covered = isCover;

export function showCover() {
  covered = true;
  if (cover) cover.hidden = false;
}

async function answers() {
  try {
    const signal = AbortSignal.timeout(PATIENCE_MS);
    const reply = await fetch(`/healthz?shown=${shown()}`, { cache: "no-store", signal });
    if (!reply.ok || (await reply.text()) !== "ok") return false;
    if (!covered && reply.headers.get("x-orders") !== document.body.dataset.orders) {
      comeAnew();
    }
    return true;
  } catch {
    return false;
  }
}

// Of several notices it is the one that has its turn; the record is of this one alone.
function shown() {
  if (document.visibilityState !== "visible") return "";
  const notice = document.querySelector("[data-notice]:not([hidden])");
  return encodeURIComponent(notice?.dataset.notice ?? "");
}

// An emergency notice or a stop came, or is over: the page is written anew with it.
let coming = false;
function comeAnew() {
  if (coming) return;
  coming = true;
  location.replace(location.href);
}

async function look() {
  if (await answers()) {
    misses = 0;
    if (covered) {
      location.replace("/");
      return;
    }
    keepCover();
  } else {
    misses += 1;
    if (misses >= 2) showCover();
  }
  setTimeout(look, EVERY_MS);
}

for (const failed of ["htmx:sendError", "htmx:timeout"]) {
  document.body.addEventListener(failed, showCover);
}
// A server that fails says so in words; the words are a page of their own.
document.body.addEventListener("htmx:responseError", () => location.reload());

let waiting = 0;
const wait = document.querySelector(".wait");
document.addEventListener("submit", () => later());
document.addEventListener("click", (event) => {
  if (event.target.closest("a[href]")) later();
});
document.body.addEventListener("htmx:afterRequest", () => clearTimeout(waiting));

function later() {
  clearTimeout(waiting);
  waiting = setTimeout(() => {
    if (wait) wait.hidden = false;
  }, 2000);
}

// Told at once, so that the records of two notices end and begin where the turn did.
document.addEventListener("kiosk:turn", answers);

// A page that was still coming when the worker took over belongs to nobody until it
// asks, and a worker whose files did not come is gone: both are asked for again. One
// that is there looks whether the browser still has the files.
async function keepCover() {
  if (!("serviceWorker" in navigator) || isCover) return;
  if (navigator.serviceWorker.controller) {
    navigator.serviceWorker.controller.postMessage("keep");
    return;
  }
  try {
    const kept = await navigator.serviceWorker.register("/sw.js");
    kept.active?.postMessage("claim");
  } catch (error) {
    console.warn("no cover kept yet", error);
  }
}

keepCover();
setTimeout(look, EVERY_MS);
