/* Makes a scene out of a template and puts words into its parts; chooses no words. */
// @ts-check

/** One page of the glass while it is put together. */
export class Parts {
  /** @param {string} template */
  constructor(template) {
    const found = document.getElementById(template);
    if (!(found instanceof HTMLTemplateElement)) throw new Error(template);
    // Imported, not cloned: an image of the inert document would never load.
    const copy = document.importNode(found.content, true);
    this.root = /** @type {HTMLElement} */ (copy.firstElementChild);
    /** @type {string[]} */
    this.urls = [];
  }

  /** @param {string} name @returns {HTMLElement} */
  get(name) {
    const part = this.root.querySelector(`[data-part="${name}"]`);
    if (!(part instanceof HTMLElement)) throw new Error(name);
    return part;
  }

  /** @param {string} name */
  has(name) {
    return this.root.querySelector(`[data-part="${name}"]`) !== null;
  }

  /** Put a text into a part, if this way of hanging has it.
   * @param {string} name @param {string} text */
  text(name, text) {
    if (this.has(name) && this.get(name).textContent !== text) {
      this.get(name).textContent = text;
    }
  }

  /** Put one element for each text into a part.
   * @param {string} name @param {string[]} texts @param {string} tag */
  lines(name, texts, tag = "span") {
    if (!this.has(name)) return;
    this.get(name).classList.add("lines");
    this.get(name).replaceChildren(...texts.map((text) => element(tag, text)));
  }

  /** Show a blob in an image part, decoded before it is seen.
   * @param {string} name @param {Blob} blob */
  async image(name, blob) {
    const image = /** @type {HTMLImageElement} */ (this.get(name));
    const url = URL.createObjectURL(blob);
    this.urls.push(url);
    image.src = url;
    await image.decode();
    return image;
  }

  drop() {
    this.root.remove();
    for (const url of this.urls) URL.revokeObjectURL(url);
  }
}

/** @param {string} tag @param {string} text @param {string} [className] */
export function element(tag, text, className) {
  const made = document.createElement(tag);
  made.textContent = text;
  if (className) made.className = className;
  return made;
}
