// Answer a tap even when the page server is gone: with the cover, kept here.
const KEPT = "kiosk-cover-3";
const FILES = [
  "/cover",
  "/static/tokens.css",
  "/static/frame.css",
  "/static/staying.js",
  "/static/alive.js",
  "/static/mark.svg",
  "/static/icons.woff2",
];

self.addEventListener("install", (event) => {
  const fill = async () => {
    const cache = await caches.open(KEPT);
    await cache.addAll(FILES.map((url) => new Request(url, { cache: "reload" })));
    await self.skipWaiting();
  };
  event.waitUntil(fill());
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
});

self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.mode === "navigate") {
    event.respondWith(fetch(event.request).catch(() => caches.match("/cover")));
  } else if (FILES.includes(url.pathname) && url.pathname !== "/cover") {
    event.respondWith(
      fetch(event.request).catch(() => caches.match(url.pathname)),
    );
  }
});
