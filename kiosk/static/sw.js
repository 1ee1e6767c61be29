// Answer a tap even when the page server is gone: with the cover, kept here.
const KEPT = "kiosk-cover-3";
const COVER = "/cover";
const FILES = [
  COVER,
  "/static/tokens.css",
  "/static/frame.css",
  "/static/staying.js",
  "/static/alive.js",
  "/static/mark.svg",
  "/static/icons.woff2",
];
// Words of its own, which the server writes in: the last thing that can be lost.
const LAST_WORDS = "__LAST_WORDS__";

// The browser's disk may lose what is kept while the worker runs.
const held = new Map();

async function fill() {
  const answers = await Promise.all(
    FILES.map((url) => fetch(new Request(url, { cache: "reload" }))),
  );
  if (!answers.every((one) => one.ok)) throw new Error("the cover did not come");
  FILES.forEach((url, place) => held.set(url, answers[place].clone()));
  const cache = await caches.open(KEPT);
  await Promise.all(FILES.map((url, place) => cache.put(url, answers[place])));
}

async function fillAnew() {
  try {
    await fill();
  } catch {
    // What is half lost takes no files: it is dropped, and made again.
    await caches.delete(KEPT);
    await fill();
  }
}

// Pages ask again and again: what was lost comes back while the server is there.
let filling = null;
async function keep() {
  if (filling || (held.size && (await kept(COVER)))) return;
  filling = fillAnew().catch((error) => console.warn("no cover kept", error));
  await filling;
  filling = null;
}

async function kept(path) {
  try {
    return await caches.match(path);
  } catch (error) {
    console.warn("nothing is kept", error);
    return undefined;
  }
}

async function fromKept(path) {
  return (await kept(path)) ?? held.get(path)?.clone() ?? lastWords(path);
}

function lastWords(path) {
  if (path !== COVER) return Response.error();
  return new Response(LAST_WORDS, {
    headers: {
      "content-type": "text/html; charset=utf-8",
      "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'",
    },
  });
}

self.addEventListener("install", (event) => {
  event.waitUntil(fill().then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  const tidy = async () => {
    const names = await caches.keys();
    const old = names.filter((name) => name !== KEPT);
    await Promise.all(old.map((name) => caches.delete(name)));
    await self.clients.claim();
  };
  event.waitUntil(tidy());
});

self.addEventListener("message", (event) => {
  if (event.data === "claim") event.waitUntil(self.clients.claim());
  if (event.data === "keep") event.waitUntil(keep());
});

self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.mode === "navigate") {
    event.respondWith(fetch(event.request).catch(() => fromKept(COVER)));
  } else if (FILES.includes(url.pathname) && url.pathname !== COVER) {
    event.respondWith(fetch(event.request).catch(() => fromKept(url.pathname)));
  }
});
