/* Makes one element of the page. */
// @ts-check

/** @param {string} name @param {string} classes @param {string} [text] */
export function made(name, classes, text) {
  const element = document.createElement(name);
  element.className = classes;
  if (text !== undefined) element.textContent = text;
  return element;
}
