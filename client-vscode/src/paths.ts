/** Questions about paths that must not depend on where the editor was started. */

import * as fs from "node:fs";
import * as path from "node:path";

/** The absolute path of a program: as it is written, or found on `PATH`. */
export function locate(command: string, env: NodeJS.ProcessEnv): string | undefined {
  if (path.isAbsolute(command)) return isThere(command) ? command : undefined;
  if (path.basename(command) !== command) return undefined;
  const names =
    process.platform === "win32" && !/\.exe$/i.test(command) ? [`${command}.exe`] : [command];
  for (const folder of pathOf(env).split(path.delimiter)) {
    // A relative entry, such as ".", would mean whatever folder happens to be open.
    if (!path.isAbsolute(folder)) continue;
    const found = names.map((name) => path.join(folder, name)).find(isThere);
    if (found) return found;
  }
  return undefined;
}

/** Whether the file lies in the folder, as it is written or as its links lead. */
export function isInside(file: string, folder: string): boolean {
  const folders = [path.resolve(folder), real(folder)];
  return [path.resolve(file), real(file)].some((one) =>
    folders.some((outer) => {
      const way = path.relative(outer, one);
      return way === "" || (!path.isAbsolute(way) && way.split(path.sep)[0] !== "..");
    }),
  );
}

function pathOf(env: NodeJS.ProcessEnv): string {
  // Windows spells it `Path`, and a copy of the environment forgets that case does not matter.
  const key = Object.keys(env).find((name) => name.toUpperCase() === "PATH");
  return (key && env[key]) ?? "";
}

function isThere(file: string): boolean {
  try {
    // Not `stat`: it fails on the aliases that the Microsoft Store creates for its Python.
    const entry = fs.lstatSync(file);
    return !entry.isDirectory() && (!entry.isSymbolicLink() || followed(file));
  } catch {
    return false;
  }
}

function followed(file: string): boolean {
  try {
    return fs.statSync(file).isFile();
  } catch {
    return process.platform === "win32";
  }
}

function real(file: string): string {
  try {
    return fs.realpathSync(file);
  } catch {
    return path.resolve(file);
  }
}
