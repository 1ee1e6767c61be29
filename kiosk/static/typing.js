// Put what the pad's keys say into the search box; the server answers what is in it.
const box = document.querySelector("#words");
const pad = document.querySelector("#pad");
const strokes = document.querySelector("#strokes");
const STROKE = "stroke-";
const MOST_STROKES = 36;

function ask() {
  box.dispatchEvent(new CustomEvent("kiosk:typed", { bubbles: true }));
}

function after(text, key) {
  if (key === "clear") return "";
  if (key === "back") return text.slice(0, -1);
  return (text + key).slice(0, box.maxLength);
}

// The strokes of a character come before it; what ends them is a character.
function afterStroke(key) {
  if (key === "back" && strokes.value) strokes.value = strokes.value.slice(0, -1);
  else if (key.startsWith(STROKE))
    strokes.value = (strokes.value + key.slice(STROKE.length)).slice(0, MOST_STROKES);
  else {
    strokes.value = "";
    box.value = after(box.value, key);
  }
}

// The box is changed at once, so that no touch waits for the answer to another.
pad.addEventListener("submit", (event) => {
  const key = event.submitter?.name === "key" && event.submitter.value;
  if (!key) return;
  event.preventDefault();
  event.stopPropagation();
  if (strokes) afterStroke(key);
  else box.value = after(box.value, key);
  box.scrollLeft = box.scrollWidth;
  ask();
});

function fade(keys, live) {
  if (live === undefined) return;
  for (const key of pad.querySelectorAll(keys)) {
    const off = !live.includes(key.value.replace(STROKE, ""));
    key.classList.toggle("off", off);
    if (off) key.setAttribute("aria-disabled", "true");
    else key.removeAttribute("aria-disabled");
  }
}

// An answer names the keys that lead on; the others fade.
document.body.addEventListener("htmx:afterSettle", () => {
  fade(".letter", document.querySelector("#found")?.dataset.live);
  fade(".stroke", document.querySelector("#characters")?.dataset.live);
});

// What somebody typed before the page was ready is asked for now.
document.addEventListener("DOMContentLoaded", () => {
  if (box.value !== box.defaultValue) ask();
});
