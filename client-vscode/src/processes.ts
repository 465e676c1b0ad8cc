/** Starts programs. */

import { type ChildProcessWithoutNullStreams, execFile, spawn } from "node:child_process";
import type { Launch } from "./launch";

/** Enough for a cold start on a slow disk; without it, an odd interpreter would hang us. */
const PATIENCE_MILLISECONDS = 15_000;

/** The output of a program that is to end soon; undefined if it fails or takes too long. */
export function outputOf(
  [command, ...rest]: readonly [string, ...string[]],
  args: readonly string[],
  options: Pick<Launch, "cwd" | "env">,
): Promise<string | undefined> {
  return new Promise((resolve) => {
    const child = execFile(
      command,
      [...rest, ...args],
      { ...options, timeout: PATIENCE_MILLISECONDS, killSignal: "SIGKILL", windowsHide: true },
      (error, output) => {
        resolve(error ? undefined : output);
      },
    );
    child.stdin?.end();
  });
}

/** A running program; rejects if it cannot be started. */
export function started(launch: Launch): Promise<ChildProcessWithoutNullStreams> {
  return new Promise((resolve, reject) => {
    const { command, args, cwd, env } = launch;
    const child = spawn(command, args, { cwd, env, windowsHide: true });
    child.once("error", reject);
    child.once("spawn", () => {
      resolve(child);
    });
  });
}
