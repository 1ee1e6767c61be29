/* Tells what time to go by: the machine's clock, unless it was set; shows nothing. */
// @ts-check

const STEP_MS = 2_000;
const ASK_MS = 15_000;
const WAIT_MS = 1_500;

/**
 * What lies between the count that nobody sets and the time to go by.
 * A clock that is set moves neither this nor what is shown: the player is asked.
 */
let base = offset();
/** How far the machine's clock is ahead of it, as was told or seen last. */
let ahead = 0;
let told = true;
let stepped = false;

function offset() {
  return Date.now() - performance.now();
}

/** The instant to go by, in milliseconds. @returns {number} */
export function now() {
  const moved = offset() - base - ahead;
  if (Math.abs(moved) >= STEP_MS) {
    ahead += moved;
    stepped = true;
    void ask();
  } else if (ahead === 0) {
    // A clock that is corrected bit by bit is followed: displays agree by it.
    base += moved;
  }
  return base + performance.now();
}

/** Whether it can be believed. @returns {boolean} */
export function isSure() {
  now();
  return told && !stepped;
}

/** Take the player's word. @param {{ at_ms: number, sure: boolean }} word
 * @param {number} tookMs from the question to the answer */
export function hear(word, tookMs) {
  const own = word.at_ms + tookMs / 2 - performance.now();
  const off = offset() - own;
  const near = Math.abs(off) < STEP_MS;
  base = near ? offset() : own;
  ahead = near ? 0 : off;
  told = word.sure;
  stepped = false;
}

/** Ask at once, and again and again. @returns {Promise<void>} */
export async function keepTime() {
  await ask();
  setInterval(() => void ask(), ASK_MS);
}

let asking = false;

async function ask() {
  if (asking) return;
  asking = true;
  try {
    const began = performance.now();
    const answer = await fetch("/now", {
      cache: "no-store",
      signal: AbortSignal.timeout(WAIT_MS),
    });
    if (answer.ok) hear(await answer.json(), performance.now() - began);
  } catch (error) {
    // Without the player the count goes on by itself.
    console.debug("nobody tells the time", error);
  } finally {
    asking = false;
  }
}
