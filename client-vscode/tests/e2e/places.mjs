/** Where the end-to-end tests keep and find things. */

import * as path from "node:path";

export const CLIENT = path.resolve(import.meta.dirname, "../..");
export const SAMPLES = path.resolve(CLIENT, "../samples");
export const IMAGES = path.join(CLIENT, "images");

/** Ignored by git; everything in it can be deleted at any time. */
export const CACHE = path.join(CLIENT, ".vscode-test");
export const RUNTIME = path.join(CACHE, "runtime");
export const ARTIFACTS = path.join(CACHE, "artifacts");

export const CODE_SERVER = path.join(RUNTIME, "node_modules/code-server");
export const VSCODE = path.join(CODE_SERVER, "lib/vscode");
export const CHROMIUM = "/usr/bin/chromium";

export const VSIX = process.env["ARMLENS_VSIX"] ?? path.join(CLIENT, "armlens.vsix");
