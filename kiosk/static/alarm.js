// Fit an emergency notice to the glass, let several take turns, and let each be heard
// where the county wants it.
const alarms = [...document.querySelectorAll(".alarm")];
const banners = [...document.querySelectorAll(".standing")];
const ordered = (alarms.length ? alarms : banners).map((one) => one.dataset.notice);
const HELD_MS = 60_000;
const STEP = 0.04;
const LEAST = 0.6;
const AGAIN_MS = 60_000;
const LOOK_MS = 5_000;
const KEPT = "alarms-heard";

// Smaller letters go before a line that is cut.
function fit(part) {
  let size = 1;
  part.style.fontSize = "";
  while (part.scrollHeight > part.clientHeight + 1 && size > LEAST) {
    size -= STEP;
    part.style.fontSize = `${size}em`;
  }
}

// When each was heard; the page is written anew for every resident, the sound is not.
function heard() {
  return JSON.parse(sessionStorage.getItem(KEPT) ?? "{}");
}

function isDue(id, times) {
  const at = heard()[id];
  if (at === undefined) return true;
  // Also after the clock was set back: it must not stay silent until then.
  return times === "repeated" && Math.abs(Date.now() - at) >= AGAIN_MS;
}

const sound = new Audio();

async function hear() {
  const { sound: url, times } = alarms.find((one) => !one.hidden).dataset;
  if (isDue(url, times) && document.body.dataset.reading !== "true" && sound.paused) {
    try {
      // In quiet hours the server has no sound; it is asked again.
      const reply = await fetch(url, { cache: "no-store" });
      if (reply.ok) await play(url, await reply.blob());
    } catch {
      // Gone for now, as the cover says, or this machine may not sound: asked again.
    }
  }
  setTimeout(hear, LOOK_MS);
}

async function play(url, wav) {
  const made = URL.createObjectURL(wav);
  sound.src = made;
  sound.onended = () => URL.revokeObjectURL(made);
  await sound.play();
  sessionStorage.setItem(KEPT, JSON.stringify({ ...heard(), [url]: Date.now() }));
}

let turn = 0;
let touchedAt = -Infinity;

// Nothing is taken from under a finger, an ear, or whoever finds the way by the keypad.
function busy() {
  const { reading, keypad } = document.body.dataset;
  const held = performance.now() - touchedAt < HELD_MS;
  return held || reading === "true" || Number(keypad) > 0 || !sound.paused;
}

function pass() {
  if (busy()) {
    setTimeout(pass, LOOK_MS);
    return;
  }
  turn = (turn + 1) % ordered.length;
  for (const one of document.querySelectorAll("[data-notice]")) {
    one.hidden = one.dataset.notice !== ordered[turn];
  }
  fitShown();
  alarms.find((one) => !one.hidden)?.querySelector(".primary").focus();
  document.dispatchEvent(new CustomEvent("kiosk:turn"));
  setTimeout(pass, Number(document.body.dataset.turnMs));
}

function fitShown() {
  const what = document.querySelector(".alarm:not([hidden]) .what");
  if (what) fit(what);
}

if (ordered.length > 1) setTimeout(pass, Number(document.body.dataset.firstMs));
for (const alarm of alarms) {
  alarm.addEventListener("pointerdown", () => (touchedAt = performance.now()));
  alarm.addEventListener("click", () => sound.pause());
}
if (alarms.length) {
  fitShown();
  document.fonts.ready.then(fitShown);
  addEventListener("resize", fitShown);
  if (alarms[0].dataset.sound) hear();
}
