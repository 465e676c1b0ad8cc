// Builds what the package holds beside its sources: the bundled client and the server.

import { rmSync } from "node:fs";
import { build } from "esbuild";
import { python, run } from "./python.mjs";

for (const folder of ["dist", "bundled"]) rmSync(folder, { recursive: true, force: true });

await build({
  entryPoints: ["src/extension.ts"],
  outfile: "dist/extension.js",
  bundle: true,
  external: ["vscode"],
  format: "cjs",
  platform: "node",
  target: "node20",
  minify: true,
  // Names in the traces that users send us.
  keepNames: true,
  legalComments: "none",
});
run(python(), "scripts/server.py");
