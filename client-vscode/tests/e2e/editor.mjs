/** A text editor in a window of VS Code: its text, and what is underlined in it. */

import { until } from "./waiting.mjs";

/** @import { Locator, Page } from "../../.vscode-test/runtime/node_modules/playwright-core" */

/** @typedef {{ severity: string, line: number, column: number, text: string }} Squiggle */

export class Editor {
  /**
   * @param {Page} page
   * @param {Locator} root
   */
  constructor(page, root) {
    this.page = page;
    this.root = root.first();
    this.lines = this.root.locator(".view-lines .view-line");
    this.squiggles = this.root.locator(
      ".squiggly-error, .squiggly-warning, .squiggly-info, .squiggly-hint",
    );
  }

  async focus() {
    await this.root.locator("textarea, .native-edit-context").first().focus();
  }

  /**
   * Where a line's number is.
   * @param {number} line
   */
  async numberBox(line) {
    const number = this.root.locator(".line-numbers").getByText(String(line), { exact: true });
    const box = await number.boundingBox();
    if (!box) throw new Error(`line ${line} is not visible`);
    return box;
  }

  /** The visible text as it is drawn; the samples are short enough to be visible altogether. */
  async text() {
    const lines = await this.lines.evaluateAll((all) =>
      all
        .map((line) => ({ top: line.getBoundingClientRect().top, text: line.textContent ?? "" }))
        .sort((one, other) => one.top - other.top)
        .map(({ text }) => text.replaceAll("\u00a0", " ")),
    );
    return lines.join("\n");
  }

  /**
   * Waits for a text.
   * @param {string} expected
   */
  async textIs(expected) {
    const isSo = async () => (await this.text()) === expected;
    await until("the text of the editor", isSo).catch(async (error) => {
      throw new Error(`${error.message}; it is:\n${await this.text()}\nnot:\n${expected}`);
    });
  }

  /**
   * What is underlined, by the characters drawn above the line.
   * @returns {Promise<Squiggle[]>}
   */
  async underlined() {
    return this.root.evaluate((root) => {
      const marks = root.querySelectorAll('.cdr[class*="squiggly-"]');
      const lines = [...root.querySelectorAll(".view-lines .view-line")];
      const numbers = [...root.querySelectorAll(".line-numbers")];
      const isLevel = (/** @type {DOMRect} */ one, /** @type {DOMRect} */ other) =>
        Math.abs(one.top + one.height / 2 - (other.top + other.height / 2)) < other.height / 2;
      return [...marks].map((mark) => {
        const box = mark.getBoundingClientRect();
        const line = lines.find((each) => isLevel(box, each.getBoundingClientRect()));
        const number = numbers.find((each) => isLevel(box, each.getBoundingClientRect()));
        let [text, column, position] = ["", 0, 0];
        const walker = document.createTreeWalker(line ?? root, NodeFilter.SHOW_TEXT);
        for (let node = walker.nextNode(); line && node; node = walker.nextNode()) {
          let offset = 0;
          for (const character of node.nodeValue ?? "") {
            const range = document.createRange();
            range.setStart(node, offset);
            range.setEnd(node, (offset += character.length));
            position += character.length;
            const drawn = range.getBoundingClientRect();
            const middle = drawn.left + drawn.width / 2;
            if (drawn.width === 0 || middle < box.left || middle > box.right) continue;
            if (!text) column = position - character.length + 1;
            text += character;
          }
        }
        const severity = /squiggly-(\w+)/.exec(mark.className)?.[1] ?? "";
        const shown = text.replaceAll("\u00a0", " ");
        return { severity, line: Number(number?.textContent), column, text: shown };
      });
    });
  }

  /**
   * Waits until exactly this is underlined.
   * @param {Squiggle[]} expected
   */
  async underlines(expected) {
    /** @type {Squiggle[]} */
    let last = [];
    const isSo = async () => {
      last = (await this.underlined()).sort((one, other) => one.line - other.line);
      return JSON.stringify(last) === JSON.stringify(expected);
    };
    await until("what is underlined", isSo).catch((error) => {
      throw new Error(`${error.message}; it is ${JSON.stringify(last, undefined, 1)}`);
    });
  }
}
