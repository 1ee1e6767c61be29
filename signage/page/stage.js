/* Puts scenes on the glass, one over the other, and says when one was really painted. */
// @ts-check

/** @typedef {import("./types.js").Scene} Scene */
/** @typedef {import("./types.js").Plan} Plan */

const SCALED = { wide: [1920, 1080], tall: [1080, 1920] };

/** The glass: one scene seen, the next one laid ready below it, unseen. */
export class Stage {
  /** @param {HTMLElement} screen */
  constructor(screen) {
    this.screen = screen;
    /** @type {Scene | null} */
    this.scene = null;
    window.addEventListener("resize", () => this.fit());
  }

  /** Lay a scene ready: built and decoded, but not seen. @param {Scene} scene */
  ready(scene) {
    if (scene.root.parentElement !== this.screen) this.screen.append(scene.root);
  }

  /**
   * Swap to a scene in one animation frame; the second frame after proves the paint.
   * While the page is hidden no frame comes, and nobody could see it either.
   * @param {Scene} scene
   * @returns {Promise<{ swappedAt: number, paintedAt: number }>} monotonic times
   */
  show(scene) {
    this.ready(scene);
    const before = this.scene;
    this.scene = scene;
    return new Promise((resolve) => {
      requestAnimationFrame(() => {
        const swappedAt = performance.now();
        scene.root.classList.add("shown");
        if (before && before !== scene) before.root.classList.remove("shown");
        requestAnimationFrame(() => {
          if (before && before !== scene) before.drop();
          resolve({ swappedAt, paintedAt: performance.now() });
        });
      });
    });
  }

  /** Take the sizes of a plan's panel, or of the window where there is none.
   * @param {Plan | null} plan */
  measure(plan) {
    const width = plan ? plan.panel.width : window.innerWidth;
    const height = plan ? plan.panel.height : window.innerHeight;
    const [wide, tall] = height > width ? SCALED.tall : SCALED.wide;
    const style = document.documentElement.style;
    style.setProperty("--scale", String(Math.min(width / wide, height / tall)));
    style.setProperty("--panel-width", `${width}px`);
    style.setProperty("--panel-height", `${height}px`);
    document.documentElement.dataset.way = height > width ? "portrait" : "landscape";
    this.panel = { width, height };
    for (const [name, length] of Object.entries(plan ? plan.content : {})) {
      style.setProperty(`--content-${name}`, `${length}px`);
    }
    this.fit();
  }

  /** On any other window than the panel itself the whole is shown smaller. */
  fit() {
    if (!this.panel) return;
    const { width, height } = this.panel;
    const fit = Math.min(window.innerWidth / width, window.innerHeight / height);
    this.screen.dataset.fit = fit === 1 ? "whole" : "part";
    document.documentElement.style.setProperty("--fit", String(fit));
  }
}
