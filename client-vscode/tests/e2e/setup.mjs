/**
 * Installs a real VS Code that runs without a display: the one inside code-server, and the driver
 * of the browser that shows it. What is already there is left as it is.
 */

import { execFileSync, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import * as fs from "node:fs";
import * as path from "node:path";
import { CACHE, CHROMIUM, RUNTIME, VSCODE } from "./places.mjs";

const PINS = path.join(import.meta.dirname, "runtime");

/** What must be on the machine: a file or command, and the Debian package that brings it. */
const NEEDED = [
  { what: CHROMIUM, from: "chromium" },
  { what: "rg", from: "ripgrep" },
  { what: "git", from: "git" },
  { what: "python3", from: "python3" },
  { what: "g++", from: "g++" },
  { what: "make", from: "make" },
  // Without any font, Chromium lays out text of no width.
  { what: "/usr/share/fonts/truetype/dejavu/DejaVuSansMono.ttf", from: "fonts-dejavu-core" },
];

/** Without these VS Code's server does not start, or writes no logs; it does without the others. */
const NATIVE = ["@vscode/spdlog", "native-watchdog", "node-pty"];

export async function setUp() {
  const [major] = process.versions.node.split(".");
  if (major !== "20")
    throw new Error(`code-server 4.100 needs Node 20, this is ${process.version}`);
  await installPackages();
  fs.mkdirSync(RUNTIME, { recursive: true });
  await once("code-server and the browser's driver", "code-server", async () => {
    for (const file of ["package.json", "package-lock.json"]) {
      fs.copyFileSync(path.join(PINS, file), path.join(RUNTIME, file));
    }
    await npm(RUNTIME, "ci", "--ignore-scripts");
  });
  await once("what VS Code depends on", "vscode", async () => {
    await npm(VSCODE, "install", "--ignore-scripts", "--omit=dev");
    await npm(path.join(VSCODE, "extensions"), "install", "--ignore-scripts", "--omit=dev");
  });
  await once("native modules (a minute or two)", "native", async () => {
    await Promise.all([buildAll(VSCODE, NATIVE), buildAll(RUNTIME, ["argon2"])]);
    link(commandPath("rg"), path.join(VSCODE, "node_modules/@vscode/ripgrep/bin/rg"));
    link("node_modules", path.join(VSCODE, "node_modules.asar"));
  });
}

/** Does a step unless it was finished before with the same pins. */
async function once(
  /** @type {string} */ title,
  /** @type {string} */ name,
  /** @type {() => Promise<void>} */ action,
) {
  const stamp = path.join(CACHE, `${name}.done`);
  const pins = fs.readFileSync(path.join(PINS, "package-lock.json"));
  const key = createHash("sha256").update(pins).update(process.version).digest("hex");
  if (fs.existsSync(stamp) && fs.readFileSync(stamp, "utf8") === key) return;
  const start = Date.now();
  console.log(`set-up: ${title} …`);
  await action();
  fs.writeFileSync(stamp, key);
  console.log(`set-up: ${title}: ${((Date.now() - start) / 1000).toFixed(1)} s`);
}

async function installPackages() {
  const missing = NEEDED.filter(({ what }) => !commandPath(what)).map(({ from }) => from);
  if (missing.length === 0) return;
  const list = missing.join(" ");
  if (process.getuid?.() !== 0 || !commandPath("apt-get")) {
    throw new Error(`these Debian packages are missing, please install them: ${list}`);
  }
  console.log(`set-up: Debian packages ${list} …`);
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const patient = ["-o", "DPkg::Lock::Timeout=120"];
  await run("apt-get", [...patient, "update", "-qq"], { env });
  await run(
    "apt-get",
    [...patient, "install", "-y", "-qq", "--no-install-recommends", ...missing],
    { env },
  );
}

/** The path of a command, or of a file that is named by an absolute path, if it is there. */
function commandPath(/** @type {string} */ what) {
  const folders = path.isAbsolute(what) ? [""] : (process.env["PATH"] ?? "").split(path.delimiter);
  return folders.map((folder) => path.join(folder, what)).find((file) => fs.existsSync(file));
}

/** Compiles native modules one by one: a module may fail in a later step that is not needed. */
async function buildAll(/** @type {string} */ folder, /** @type {string[]} */ names) {
  for (const name of names) {
    const built = path.join(folder, "node_modules", name);
    // node-pty compiles, and then its script stumbles over Windows' files, which are not packed.
    const failure = await npm(folder, "rebuild", name).catch((/** @type {Error} */ error) => error);
    if (!hasAddon(built)) throw failure ?? new Error(`'${name}' was not compiled`);
  }
}

function hasAddon(/** @type {string} */ folder) {
  const files = fs.readdirSync(folder, { recursive: true, encoding: "utf8" });
  return files.some((file) => /(build\/Release|lib\/binding)\/.*\.node$/.test(file));
}

function link(/** @type {string | undefined} */ target, /** @type {string} */ file) {
  if (!target) throw new Error(`nothing to link '${file}' to`);
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.rmSync(file, { force: true });
  fs.symlinkSync(target, file);
}

function npm(/** @type {string} */ cwd, /** @type {string[]} */ ...args) {
  const env = /** @type {NodeJS.ProcessEnv} */ ({ ...process.env });
  // An outer `npm run` passes on what it read for its own folder.
  for (const name of Object.keys(env)) {
    if (/^npm_(config_(ignore_scripts|local_prefix)|package_|lifecycle_)/i.test(name)) {
      delete env[name];
    }
  }
  env["npm_config_build_from_source"] = "true";
  env["npm_config_audit"] = env["npm_config_fund"] = "false";
  const prefix = path.dirname(path.dirname(fs.realpathSync(process.execPath)));
  // Headers of this very Node, where it came with some, need no download.
  if (fs.existsSync(path.join(prefix, "include/node/node.h"))) env["npm_config_nodedir"] = prefix;
  return run("npm", [...args, "--loglevel=error"], { cwd, env });
}

/** Runs a program silently; what it printed is part of the error. */
function run(
  /** @type {string} */ command,
  /** @type {string[]} */ args,
  /** @type {import("node:child_process").SpawnOptions} */ options,
) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { ...options, stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding("utf8").on("data", (text) => (output = (output + text).slice(-8000)));
    }
    child.once("error", reject);
    child.once("close", (code) => {
      if (code === 0) resolve(undefined);
      else reject(new Error(`'${command} ${args.join(" ")}' ended with ${code}:\n${output}`));
    });
  });
}

/** Installs the packaged extension into an empty folder of extensions. */
export function installExtension(
  /** @type {string} */ vsix,
  /** @type {string} */ extensions,
  /** @type {string} */ home,
) {
  const entry = path.join(RUNTIME, "node_modules/code-server/out/node/entry.js");
  const args = [entry, "--install-extension", vsix, "--extensions-dir", extensions];
  const env = { ...process.env, HOME: home };
  execFileSync(process.execPath, [...args, "--user-data-dir", path.join(home, "install")], {
    env,
    stdio: ["ignore", "pipe", "pipe"],
  });
}
