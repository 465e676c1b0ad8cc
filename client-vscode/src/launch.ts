/** How the server is started: isolated from whatever folder is open. */

import * as path from "node:path";
import type { Python } from "./python";

export interface Launch {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
}

/**
 * `-I` keeps Python from looking for modules in the working directory and in `PYTHONPATH`, where an
 * opened repository may have a `json.py` of its own; `-S` keeps it from running what an environment
 * has installed to run at each start. `-X utf8` is for the log on Windows.
 */
export const ISOLATED = ["-I", "-S", "-X", "utf8"] as const;

/** The command line, the working directory and the environment of the server. */
export function resolveServer(
  python: Pick<Python, "command">,
  extension: string,
  env: NodeJS.ProcessEnv,
): Launch {
  const [command, ...rest] = python.command;
  const script = path.join(extension, "bundled", "server", "__main__.py");
  return { command, args: [...rest, ...ISOLATED, script], cwd: extension, env: withoutPython(env) };
}

/** The environment without what changes how Python works: it would be ignored, or do harm. */
export function withoutPython(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const kept = Object.entries(env).filter(([name]) => !name.toUpperCase().startsWith("PYTHON"));
  return Object.fromEntries(kept);
}
