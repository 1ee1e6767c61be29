// Let lines of Chinese titles end between words, which only the browser can tell.
const TITLES =
  "main h1, .row b, .choice b, .events a, .none-found h2, .alarm h1, .alarm .where, .alarm li > span";
const HAN = /\p{Script=Han}/u;
// A line begins with none of these, and ends with none of those.
const NOT_FIRST = /^[，。、；：？！）》”’%℃\u2060\u00a0]/u;
const NOT_LAST = /[（《“‘\u2060\u00a0\d]$/u;
const words =
  "Segmenter" in Intl ? new Intl.Segmenter("zh-CN", { granularity: "word" }) : null;

function mayBreak(before, after) {
  if (NOT_FIRST.test(after) || NOT_LAST.test(before)) return false;
  return HAN.test(before) || HAN.test(after) || /[，。、；：？！）》”]$/u.test(before);
}

function pieces(text) {
  const found = [];
  for (const { segment } of words.segment(text)) {
    const last = found.at(-1);
    if (last !== undefined && !mayBreak(last, segment)) found[found.length - 1] += segment;
    else found.push(segment);
  }
  return found;
}

function open(node) {
  const parts = pieces(node.data);
  if (parts.length < 2) return;
  const made = parts.flatMap((part, at) =>
    at === 0 ? [part] : [document.createElement("wbr"), part],
  );
  node.replaceWith(...made);
}

function breakUp(root) {
  for (const title of root.querySelectorAll(TITLES)) {
    if (title.classList.contains("whole-words")) continue;
    const nodes = [];
    const walk = document.createTreeWalker(title, NodeFilter.SHOW_TEXT);
    while (walk.nextNode()) {
      if (!walk.currentNode.parentElement.matches(".i")) nodes.push(walk.currentNode);
    }
    nodes.forEach(open);
    title.classList.add("whole-words");
  }
}

if (words) {
  breakUp(document);
  document.body.addEventListener("htmx:afterSwap", () => breakUp(document));
}
