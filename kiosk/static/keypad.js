// Lead somebody who does not see the page through it by a tactile keypad: every stop is
// spoken. What may be pressed stands in docs/accessibility.md. Nothing is spoken before
// the first of these keys, and nothing after the visit has ended.
const body = document.body;
const words = document.querySelector("#keypad").dataset;
const veil = document.querySelector(".veil");
const box = document.querySelector("#words");
const audio = new Audio();
const STRIKE = "last-key";
const MOST_LEVEL = 4;
const MOST_LETTERS = 600;
const ACTS = {
  ArrowDown: () => step(1), ArrowRight: () => step(1), Numpad2: () => step(1), Numpad6: () => step(1),
  ArrowUp: () => step(-1), ArrowLeft: () => step(-1), Numpad8: () => step(-1), Numpad4: () => step(-1),
  Numpad5: press, NumpadEnter: press, Enter: press,
  Escape: back, NumpadDecimal: back, Numpad0: begin, Numpad1: again,
  Numpad7: () => go("/"), Numpad9: () => go("/help"),
  NumpadAdd: () => louder(1), NumpadSubtract: () => louder(-1),
};
const STOPS = "[data-s], a[href], button, input, .line";
const pages = new Map();
let asked = 0;
let last = "";
let loudness = 1;

audio.id = "keypad-voice";

function on() {
  return Number(body.dataset.keypad) > 0;
}

// What covers the rest is alone within reach, as for a finger.
function parts() {
  if (!veil.hidden) return [veil];
  const alarm = document.querySelector(".alarm:not([hidden])");
  return alarm ? [alarm] : document.querySelectorAll("main, .foot, .k-dock");
}

function reachable(one) {
  if (one.closest("[inert], [aria-hidden=true], .say-bar, [hidden]")) return false;
  if (one.disabled || one.type === "hidden" || one.getAttribute("aria-disabled") === "true") return false;
  return one.getClientRects().length > 0 && !one.parentElement.closest("a[href], button");
}

function stops() {
  return [...parts()].flatMap((part) => [...part.querySelectorAll(STOPS)]).filter(reachable);
}

async function sentencesOf(one) {
  const token = one.closest("[data-script]")?.dataset.script;
  if (!token) return [];
  if (!pages.has(token)) {
    const reply = await fetch(`/speech/${token}`, { cache: "no-store" });
    const told = reply.ok ? await reply.json() : { sentences: [], loudness };
    loudness = told.loudness;
    pages.set(token, told.sentences);
  }
  return pages.get(token);
}

function shown(one) {
  const copy = one.cloneNode(true);
  for (const hidden of copy.querySelectorAll("[aria-hidden=true], [hidden]")) hidden.remove();
  return copy.textContent.replace(/\s+/g, " ").trim();
}

// As the page is read aloud where it is; its own label or its words elsewhere.
async function nameOf(one) {
  const marked = [one, ...one.querySelectorAll("[data-s]")].filter((each) => each.dataset.s);
  const sentences = marked.length > 0 ? await sentencesOf(one) : [];
  const said = marked.flatMap((each) => each.dataset.s.split(" ")).map((at) => sentences[at]);
  return said.filter(Boolean).join("") || one.ariaLabel || shown(one);
}

function stateOf(one) {
  if (one.matches("input")) return `${words.field}${one.value}`;
  const chosen = one.ariaPressed === "true" || one.ariaChecked === "true" || one.ariaCurrent;
  return chosen && chosen !== "false" ? words.on : "";
}

async function say(text) {
  const mine = ++asked;
  last = text;
  audio.pause();
  const form = new URLSearchParams({ text: text.slice(0, MOST_LETTERS) });
  try {
    const reply = await fetch("/speech/say", { method: "POST", body: form, cache: "no-store" });
    if (mine !== asked || !reply.ok) return;
    const sound = await reply.blob();
    if (mine !== asked) return;
    if (audio.src) URL.revokeObjectURL(audio.src);
    audio.src = URL.createObjectURL(sound);
    audio.volume = loudness * (Number(body.dataset.keypad) / MOST_LEVEL);
    await audio.play();
  } catch (error) {
    // A key that comes before the sound is there wins; a silent server has its cover.
    if (error.name !== "AbortError") audio.pause();
  }
}

