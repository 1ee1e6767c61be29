/* Puts the screen page together and starts it; the work is in the other modules. */
// @ts-check

import { Faults } from "./faults.js";
import { Feed } from "./feed.js";
import { isSure, keepTime, now } from "./hour.js";
import { Ledger } from "./ledger.js";
import { Loop } from "./loop.js";
import { PACE, Proof } from "./proof.js";
import { Reader } from "./readback.js";
import { Sounding } from "./sounding.js";
import { openSpool } from "./spool.js";
import { Stage } from "./stage.js";
import { keptPlan } from "./vault.js";

const AGAIN_MS = 5_000;
const KEEP_AGAIN_MS = 60_000;
const SECOND_MS = 1_000;
const PACE_WAIT_MS = 1_000;

async function start() {
  const [answer, spool, kept, pace] = await Promise.all([
    fetch("/look/screen/zh-CN.json"),
    openSpool(),
    keptPlan(),
    paceOf(),
    // Nothing may begin by a clock that the player knows to be wrong.
    keepTime(),
  ]);
  const words = await answer.json();
  document.title = words.title;
  const stage = new Stage(/** @type {HTMLElement} */ (document.getElementById("screen")));
  const doubted = () => feed.condition.state === "clock_doubted" || !isSure();
  const ledger = new Ledger(spool, doubted, now);
  await ledger.recover();
  const feed = new Feed(
    (plan) => {
      if (plan) loop.adopt(plan);
      else if (feed.condition.code) loop.clear();
    },
    () => refresh(),
  );
  const faults = new Faults(spool);
  const condition = () => feed.condition;
  const sounding = new Sounding();
  const loop = new Loop({ stage, ledger, spool, faults, words, sounding, condition, kept });
  const again = () => loop.again();
  const proof = new Proof({ stage, ledger, spool, faults, reader: new Reader(), pace, again });
  loop.onPainted = (...painted) => proof.painted(...painted);
  const refresh = () => stage.scene?.tick(now());
  stage.measure(null);
  watchSight(ledger);
  keepShell(loop);
  const plan = await feed.first();
  if (plan) loop.adopt(plan);
  feed.start();
  beat(stage, ledger);
  await loop.run();
}

/** How often the glass is read back: the player's setting, or else the page's own. */
async function paceOf() {
  try {
    const answer = await fetch("/proof.json", { signal: AbortSignal.timeout(PACE_WAIT_MS) });
    return answer.ok ? await answer.json() : PACE;
  } catch {
    return PACE;
  }
}

/** Once a second: figures move, and a frame shows that the glass is alive.
 * @param {Stage} stage @param {Ledger} ledger */
function beat(stage, ledger) {
  stage.scene?.tick(now());
  ledger.watch(performance.now());
  requestAnimationFrame((mono) => ledger.frame(mono));
  setTimeout(() => beat(stage, ledger), SECOND_MS - (now() % SECOND_MS));
}

/** @param {Ledger} ledger */
function watchSight(ledger) {
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") ledger.pause("hidden", performance.now());
  });
  window.addEventListener("pagehide", () => ledger.end("closed", performance.now()));
}

/** Keep the page's own files, and take a new build up at a boundary. @param {Loop} loop */
function keepShell(loop) {
  const worker = navigator.serviceWorker;
  let controlled = worker.controller !== null;
  worker.addEventListener("controllerchange", () => {
    // The first worker only begins to keep what this page has just loaded.
    if (controlled) loop.reload = true;
    controlled = true;
  });
  const keep = () =>
    worker.register("/sw.js").catch((error) => {
      console.warn("no shell kept yet", error);
      setTimeout(keep, KEEP_AGAIN_MS);
    });
  keep();
}

start().catch((error) => {
  // A screen never stays dark: whatever failed is tried again from the start.
  console.error(error);
  setTimeout(() => window.location.reload(), AGAIN_MS);
});
