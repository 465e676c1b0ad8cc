/** Restricted mode: a folder that is not trusted must not choose what is run. */

import assert from "node:assert/strict";
import { after, describe } from "node:test";
import * as fs from "node:fs";
import { artifact, bench, check } from "../bench.mjs";
import { sample } from "../workspace.mjs";
import { until } from "../waiting.mjs";

describe("restricted mode", () => {
  /** @type {import("../bench.mjs").Window} */ let window;
  after(() => bench.close(window));

  check("the interpreter of a folder that is not trusted does not run; findings show", async () => {
    const server = await bench.server({ asksForTrust: true });
    window = await bench.window(
      {
        ".vscode/settings.json": '{ "armlens.interpreter": "${workspaceFolder}/evil.sh" }\n',
        // Links lead back to the folder, so that the script's record is found wherever it runs.
        "evil.sh": '#!/bin/sh\ntouch "$(dirname "$0")/executed"\nexec python3 "$@"\n',
        "main.json": sample("fail-identity-none.json"),
      },
      server,
    );
    const { workbench, workspace } = window;
    fs.chmodSync(workspace.path("evil.sh"), 0o755);
    await workbench.answer(/No, I don't trust/);
    await workbench.page.locator(".monaco-dialog-box").waitFor({ state: "detached" });
    await workbench.openFile("main.json");
    await workbench.editor.underlines([
      { severity: "warning", line: 11, column: 25, text: '"None"' },
    ]);
    await workbench.screenshot(artifact("restricted"));
    assert.ok(!workspace.has("executed"));
    await workbench.command("armlens: Restart Server");
    await workbench.statusIs(/: 1 finding/);
    assert.ok(!workspace.has("executed"));
  });

  check("once the folder is trusted, its interpreter is used", async () => {
    const { workbench, workspace } = window;
    await workbench.command("Workspaces: Manage Workspace Trust");
    await workbench.page
      .locator(".workspace-trust-editor")
      .getByText(/^Trust$/)
      .first()
      .click();
    await workbench.openFile("main.json");
    await workbench.command("armlens: Restart Server");
    await until("the folder's own interpreter", () => workspace.has("executed"));
    await workbench.statusIs(/: 1 finding/);
  });
});
