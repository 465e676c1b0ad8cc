/** Temporary folders to open, filled with samples and other files. */

import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { SAMPLES } from "./places.mjs";

export class Workspace {
  /** @param {Record<string, string>} [files] */
  constructor(files = {}) {
    this.folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), "armlens-workspace-")));
    for (const [name, text] of Object.entries(files)) this.write(name, text);
  }

  /** @param {string} name */
  path(name) {
    return path.join(this.folder, name);
  }

  /**
   * @param {string} name
   * @param {string} text
   */
  write(name, text) {
    fs.mkdirSync(path.dirname(this.path(name)), { recursive: true });
    fs.writeFileSync(this.path(name), text);
  }

  /** @param {string} name */
  read(name) {
    return fs.readFileSync(this.path(name), "utf8");
  }

  /** @param {string} name */
  has(name) {
    return fs.existsSync(this.path(name));
  }

  remove() {
    fs.rmSync(this.folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/**
 * The text of a file of `samples/identity/`.
 * @param {string} name
 */
export function sample(name) {
  return fs.readFileSync(path.join(SAMPLES, "identity", name), "utf8");
}
