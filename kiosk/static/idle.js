// Ask whether anybody is still there, then forget the visit. Reading aloud waits.
const veil = document.querySelector(".veil");
const idleMs = Number(document.body.dataset.idleS) * 1000;
const warningMs = Number(document.body.dataset.warningS) * 1000;
let last = performance.now();
let asked = 0;

// What lies under an emergency notice stays out of reach, whatever is asked above it.
function within() {
  const alarm = document.querySelectorAll(".alarm");
  return alarm.length ? alarm : document.querySelectorAll("main, .k-dock, .k-head, .foot");
}

function reading() {
  return document.body.dataset.reading === "true";
}

function touch() {
  if (!asked) last = performance.now();
}

function ask() {
  asked = performance.now();
  document.dispatchEvent(new CustomEvent("kiosk:asked"));
  veil.hidden = false;
  for (const part of within()) part.inert = true;
  veil.querySelector("[data-stay]").focus();
}

function stay() {
  asked = 0;
  last = performance.now();
  veil.hidden = true;
  for (const part of within()) part.inert = false;
  fetch("/stay", { method: "POST" }).catch(() => {});
}

function show(leftMs) {
  const seconds = Math.max(0, Math.ceil(leftMs / 1000));
  const line = veil.querySelector("#idle-left");
  const text = line.dataset.left.replace("{}", String(seconds));
  if (line.textContent === text) return;
  line.textContent = text;
  veil.querySelector(".ring b").textContent = String(seconds);
  const part = Math.max(0, Math.min(100, (leftMs / warningMs) * 100));
  veil.querySelector(".ring").style.setProperty("--left", `${part}%`);
}

function tick() {
  const now = performance.now();
  if (reading()) last = now;
  if (asked) {
    show(warningMs - (now - asked));
    if (now - asked >= warningMs) {
      veil.querySelector("form").submit();
      return;
    }
  } else if (now - last >= idleMs && mayForget()) {
    ask();
    show(warningMs);
  }
  setTimeout(tick, 200);
}

// The first page of a visit that has done nothing yet has nothing to forget.
function mayForget() {
  return !("untouched" in document.body.dataset);
}

for (const kind of ["pointerdown", "keydown", "input", "touchstart", "wheel"]) {
  document.addEventListener(kind, touch, { passive: true });
}
veil.querySelector("[data-stay]").addEventListener("click", stay);
veil.addEventListener("keydown", (event) => {
  if (event.key === "Escape") stay();
  if (event.key !== "Tab") return;
  const buttons = [...veil.querySelectorAll("button")];
  const at = buttons.indexOf(document.activeElement);
  const step = event.shiftKey ? -1 : 1;
  buttons[(at + step + buttons.length) % buttons.length].focus();
  event.preventDefault();
});
tick();
