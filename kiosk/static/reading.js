// Read the page aloud, sentence by sentence, and mark the one that is spoken.
import { bring, onView } from "./leaves.js";

const bar = document.querySelector(".say-bar");
const said = bar?.querySelector(".said");
const start = document.querySelector('[data-say="start"]');
const audio = new Audio();
let token = "";
let sentences = [];
let at = -1;
let part = "";
const SPEEDS = { slow: 0.75, plain: 1, fast: 1.3 };
let speed = "plain";
const LEVELS = [0.25, 0.5, 0.75, 1];
let level = LEVELS.length - 1;
let loudness = 1;

audio.id = "voice";
audio.preload = "auto";
audio.hidden = true;
document.body.append(audio);

function source() {
  const notice = document.querySelector("section[data-script]:not([hidden])");
  return notice ?? document.querySelector("main[data-script]");
}

function marks(number) {
  const every = document.querySelectorAll(`[data-s~="${number}"]`);
  // Of several notices each has numbers of its own; those without a turn are not read.
  return [...every].filter((one) => !one.closest(".alarm[hidden]"));
}

function mark(number) {
  for (const old of document.querySelectorAll(".say")) old.classList.remove("say");
  const now = marks(number);
  for (const one of now) one.classList.add("say");
  if (now[0]) bring(now[0]);
}

function state(on) {
  document.body.dataset.reading = String(on);
  start?.setAttribute("aria-pressed", String(on));
}

function tell(text) {
  bar.hidden = false;
  bar.querySelector(".saying").hidden = true;
  said.textContent = text;
}

function pauseButton(paused) {
  const button = bar.querySelector('[data-say="pause"]');
  const words = paused ? button.dataset.paused : button.dataset.playing;
  button.querySelector("span").textContent = words;
  button.querySelector(".i").textContent = paused ? "play_arrow" : "pause";
}

function stop() {
  audio.pause();
  audio.removeAttribute("src");
  at = -1;
  mark(-1);
  state(false);
  bar.hidden = true;
}

function silent(text) {
  stop();
  tell(text || document.querySelector("main").dataset.silent);
  bar.classList.add("silent");
}

// Of the sentence that a touch begins with, the first words come alone and at once.
function soundOf(number, part) {
  return `/speech/${token}/${number}${part ? `/${part}` : ""}.wav`;
}

async function play(number, wanted = "") {
  if (number >= sentences.length) return stop();
  at = number;
  part = wanted;
  mark(number);
  tell(sentences[number]);
  bar.classList.remove("silent");
  bar.querySelector(".saying").hidden = false;
  pauseButton(false);
  let reply;
  try {
    reply = await fetch(soundOf(number, wanted), { cache: "no-store" });
  } catch {
    return silent("");
  }
  if (at !== number || part !== wanted) return undefined;
  if (reply.status === 422 || reply.status === 204) return next();
  if (!reply.ok) return silent("");
  const sound = await reply.blob();
  if (at !== number || part !== wanted) return undefined;
  if (audio.src.startsWith("blob:")) URL.revokeObjectURL(audio.src);
  audio.src = URL.createObjectURL(sound);
  audio.playbackRate = SPEEDS[speed];
  audio.volume = loudness * LEVELS[level];
  try {
    await audio.play();
  } catch (error) {
    if (error.name !== "AbortError") silent("");
  }
  return undefined;
}

async function begin() {
  token = source().dataset.script;
  state(true);
  let reply;
  try {
    reply = await fetch(`/speech/${token}`, { cache: "no-store" });
  } catch {
    return silent("");
  }
  if (!reply.ok) return silent("");
  const told = await reply.json();
  sentences = told.sentences;
  loudness = told.loudness;
  ears(told.earphones);
  const first = sentences.findIndex((_, number) => {
    const [one] = marks(number);
    return one && one.getClientRects().length > 0 && onView(one);
  });
  return play(Math.max(0, first), "first");
}

function next() {
  return part === "first" ? play(at, "rest") : play(at + 1);
}

function pause() {
  if (audio.paused) audio.play();
  else audio.pause();
  pauseButton(audio.paused);
}

// To earphones the limits of the hour do not apply; the bar says so.
function ears(standing) {
  const line = bar.querySelector(".ears");
  line.textContent = line.dataset[standing] ?? "";
  line.hidden = line.textContent === "";
}

function sounded(by) {
  level = Math.max(0, Math.min(LEVELS.length - 1, level + by));
  audio.volume = loudness * LEVELS[level];
  bar.querySelector('[data-say="quieter"]').disabled = level === 0;
  bar.querySelector('[data-say="louder"]').disabled = level === LEVELS.length - 1;
}

function paced(wanted) {
  speed = speed === wanted ? "plain" : wanted;
  audio.playbackRate = SPEEDS[speed];
  for (const one of ["slow", "fast"]) {
    const button = bar.querySelector(`[data-say="${one}"]`);
    button.setAttribute("aria-pressed", String(speed === one));
  }
}

audio.addEventListener("ended", () => {
  if (at >= 0) next();
});
audio.addEventListener("error", () => {
  if (at >= 0 && audio.src) silent("");
});
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-say]");
  if (!button) return;
  const act = button.dataset.say;
  if (act === "start") at >= 0 ? stop() : begin();
  if (act === "stop") stop();
  if (act === "pause" && at >= 0) pause();
  if (act === "quieter" || act === "louder") sounded(act === "louder" ? 1 : -1);
  if (act === "slow" || act === "fast") paced(act);
});
document.addEventListener("kiosk:asked", stop);
document.addEventListener("kiosk:keypad", stop);
document.body.addEventListener("htmx:afterSwap", () => {
  if (at >= 0) stop();
});
