/** What runs below a process that the tests started. Linux only, like the rest of them. */

import * as fs from "node:fs";

/** The part of the command line that marks our server. */
const SERVER = "bundled/server/__main__.py";

/**
 * The processes that are children of a process, or of its children.
 * @param {number} root
 */
export function descendants(root) {
  const parents = new Map(pids().map((pid) => [pid, parentOf(pid)]));
  const found = [root];
  for (const outer of found) {
    for (const [pid, parent] of parents) if (parent === outer) found.push(pid);
  }
  return found.slice(1);
}

/**
 * The processes of armlens servers below a process.
 * @param {number} root
 */
export function serversBelow(root) {
  return descendants(root).filter((pid) => commandLine(pid).some((part) => part.endsWith(SERVER)));
}

/** @param {number} pid */
export function commandLine(pid) {
  return read(`/proc/${pid}/cmdline`).split("\0");
}

/** @param {number} pid */
export function isAlive(pid) {
  const state = stateAndParent(pid);
  return state !== undefined && state[0] !== "Z";
}

function pids() {
  return fs
    .readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map(Number);
}

/** @param {number} pid */
function parentOf(pid) {
  return Number(stateAndParent(pid)?.[1] ?? 0);
}

/**
 * The fields after the name, which may itself hold blanks and parentheses.
 * @param {number} pid
 */
function stateAndParent(pid) {
  const line = read(`/proc/${pid}/stat`);
  return line ? line.slice(line.lastIndexOf(")") + 2).split(" ") : undefined;
}

/** @param {string} file */
function read(file) {
  try {
    return fs.readFileSync(file, "utf8");
  } catch {
    return ""; // It has just ended.
  }
}
