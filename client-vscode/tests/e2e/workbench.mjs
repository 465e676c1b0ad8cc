/** A window of VS Code, as a user sees and drives it. Every method waits for what it is to cause. */

import { Editor } from "./editor.mjs";
import { until } from "./waiting.mjs";

/** @import { BrowserContext, Locator, Page } from "../../.vscode-test/runtime/node_modules/playwright-core" */

export class Workbench {
  /**
   * Use `open`.
   * @param {Page} page
   */
  constructor(page) {
    this.page = page;
    this.keyboard = page.keyboard;
    this.editor = new Editor(page, page.locator(".editor-group-container.active .monaco-editor"));
    this.toasts = page.locator(".notifications-toasts .notification-list-item");
  }

  /**
   * @param {BrowserContext} context
   * @param {string} url
   */
  static async open(context, url) {
    const page = await context.newPage();
    page.setDefaultTimeout(30_000);
    // The question whether to leave a page with unsaved changes.
    page.on("dialog", (dialog) => void dialog.accept().catch(() => undefined));
    await page.goto(url);
    const workbench = new Workbench(page);
    await workbench.isReady();
    return workbench;
  }

  async isReady() {
    await this.page.locator(".explorer-folders-view .monaco-list-row").first().waitFor();
  }

  async close() {
    // Leaving the page ends the window's extension host, which closing it would not.
    await this.page.goto("about:blank");
    await this.page.close();
  }

  /** Closes editors with or without unsaved changes, and the panel, which hides lines. */
  async tidy() {
    await this.keyboard.press("Escape");
    if ((await this.page.locator(".tab").count()) > 0) await this.closeEditors();
    const panel = this.page.locator(".part.panel");
    if (await panel.isVisible()) {
      await this.keyboard.press("Control+J");
      await panel.waitFor({ state: "hidden" });
    }
  }

  /** @param {string} file */
  async screenshot(file) {
    await this.page.screenshot({ path: file });
  }

  /**
   * Runs a command of the palette.
   * @param {string} title
   */
  async command(title) {
    await this.#pick("F1", `>${title}`, title);
  }

  /**
   * Runs a command that offers a list, and chooses an entry of it.
   * @param {string} title
   * @param {string} label
   */
  async choose(title, label) {
    await this.#pick("F1", `>${title}`, title, label);
  }

  /** @param {string} name */
  async openFile(name) {
    await this.#pick("Control+P", name, name);
    await this.page.locator(".tab.active", { hasText: name }).waitFor();
    await this.editor.lines.first().waitFor();
    await this.editor.focus();
  }

  async closeEditors() {
    await this.keyboard.press("Control+K");
    await this.keyboard.press("Control+W");
    const question = this.page.locator(".monaco-dialog-box");
    const isDone = async () => {
      if (await question.isVisible()) await this.answer("Don't Save");
      return (await this.page.locator(".tab").count()) === 0;
    };
    await until("the editors to close", isDone);
  }

