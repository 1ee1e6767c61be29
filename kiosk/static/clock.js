// Keep the head's time of day right; the server's clock is the one that counts.
const root = document.documentElement;
const shown = document.querySelector(".k-head time");
const ahead = Number(root.dataset.now) - Date.now();
const words = new Intl.DateTimeFormat("en-GB", {
  timeZone: root.dataset.zone,
  hour: "numeric",
  minute: "2-digit",
  hourCycle: "h23",
});

function tick() {
  const text = words.format(Date.now() + ahead).replace(/^0(?=\d:)/, "");
  if (shown.textContent !== text) shown.textContent = text;
}

if (shown) setInterval(tick, 1000);
