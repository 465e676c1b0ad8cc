/** Waiting for something outside the page. */

import { setTimeout as pause } from "node:timers/promises";

const EVERY_MILLISECONDS = 50;

/**
 * The first true result of a question; fails if there is none in time.
 * @template T
 * @param {string} what
 * @param {() => T | Promise<T>} question
 * @returns {Promise<Exclude<T, undefined | null | false | 0 | "">>}
 */
export async function until(what, question, { milliseconds = 30_000 } = {}) {
  const end = Date.now() + milliseconds;
  for (;;) {
    const answer = await question();
    if (answer) return /** @type {any} */ (answer);
    if (Date.now() > end) throw new Error(`waited ${milliseconds / 1000} s in vain for ${what}`);
    await pause(EVERY_MILLISECONDS);
  }
}
