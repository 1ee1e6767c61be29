// Put what the pad's keys say into the search box; the server answers what is in it.
const box = document.querySelector("#words");
const pad = document.querySelector("#pad");

function ask() {
  box.dispatchEvent(new CustomEvent("kiosk:typed", { bubbles: true }));
}

function after(text, key) {
  if (key === "clear") return "";
  if (key === "back") return text.slice(0, -1);
  return (text + key).slice(0, box.maxLength);
}

// The box is changed at once, so that no touch waits for the answer to another.
pad.addEventListener("submit", (event) => {
  const key = event.submitter?.value;
  if (!key) return;
  event.preventDefault();
  event.stopPropagation();
  box.value = after(box.value, key);
  box.scrollLeft = box.scrollWidth;
  ask();
});

// An answer names the letters that lead on; the others fade.
document.body.addEventListener("htmx:afterSwap", () => {
  const live = document.querySelector("#found")?.dataset.live;
  if (live === undefined) return;
  for (const key of pad.querySelectorAll(".letter")) {
    const off = !live.includes(key.value);
    key.classList.toggle("off", off);
    if (off) key.setAttribute("aria-disabled", "true");
    else key.removeAttribute("aria-disabled");
  }
});

// What somebody typed before the page was ready is asked for now.
document.addEventListener("DOMContentLoaded", () => {
  if (box.value !== box.defaultValue) ask();
});
