/** The parts that tests share: one browser, one server for most of them, and what a failure leaves. */

import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { test } from "node:test";
import playwright from "../../.vscode-test/runtime/node_modules/playwright-core/index.js";
import { CodeServer } from "./codeServer.mjs";
import { ARTIFACTS, CHROMIUM, VSIX } from "./places.mjs";
import { installExtension } from "./setup.mjs";
import { Workbench } from "./workbench.mjs";
import { Workspace } from "./workspace.mjs";

/** For a machine without a screen and without a network. */
const FLAGS = [
  "--no-sandbox",
  // Edges of letters in shades of grey instead of colours: pictures are smaller, and right anywhere.
  "--disable-lcd-text",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

const SIZE = { width: 1280, height: 850 };

const PATIENCE = { timeout: 120_000 };

/** @typedef {{ workbench: Workbench, workspace: Workspace, server: CodeServer }} Window */

class Bench {
  /** @type {import("../../.vscode-test/runtime/node_modules/playwright-core").Browser | undefined} */
  #browser;
  /** @type {import("../../.vscode-test/runtime/node_modules/playwright-core").BrowserContext | undefined} */
  #context;
  /** @type {CodeServer[]} */ #servers = [];
  /** @type {CodeServer | undefined} */ #shared;
  /** @type {Window[]} */ #windows = [];
  /** @type {string | undefined} */ #home;

  /** The folder with the installed extension, once for all servers. */
  get #extensions() {
    if (!this.#home) {
      this.#home = fs.mkdtempSync(path.join(os.tmpdir(), "armlens-install-"));
      installExtension(VSIX, path.join(this.#home, "extensions"), this.#home);
    }
    return path.join(this.#home, "extensions");
  }

  /** @param {Omit<Parameters<typeof CodeServer.start>[0], "extensions">} [options] */
  async server(options) {
    const server = await CodeServer.start({ extensions: this.#extensions, ...options });
    this.#servers.push(server);
    return server;
  }

  /**
   * A window on a new folder with these files.
   * @param {Record<string, string>} files
   * @param {CodeServer} [server]
   * @param {number} [scale] pixels of a picture per pixel of the page
   * @returns {Promise<Window>}
   */
  async window(files, server, scale = 1) {
    this.#browser ??= await playwright.chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
    // One context for all windows: they share the compiled code of the workbench.
    this.#context ??= await this.#browser.newContext({ viewport: SIZE, deviceScaleFactor: scale });
    const own = server ?? (this.#shared ??= await this.server());
    const workspace = new Workspace(files);
    const url = own.urlOf(workspace.folder);
    const workbench = await Workbench.open(this.#context, url);
    const window = { workbench, workspace, server: own };
    this.#windows.push(window);
    return window;
  }

  /** @param {Window | undefined} window */
  async close(window) {
    if (!window) return;
    this.#windows = this.#windows.filter((each) => each !== window);
    await window.workbench.close();
    window.workspace.remove();
  }

  async closeAll() {
    for (const window of [...this.#windows]) await this.close(window).catch(console.error);
    await this.#browser?.close();
    for (const server of this.#servers) await server.stop();
    if (this.#home) fs.rmSync(this.#home, { recursive: true, force: true, maxRetries: 5 });
  }

  /**
   * Keeps a picture of each window and prints what the extension wrote to its log.
   * @param {string} name
   */
  async keepEvidence(name) {
    const folder = path.join(ARTIFACTS, "failures");
    fs.mkdirSync(folder, { recursive: true });
    for (const [index, { workbench }] of this.#windows.entries()) {
      const file = path.join(folder, `${name.replace(/[^\w]+/g, "-")}-${index + 1}.png`);
      await workbench.screenshot(file).catch(console.error);
      console.log(`picture: ${file}`);
    }
    for (const server of this.#servers) {
      const log = server.extensionLog().trim();
      if (log) console.log(`log of the extension:\n${log.slice(-6000)}`);
    }
  }
}

export const bench = new Bench();

/**
 * A test that leaves evidence when it fails.
 * @param {string} name
 * @param {() => Promise<void>} body
 */
export function check(name, body) {
  return test(name, PATIENCE, async () => {
    try {
      await body();
    } catch (error) {
      await bench.keepEvidence(name);
      throw error;
    }
  });
}

/**
 * The file for a picture that is kept.
 * @param {string} name
 */
export function artifact(name) {
  fs.mkdirSync(ARTIFACTS, { recursive: true });
  return path.join(ARTIFACTS, `${name}.png`);
}
