/* Keeps the page's own files, so that it opens without a server. Not the content. */
// @ts-check
const BUILD = "__BUILD__";
const SHELL = ["__SHELL__"];
const NAME = `shell-${BUILD}`;

const worker = /** @type {ServiceWorkerGlobalScope} */ (
  /** @type {unknown} */ (self)
);

worker.addEventListener("install", (event) => {
  event.waitUntil(fill().then(() => worker.skipWaiting()));
});

worker.addEventListener("activate", (event) => {
  event.waitUntil(dropOthers().then(() => worker.clients.claim()));
});

worker.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  const own = url.origin === worker.location.origin;
  if (own && event.request.method === "GET" && SHELL.includes(url.pathname)) {
    event.respondWith(fromShell(url.pathname));
  }
});

/** All or nothing: a shell of two builds would not fit together. */
async function fill() {
  const cache = await caches.open(NAME);
  await cache.addAll(SHELL.map((path) => new Request(path, { cache: "reload" })));
}

async function dropOthers() {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith("shell-") && name !== NAME);
  await Promise.all(old.map((name) => caches.delete(name)));
}

/** @param {string} path */
async function fromShell(path) {
  return (await kept(path)) ?? fetch(path);
}

/** @param {string} path @returns {Promise<Response | undefined>} */
async function kept(path) {
  try {
    const cache = await caches.open(NAME);
    return await cache.match(path);
  } catch (error) {
    // The browser's disk refuses: the player still has the file.
    console.warn("no shell kept", error);
    return undefined;
  }
}
