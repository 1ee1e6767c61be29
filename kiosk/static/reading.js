// Read the page aloud, sentence by sentence, and mark the one that is spoken.
import { bring, onView } from "/static/leaves.js";

const bar = document.querySelector(".say-bar");
const said = bar?.querySelector(".said");
const start = document.querySelector('[data-say="start"]');
const audio = new Audio();
let token = "";
let sentences = [];
let at = -1;
let slow = false;

audio.id = "voice";
audio.preload = "auto";
audio.hidden = true;
document.body.append(audio);

function source() {
  return document.querySelector("section[data-script]") ?? document.querySelector("main[data-script]");
}

function marks(number) {
  return [...document.querySelectorAll(`[data-s~="${number}"]`)];
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

async function play(number) {
  if (number >= sentences.length) return stop();
  at = number;
  mark(number);
  tell(sentences[number]);
  bar.classList.remove("silent");
  bar.querySelector(".saying").hidden = false;
  pauseButton(false);
  const url = `/speech/${token}/${number}.wav`;
  let reply;
  try {
    reply = await fetch(url, { cache: "no-store" });
  } catch {
    return silent("");
  }
  if (at !== number) return undefined;
  if (reply.status === 422) return play(number + 1);
  if (!reply.ok) return silent("");
  const sound = await reply.blob();
  if (at !== number) return undefined;
  if (audio.src.startsWith("blob:")) URL.revokeObjectURL(audio.src);
  audio.src = URL.createObjectURL(sound);
  audio.playbackRate = slow ? 0.75 : 1;
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
  sentences = (await reply.json()).sentences;
  const first = sentences.findIndex((_, number) => {
    const [one] = marks(number);
    return one && one.getClientRects().length > 0 && onView(one);
  });
  return play(Math.max(0, first));
}

function pause() {
  if (audio.paused) audio.play();
  else audio.pause();
  pauseButton(audio.paused);
}

function slower() {
  slow = !slow;
  audio.playbackRate = slow ? 0.75 : 1;
  bar.querySelector('[data-say="slow"]').setAttribute("aria-pressed", String(slow));
}

audio.addEventListener("ended", () => {
  if (at >= 0) play(at + 1);
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
  if (act === "slow") slower();
});
document.addEventListener("kiosk:asked", stop);
document.body.addEventListener("htmx:afterSwap", () => {
  if (at >= 0) stop();
});
