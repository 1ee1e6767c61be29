// Fit an emergency notice to the glass, and let it be heard where the county wants it.
const alarm = document.querySelector(".alarm");
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
  return at === undefined || (times === "repeated" && Date.now() - at >= AGAIN_MS);
}

const sound = new Audio();

async function hear() {
  const { sound: url, times } = alarm.dataset;
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

if (alarm) {
  const what = alarm.querySelector(".what");
  const again = () => fit(what);
  again();
  document.fonts.ready.then(again);
  addEventListener("resize", again);
  alarm.addEventListener("click", () => sound.pause());
  if (alarm.dataset.sound) hear();
}
