/* Names the shapes that the modules of the timeline share; holds no code. */
// @ts-check

/**
 * One window on every group that has it. Days are numbers from the first day on.
 * @typedef {{ k: string, t: string, b: string, u: number, g: number[], s: string,
 *   a: number, rule: number | null, n?: string, z?: number, m?: number, r?: number,
 *   prov?: boolean, lo?: number, hi?: number, why?: string, auto?: boolean,
 *   stands?: string, wrong?: string, short?: number, when?: string }} Bar
 * @typedef {{ id: string, name: string, lines: string[], few: string }} Group
 * @typedef {{ words: string, floors: number[] }} Rule
 * @typedef {{ base: string, days: string, today: number, now: number,
 *   view: { from: number, days: number }, groups: Group[], units: string[],
 *   boards: Record<string, string>, states: Record<string, string>, rules: Rule[],
 *   bars: Bar[] }} Data
 *
 * What is left of the windows: the empty string and -1 leave everything.
 * @typedef {{ board: string, unit: number, state: string }} Filter
 *
 * @typedef {{ y: number, bars: Bar[] }} Lane
 * @typedef {{ group: number, y: number, h: number, lanes: Lane[], more: number,
 *   open: boolean }} Row
 *
 * Where a window would lie, and why it lies no farther.
 * @typedef {{ a: number, z: number, words: string }} Reach
 * @typedef {{ k: string, a: number, z: number, words: string }} Ghost
 * @typedef {"start" | "end" | "whole"} Part
 *
 * @typedef {(name: string, told: object) => void} Emit
 */

export {};
