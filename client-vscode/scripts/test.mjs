// Bundles the tests of a folder and runs them: `node scripts/test.mjs FOLDER`.

import { existsSync, readdirSync, rmSync } from "node:fs";
import path from "node:path";
import { build } from "esbuild";
import { run } from "./python.mjs";

const folder = process.argv[2] ?? "tests/unit";
const out = path.join("out", folder);
const entryPoints = existsSync(folder)
  ? readdirSync(folder)
      .filter((name) => name.endsWith(".test.ts"))
      .map((name) => path.join(folder, name))
  : [];

rmSync(out, { recursive: true, force: true });
await build({
  entryPoints,
  outdir: out,
  outExtension: { ".js": ".cjs" },
  bundle: true,
  format: "cjs",
  platform: "node",
  target: "node20",
  sourcemap: "inline",
  logLevel: "warning",
  // What no test comes to need not be there.
  logOverride: { "import-is-undefined": "silent" },
  // There is no VS Code here; what the tests need of it, they bring along.
  alias: {
    vscode: "./tests/unit/vscode.ts",
    "vscode-languageclient/node": "./tests/unit/languageClient.ts",
  },
});
const tests = readdirSync(out).map((name) => path.join(out, name));
run([process.execPath, "--enable-source-maps", "--test", "--test-reporter=spec"], ...tests);
