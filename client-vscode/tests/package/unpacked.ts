/** The package, unpacked once for all tests. */

import { execFileSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { after } from "node:test";

export const PACKAGE = "armlens.vsix";

const root = fs.mkdtempSync(path.join(os.tmpdir(), "armlens-package-"));
after(() => {
  fs.rmSync(root, { recursive: true, force: true });
});

// Python reads archives; Node has nothing for it.
execFileSync("python3", ["-m", "zipfile", "-e", PACKAGE, root]);

/** The folder that VS Code would install. */
export const extension = path.join(root, "extension");

/** Every file in a folder, with slashes, sorted. */
export function filesIn(folder: string): string[] {
  return fs
    .readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .map((name) => name.split(path.sep).join("/"))
    .toSorted();
}
