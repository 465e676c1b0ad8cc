/** All tests in one process, which share a browser and a server. The first one starts cold. */

import { after } from "node:test";
import { bench } from "./bench.mjs";

const THEMES = [
  "findings",
  "mending",
  "suppressing",
  "parameters",
  "linked",
  "ownRules",
  "neighbours",
  "commands",
  "walkthrough",
  "life",
  "python",
  "trust",
];
const wanted = process.argv.slice(2);

after(() => bench.closeAll());

if (wanted.includes("pictures")) await import("./tests/pictures.mjs");
for (const theme of THEMES) {
  if (wanted.length === 0 || wanted.includes(theme)) await import(`./tests/${theme}.test.mjs`);
}
