/**
 * End-to-end tests of the packaged extension in a real VS Code: `npm run e2e`.
 *
 * Themes can be named: `npm run e2e -- mending trust`. The pictures of the documentation are taken
 * anew with `npm run e2e -- pictures`.
 */

import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { ARTIFACTS, CLIENT, VSIX } from "./places.mjs";
import { setUp } from "./setup.mjs";

if (!fs.existsSync(VSIX)) {
  console.error(`there is no '${VSIX}'; 'npm run package' makes it`);
  process.exit(1);
}
const start = Date.now();
try {
  await setUp();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
console.log(`set-up: done after ${seconds(start)} s`);

fs.rmSync(ARTIFACTS, { recursive: true, force: true });
// Here and not among the other types: the browser's driver is there only after the set-up.
run([path.join(CLIENT, "node_modules/typescript/bin/tsc"), "-p", import.meta.dirname]);
const tests = Date.now();
const suite = path.join(import.meta.dirname, "suite.mjs");
run(["--test-reporter=spec", suite, ...process.argv.slice(2)]);
console.log(`tests: done after ${seconds(tests)} s; pictures are in ${ARTIFACTS}`);

/** @param {string[]} args */
function run(args) {
  const { status } = spawnSync(process.execPath, args, { stdio: "inherit" });
  if (status !== 0) process.exit(status ?? 1);
}

/** @param {number} since */
function seconds(since) {
  return ((Date.now() - since) / 1000).toFixed(1);
}
