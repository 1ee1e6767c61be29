/* Keeps the plan and all its files in the browser, each checked before it is kept. */
// @ts-check

/** @typedef {import("./types.js").Plan} Plan */

const FILES = "files";
const PLANS = "plans";
const KEY = "/plan.json";
const WAIT_MS = 10_000;
const IDLE_MS = 1_000;

/** Says why a page image cannot be shown; the reason goes into a record. */
export class PageFault extends Error {
  /** @param {"undecodable" | "missing" | "too_large" | "wrong_pixels"} reason */
  constructor(reason) {
    super(reason);
    this.reason = reason;
  }
}

/**
 * The bytes of a page image, from the browser's own copy or from the server.
 * @param {import("./types.js").PlanPage} page
 * @returns {Promise<Blob>}
 */
export async function pictureOf(page) {
  const path = `/assets/${page.sha256}.webp`;
  const copy = await copyOf(path);
  if (copy) {
    if (await isWhole(copy, page)) return copy;
    await quietly(dropCopy(path));
  }
  const blob = await fetched(path);
  if (blob.size > page.length) throw new PageFault("too_large");
  if (!(await isWhole(blob, page))) throw new PageFault("missing");
  await quietly(keepCopy(path, blob));
  return blob;
}

/** Throw a page image away, so that it is fetched again. @param {string} sha256 */
export async function forget(sha256) {
  await quietly(dropCopy(`/assets/${sha256}.webp`));
  checked.delete(sha256);
}

/**
 * The code of an item, from the server if it answers.
 * @param {import("./types.js").PlanItem} item
 * @returns {Promise<Blob | null>}
 */
export async function codeOf(item) {
  const path = codePath(item);
  const copy = await copyOf(path);
  if (copy) return copy;
  try {
    const blob = await fetched(path);
    await quietly(keepCopy(path, blob));
    return blob;
  } catch {
    // Without its code a page still says everything else.
    return null;
  }
}

/** Page images that were checked since the page was opened. @type {Set<string>} */
const checked = new Set();

/** The plan that is to be kept; an older one that is still being filled gives way.
 * @type {Plan | null} */
let wanted = null;

/**
 * Keep a plan for a start without a server, after all its files are there; then drop
 * what it does not name. A page that cannot be had is a fault when its turn comes.
 * @param {Plan} plan
 */
export async function keep(plan) {
  wanted = plan;
  for (const item of plan.items) {
    await codeOf(item);
    for (const page of item.pages) {
      await rest();
      if (wanted !== plan) return;
      if (!checked.has(page.sha256)) await kept(page);
    }
  }
  const plans = await caches.open(PLANS);
  await plans.put(KEY, new Response(JSON.stringify(plan)));
  await prune(plan);
}

/** @param {import("./types.js").PlanPage} page */
async function kept(page) {
  try {
    await pictureOf(page);
  } catch (error) {
    if (!(error instanceof PageFault)) throw error;
  }
}

/** Let what is to be seen now go first. @returns {Promise<unknown>} */
function rest() {
  return new Promise((resolve) => requestIdleCallback(resolve, { timeout: IDLE_MS }));
}

/** The plan that was kept last; null also where the disk refuses.
 * @returns {Promise<Plan | null>} */
export async function keptPlan() {
  try {
    const plans = await caches.open(PLANS);
    const copy = await plans.match(KEY);
    return copy ? await copy.json() : null;
  } catch (error) {
    console.warn("no plan kept", error);
    return null;
  }
}

/**
 * The server's plan; null where it says that there is none.
 * @param {number} waitMs
 * @returns {Promise<Plan | null>}
 */
export async function servedPlan(waitMs) {
  const answer = await fetch(KEY, {
    cache: "no-store",
    signal: AbortSignal.timeout(waitMs),
  });
  if (answer.status === 404) return null;
  if (!answer.ok) throw new Error(`plan: ${answer.status}`);
  return answer.json();
}

/** @param {Plan} plan */
async function prune(plan) {
  const named = new Set(
    plan.items.flatMap((item) => [
      codePath(item),
      ...item.pages.map((page) => `/assets/${page.sha256}.webp`),
    ]),
  );
  const cache = await caches.open(FILES);
  for (const request of await cache.keys()) {
    const url = new URL(request.url);
    if (named.has(url.pathname + url.search)) continue;
    await cache.delete(request);
    checked.delete(url.pathname.slice("/assets/".length, -".webp".length));
  }
}

/** @param {import("./types.js").PlanItem} item */
function codePath(item) {
  return `/qr/${item.disclosure}.svg?manifest=${item.manifest}`;
}

/** The browser's own copy of a file; a disk that refuses has none.
 * @param {string} path @returns {Promise<Blob | null>} */
async function copyOf(path) {
  try {
    const cache = await caches.open(FILES);
    const copy = await cache.match(path);
    return copy ? await copy.blob() : null;
  } catch (error) {
    console.warn("no copy", error);
    return null;
  }
}

/** @param {string} path @param {Blob} blob */
async function keepCopy(path, blob) {
  const cache = await caches.open(FILES);
  await cache.put(path, new Response(blob));
}

/** @param {string} path */
async function dropCopy(path) {
  const cache = await caches.open(FILES);
  await cache.delete(path);
}

/** @param {string} path */
async function fetched(path) {
  let answer;
  try {
    answer = await fetch(path, { signal: AbortSignal.timeout(WAIT_MS) });
    if (answer.ok) return await answer.blob();
  } catch {
    // No server, or it broke off: the same to the glass as a missing file.
  }
  throw new PageFault("missing");
}

/** @param {Blob} blob @param {import("./types.js").PlanPage} page */
async function isWhole(blob, page) {
  if (blob.size !== page.length) return false;
  const digest = await crypto.subtle.digest("SHA-256", await blob.arrayBuffer());
  const hex = [...new Uint8Array(digest)]
    .map((byte) => byte.toString(16).padStart(2, "0"))
    .join("");
  if (hex !== page.sha256) return false;
  checked.add(hex);
  return true;
}

/** A full disk keeps nothing, but the page plays on. @param {Promise<unknown>} work */
async function quietly(work) {
  try {
    await work;
  } catch (error) {
    console.warn("not kept", error);
  }
}