  /**
   * Chooses an entry of a quick pick by its exact label, and then entries of those that follow.
   * @param {string} key
   * @param {string} typed
   * @param {string[]} labels
   */
  async #pick(key, typed, ...labels) {
    const widget = this.page.locator(".quick-input-widget");
    const input = widget.locator("input.input");
    const names = widget.locator(".monaco-list-row .label-name");
    // A key press before the workbench listens to it is lost, and a new file is not found at once.
    await until(`'${labels[0]}' in the quick input`, async () => {
      await this.keyboard.press(key);
      if (!(await isThere(input))) return false;
      await input.fill(typed);
      if (await isThere(names.getByText(labels[0] ?? "", { exact: true }))) return true;
      await this.keyboard.press("Escape");
      return false;
    });
    for (const label of labels) await names.getByText(label, { exact: true }).first().click();
    await widget.waitFor({ state: "hidden" });
  }

  /**
   * @param {number} line
   * @param {number} column
   */
  async goTo(line, column) {
    await this.#accept("Control+G", `${line}:${column}`);
    const place = this.page.locator('[id="status.editor.selection"]');
    // The column shown there counts tabs by their width.
    await place.getByText(`Ln ${line}, `).waitFor();
  }

  /**
   * @param {string} key
   * @param {string} typed
   */
  async #accept(key, typed) {
    const input = this.page.locator(".quick-input-widget input.input");
    await this.keyboard.press(key);
    await input.fill(typed.startsWith(":") ? typed : `:${typed}`);
    await input.press("Enter");
    await input.waitFor({ state: "hidden" });
  }

  async save() {
    await this.keyboard.press("Control+S");
    await this.page.locator(".tab.active.dirty").waitFor({ state: "detached" });
  }

  /**
   * The mouse's hover at the first squiggle, which stays open.
   * @param {RegExp} expected what must have arrived: several sources fill a hover, one by one
   */
  async hover(expected) {
    const hover = this.page.locator(".monaco-resizable-hover .monaco-hover:not(.hidden)");
    const squiggle = this.editor.squiggles.first();
    await until(`a hover with ${expected}`, async () => {
      const box = await squiggle.boundingBox();
      if (!box) return false;
      // The mouse has to move on the text for a hover to come.
      const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
      await this.page.mouse.move(x - 5, y);
      await this.page.mouse.move(x, y);
      return isThere(hover.filter({ hasText: expected }));
    });
    return hover;
  }

  /** Rests the mouse on the language status item, until it tells of us or of something else. */
  async hoverStatus(told = "armlens") {
    const entry = this.page.locator(".hover-language-status", { hasText: told });
    await until("the language status", async () => {
      await this.page.mouse.move(600, 500);
      await this.page.locator('[id="status.languageStatus"]').hover();
      return isThere(entry);
    });
  }

  /** The titles in the menu of the light bulb at the cursor, which stays open. */
  async openLightBulb() {
    const bulb = this.page.locator(".lightBulbWidget[monaco-visible-content-widget]");
    await bulb.click();
    return this.#actionTitles();
  }

  /** The same by keyboard. */
  async openQuickFixes() {
    await this.keyboard.press("Control+.");
    return this.#actionTitles();
  }

  async #actionTitles() {
    const titles = this.page.locator(".action-widget .action .title");
    await titles.first().waitFor();
    return titles.allInnerTexts();
  }

  /** @param {string} title */
  async chooseAction(title) {
    const widget = this.page.locator(".action-widget");
    // The menu takes no clicks before the mouse has moved, lest it be hit by a double click.
    await this.page.mouse.move(0, 0);
    await widget.locator(".action .title").getByText(title, { exact: true }).click();
    await widget.waitFor({ state: "hidden" });
  }

  /**
   * Opens a step of the walkthrough that is shown, and waits for what is written beside it.
   * @param {string} step
   * @param {RegExp} expected
   */
  async walkthrough(step, expected) {
    const steps = this.page.locator(".getting-started-step .step-title");
    await steps.getByText(step, { exact: true }).click();
    return this.webView(expected);
  }

  /** @param {string} button */
  async pressInWalkthrough(button) {
    await this.page.locator(".getting-started-step").getByRole("button", { name: button }).click();
  }

  /**
   * Chooses from a list that is already there.
   * @param {string} label
   */
  async pickListed(label) {
    const widget = this.page.locator(".quick-input-widget");
    const name = widget.locator(".monaco-list-row .label-name").getByText(label, { exact: true });
    await widget.locator("input.input").fill(label);
    await name.click();
  }

  /** What the Problems panel shows, a file's rows after each other. */
  async problems() {
    const panel = this.page.locator(".markers-panel");
    if (!(await panel.isVisible())) await this.keyboard.press("Control+Shift+M");
    await panel.waitFor();
    return panel
      .locator(".monaco-list-row:has(.marker-message-details-container)")
      .evaluateAll((rows) =>
        rows.map((row) => {
          const text = (/** @type {string} */ name) =>
            row.querySelector(`.${name}`)?.textContent?.replaceAll("\u00a0", " ").trim() ?? "";
          return {
            message: text("marker-message"),
            source: text("marker-source"),
            code: text("marker-code"),
            link: row.querySelector("a.monaco-link")?.getAttribute("href") ?? "",
            place: text("marker-line"),
          };
        }),
      );
  }

  /**
   * Waits until the Problems panel shows so many rows of ours.
   * @param {number} count
   */
  async ourProblems(count) {
    /** @type {Awaited<ReturnType<Workbench["problems"]>>} */
    let rows = [];
    const isSo = async () => {
      rows = (await this.problems()).filter(({ source }) => source === "armlens");
      return rows.length === count;
    };
    await until(`${count} problems of ours`, isSo).catch((error) => {
      throw new Error(`${error.message}; there are ${JSON.stringify(rows, undefined, 1)}`);
    });
    return rows;
  }

  /** Our part of the language status item, empty if there is none. */
  async status() {
    const item = this.page.locator('[id="status.languageStatus"]');
    const label = (await item.getAttribute("aria-label", { timeout: 1000 }).catch(() => "")) ?? "";
    return /armlens: .*?(?=, next: |$)/.exec(label)?.[0] ?? "";
  }

  /**
   * Waits for a status.
   * @param {string | RegExp} expected
   */
  async statusIs(expected) {
    let last = "";
    const isSo = async () => {
      last = await this.status();
      return typeof expected === "string" ? last === expected : expected.test(last);
    };
    await until(`the status '${expected}'`, isSo).catch((error) => {
      throw new Error(`${error.message}; it is '${last}'`);
    });
    return last;
  }

  /** The messages shown at present. */
  async messages() {
    return this.toasts.locator(".notification-list-item-message").allInnerTexts();
  }

  /**
   * Waits for a message.
   * @param {RegExp} expected
   */
  async message(expected) {
    const toast = this.toasts.filter({ hasText: expected });
    await toast.first().waitFor();
    return (await toast.first().locator(".notification-list-item-message").innerText()).trim();
  }

  /**
   * Chooses a button of a dialog.
   * @param {string | RegExp} button
   */
  async answer(button) {
    await this.page.locator(".monaco-dialog-box").getByRole("button", { name: button }).click();
  }

  /** @param {string} button */
  async pressInMessage(button) {
    await this.toasts.getByRole("button", { name: button, exact: true }).first().click();
  }

  /**
   * Waits for a web view whose text matches, and gives the text.
   * @param {RegExp} expected
   */
  async webView(expected) {
    const texts = () =>
      Promise.all(
        this.page.frames().map((frame) =>
          frame
            .locator("body")
            .innerText({ timeout: 1000 })
            .catch(() => ""),
        ),
      );
    return until(`a web view with ${expected}`, async () =>
      (await texts()).find((text) => expected.test(text)),
    );
  }
}

/**
 * Whether something shows up in a short while; if not, what should have caused it is tried again.
 * @param {Locator} locator
 */
function isThere(locator) {
  return locator
    .first()
    .waitFor({ timeout: 1500 })
    .then(
      () => true,
      () => false,
    );
}
