/** A running VS Code server with the packaged extension in it. */

import { spawn } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { CODE_SERVER } from "./places.mjs";
import { descendants, isAlive } from "./processes.mjs";
import { until } from "./waiting.mjs";

/** Settings of the user that keep the workbench quiet and the same from run to run. */
const QUIET = {
  // Nearly all tests are about no rule in particular: one is enough for them.
  "armlens.rules": { "Azure.AKS": "off", "AZR-000025": "default" },
  "json.schemaDownload.enable": false,
  "workbench.startupEditor": "none",
  "workbench.tips.enabled": false,
  "workbench.colorTheme": "Default Light Modern",
  "workbench.editor.enablePreview": false,
  "workbench.reduceMotion": "on",
  "editor.minimap.enabled": false,
  "editor.cursorBlinking": "solid",
  "editor.smoothScrolling": false,
  "editor.hover.delay": 100,
  "editor.fontFamily": "'DejaVu Sans Mono'",
  "editor.occurrencesHighlight": "off",
  "editor.accessibilitySupport": "off",
  "chat.commandCenter.enabled": false,
  "extensions.ignoreRecommendations": true,
  "files.autoSave": "off",
  "git.openRepositoryInParentFolders": "never",
  "security.workspace.trust.untrustedFiles": "open",
  "telemetry.telemetryLevel": "off",
};

/** Settings for those who are to see what a user sees at first. */
export const ALL_RULES = { "armlens.rules": {} };

const START_MILLISECONDS = 60_000;

export class CodeServer {
  /** @type {import("node:child_process").ChildProcess} */ #process;
  /** @type {string} */ #address;

  /**
   * Use `start`.
   * @param {import("node:child_process").ChildProcess} process
   * @param {string} address
   * @param {string} home
   */
  constructor(process, address, home) {
    this.#process = process;
    this.#address = address;
    this.home = home;
  }

  /**
   * @param {object} options
   * @param {string} options.extensions the folder that the extension is installed in
   * @param {boolean} [options.asksForTrust] whether folders are restricted until they are trusted
   * @param {Record<string, unknown>} [options.settings] of the user, beside those that keep it quiet
   * @param {string} [options.path] what the extension sees as `PATH`
   */
  static async start({ extensions, asksForTrust = false, settings = {}, path: searched }) {
    const home = fs.mkdtempSync(path.join(os.tmpdir(), "armlens-home-"));
    const data = path.join(home, "data");
    fs.mkdirSync(path.join(data, "User"), { recursive: true });
    const user = JSON.stringify({ ...QUIET, ...settings });
    fs.writeFileSync(path.join(data, "User/settings.json"), user);
    const entry = path.join(CODE_SERVER, "out/node/entry.js");
    const args = [
      ...[entry, "--auth", "none", "--bind-addr", "127.0.0.1:0"],
      ...["--user-data-dir", data, "--extensions-dir", extensions],
      ...["--disable-telemetry", "--disable-update-check", "--disable-getting-started-override"],
      ...(asksForTrust ? [] : ["--disable-workspace-trust"]),
    ];
    const env = {
      ...inherited(),
      HOME: home,
      PATH: searched ?? process.env["PATH"],
      // Else the server asks the login shell for another PATH.
      VSCODE_CLI: "1",
    };
    // A group of its own, so that nothing of it stays behind.
    const child = spawn(process.execPath, args, { cwd: home, env, detached: true });
    const address = await addressOf(child);
    return new CodeServer(child, address, home);
  }

  get pid() {
    return /** @type {number} */ (this.#process.pid);
  }

  /** @param {string} folder */
  urlOf(folder) {
    return `${this.#address}?folder=${encodeURIComponent(folder)}`;
  }

  /** What the extension has written to its log, in all windows. */
  extensionLog() {
    const logs = path.join(this.home, "data/logs");
    if (!fs.existsSync(logs)) return "";
    const files = fs.readdirSync(logs, { recursive: true, encoding: "utf8" });
    return files
      .filter((file) => /armlens[^/]*\.log$/.test(file))
      .map((file) => fs.readFileSync(path.join(logs, file), "utf8"))
      .join("\n");
  }

  async stop() {
    const pids = [this.pid, ...descendants(this.pid)];
    kill(-this.pid, "SIGTERM");
    const isOver = () => !pids.some(isAlive);
    await until("the server to stop", isOver, { milliseconds: 5000 }).catch(() => undefined);
    for (const pid of pids.filter(isAlive)) kill(pid, "SIGKILL");
    await until("the server to be gone", isOver, { milliseconds: 5000 });
    fs.rmSync(this.home, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** The environment without what an editor's own terminal would pass on to its children. */
function inherited() {
  const kept = Object.entries(process.env).filter(([name]) => !/^(VSCODE_|npm_)/.test(name));
  return Object.fromEntries(kept);
}

/**
 * Where the server listens, once it does.
 * @param {import("node:child_process").ChildProcess} child
 * @returns {Promise<string>}
 */
function addressOf(child) {
  return new Promise((resolve, reject) => {
    let output = "";
    const fail = (/** @type {string} */ why) => {
      if (child.pid) kill(-child.pid, "SIGKILL");
      reject(new Error(`code-server ${why}:\n${output}`));
    };
    const timer = setTimeout(() => fail("did not start in time"), START_MILLISECONDS);
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding("utf8").on("data", (text) => {
        output = (output + text).slice(-8000);
        const match = /listening on (http:\/\/[\d.:]+\/)/.exec(output);
        if (match?.[1]) {
          clearTimeout(timer);
          resolve(match[1]);
        }
      });
    }
    child.once("exit", (code) => {
      clearTimeout(timer);
      fail(`ended with ${code}`);
    });
  });
}

/**
 * @param {number} pid
 * @param {NodeJS.Signals} signal
 */
function kill(pid, signal) {
  try {
    process.kill(pid, signal);
  } catch {
    // It has ended already.
  }
}
