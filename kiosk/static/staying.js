// Keep a visitor within the pages: no menus, no dragging, no keys but those of the pages.
// It is no module and comes first, so that no touch is quicker. What the browser itself
// must not do is said by its policies (config/browser).
const EDITING = new Set([
  "ArrowDown", "ArrowLeft", "ArrowRight", "ArrowUp", "Backspace", "Delete", "End", "Enter",
  "Escape", "Home", "PageDown", "PageUp", "Shift", "Tab",
]);
const FORBIDDEN = [
  "auxclick", "contextmenu", "copy", "cut", "dragenter", "dragover", "dragstart", "drop", "paste",
];
const MAIN_BUTTON = 0;

function never(event) {
  event.preventDefault();
  event.stopImmediatePropagation();
}

// Letters and digits are typed; every other key and every shortcut is the browser's.
function ours(event) {
  if (event.isComposing || event.key === "Process") return true;
  if (event.code.startsWith("Numpad")) return !event.ctrlKey && !event.altKey && !event.metaKey;
  const shortcut = event.ctrlKey || event.altKey || event.metaKey;
  if (shortcut && !event.getModifierState("AltGraph")) return false;
  return [...event.key].length === 1 || EDITING.has(event.key);
}

for (const kind of FORBIDDEN) addEventListener(kind, never, { capture: true });
addEventListener("keydown", (event) => ours(event) || never(event), { capture: true });
for (const kind of ["mousedown", "mouseup"]) {
  addEventListener(kind, (event) => event.button === MAIN_BUTTON || never(event), { capture: true });
}
// A link opens on this page or not at all.
function elsewhere(event) {
  if (event.ctrlKey || event.shiftKey || event.altKey || event.metaKey) return true;
  return Boolean(event.target.closest?.("a[target], a[download], input[type=file]"));
}
addEventListener("click", (event) => elsewhere(event) && never(event), { capture: true });
addEventListener("wheel", (event) => event.ctrlKey && never(event), { capture: true, passive: false });
addEventListener("touchmove", (event) => event.touches.length > 1 && never(event), {
  capture: true,
  passive: false,
});

// No link of the pages leads elsewhere, opens a window or prints; nothing else shall.
globalThis.navigation?.addEventListener("navigate", (event) => {
  if (new URL(event.destination.url).origin !== location.origin) event.preventDefault();
});
globalThis.open = () => null;
globalThis.print = () => undefined;

// The way back is the page's own button. Whoever goes back by the browser comes home.
function homeward() {
  location.replace("/");
}
if (performance.getEntriesByType("navigation")[0]?.type === "back_forward") homeward();
addEventListener("pageshow", (event) => event.persisted && homeward());
