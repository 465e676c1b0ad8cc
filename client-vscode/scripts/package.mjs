// Packages the extension as `armlens.vsix` and looks into the package.

import { run } from "./python.mjs";

run(
  [process.execPath, "node_modules/@vscode/vsce/vsce"],
  "package",
  "--out=armlens.vsix",
  // The client is bundled by esbuild, the server by scripts/server.py.
  "--no-dependencies",
  "--allow-missing-repository",
  "--no-rewrite-relative-links",
);
run([process.execPath, "scripts/test.mjs"], "tests/package");