async function sayStop(one, before = "") {
  const said = await nameOf(one);
  await say([before, said, stateOf(one)].filter(Boolean).join("，"));
}

function step(by) {
  const every = stops();
  const at = every.indexOf(document.activeElement);
  const to = Math.max(0, Math.min(every.length - 1, at < 0 ? (by > 0 ? 0 : every.length - 1) : at + by));
  const one = every[to];
  if (!one) return;
  if (!one.matches("a, button, input")) one.tabIndex = -1;
  one.focus();
  sayStop(one, to === at ? (by > 0 ? words.last : words.first) : "");
}

function press() {
  const one = document.activeElement;
  if (one.matches("a, button")) one.click();
  else if (one !== body) sayStop(one);
}

function go(where) {
  location.assign(where);
}

function back() {
  if (!veil.hidden) veil.querySelector("[data-stay]").click();
  else go(body.classList.contains("home") ? "/" : "/back");
}

async function begin() {
  const title = document.querySelector(".alarm:not([hidden]) h1, main h1");
  await say([words.how, title ? await nameOf(title) : document.title].join(""));
}

function again() {
  if (last) say(last);
}

function keep(level) {
  body.dataset.keypad = String(level);
  delete body.dataset.untouched;
  const form = new URLSearchParams({ level: String(level) });
  return fetch("/keypad", { method: "POST", body: form }).catch(() => {});
}

async function louder(by) {
  const level = Math.max(1, Math.min(MOST_LEVEL, Number(body.dataset.keypad) + by));
  await keep(level);
  say(`${words.level}${level}`);
}

function typing(event) {
  const editing = ["ArrowLeft", "ArrowRight", "Enter"].includes(event.code);
  return event.target.matches?.("input") && editing;
}

// A hand that trembles strikes twice; the second must not press what the first opened.
function struckTwice(code) {
  const within = Number(body.dataset.strikeMs);
  if (!within) return false;
  const before = JSON.parse(sessionStorage.getItem(STRIKE) ?? "null");
  const now = Date.now();
  if (before?.code === code && now - before.at >= 0 && now - before.at < within) return true;
  sessionStorage.setItem(STRIKE, JSON.stringify({ code, at: now }));
  return false;
}

addEventListener("keydown", (event) => {
  const act = ACTS[event.code];
  if (!act || typing(event)) return;
  // Until it is asked for by a key of its own, Enter and Escape are the page's.
  if (!on() && (event.code === "Enter" || event.code === "Escape")) return;
  event.preventDefault();
  // A key that is held down is pressed once: a slow hand goes no further than it means to.
  if (event.repeat || struckTwice(event.code)) return;
  document.dispatchEvent(new CustomEvent("kiosk:keypad"));
  if (on()) act();
  else keep(MOST_LEVEL - 1).then(begin);
});

// The words of a dialog and the answers to what is typed come by themselves.
document.addEventListener("kiosk:asked", () => {
  if (!on()) return;
  setTimeout(() => {
    const parts = [...veil.querySelectorAll("h2, #idle-left, [data-stay]")];
    say(parts.map(shown).join("，"));
  });
});
body.addEventListener("htmx:afterSettle", () => {
  if (!on() || !box) return;
  pages.clear();
  const told = document.querySelector("#found h2");
  say([box.value, shown(document.querySelector("#count")), told ? shown(told) : ""].filter(Boolean).join("，"));
});
if (on()) {
  const named = document.getElementById(location.hash.slice(1));
  const title = named ?? document.querySelector(".alarm:not([hidden]) h1, main h1");
  if (title) sayStop(title);
}
