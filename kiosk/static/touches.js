// Take a double touch for one: the second must not hit what the first has opened.
// It is no module and comes first, because the second touch may be quicker than they.
const AGAIN_MS = 500;
const NEAR_PX = 60;
const KEPT = "last-touch";
const before = JSON.parse(sessionStorage.getItem(KEPT) ?? "null");
let last = null;

function again(event, touch) {
  if (!touch) return false;
  // A clock that was set back meanwhile would shut this place for as long.
  const since = Date.now() - touch.at;
  if (since < 0 || since > AGAIN_MS) return false;
  return Math.hypot(event.clientX - touch.x, event.clientY - touch.y) < NEAR_PX;
}

document.addEventListener(
  "click",
  (event) => {
    // A click without a pointer is a key's, and keys do not slip.
    if (event.detail === 0) return;
    const leads = event.target.closest("a[href], .k-dock button, .idle button, .alarm button");
    if (again(event, before) || (leads && again(event, last))) {
      event.preventDefault();
      event.stopImmediatePropagation();
      return;
    }
    last = leads && { x: event.clientX, y: event.clientY, at: Date.now() };
    if (last) sessionStorage.setItem(KEPT, JSON.stringify(last));
  },
  { capture: true },
);
