// Finds a Python for building and testing, and runs it: `node scripts/python.mjs ARGUMENTS`.

import { spawnSync } from "node:child_process";
import { pathToFileURL } from "node:url";

const COMMANDS = [["python3"], ["python"], ["py", "-3"]];
const IS_RECENT = "import sys; sys.exit(sys.version_info < (3, 11))";

/** The first Python that is recent enough, as a command. */
export function python() {
  const found = COMMANDS.find(([command, ...rest]) => {
    return spawnSync(command, [...rest, "-c", IS_RECENT]).status === 0;
  });
  if (!found) throw new Error("Python 3.11 or newer is needed: python3, python or py -3.");
  return found;
}

/** Runs a program in the folder of the extension, and ends with it if it fails. */
export function run([command, ...rest], ...args) {
  const cwd = new URL("..", import.meta.url);
  const { status, error } = spawnSync(command, [...rest, ...args], { cwd, stdio: "inherit" });
  if (error) throw error;
  if (status !== 0) process.exit(status ?? 1);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  run(python(), ...process.argv.slice(2));
}
