/** The parameter file that a template is judged with. */

import assert from "node:assert/strict";
import { after, before, describe } from "node:test";
import { artifact, bench, check } from "../bench.mjs";
import { CLUSTER, SCHEMAS } from "../templates.mjs";
import { until } from "../waiting.mjs";

const ONE_RULE = '{ "Azure": "off", "Azure.AKS.ManagedIdentity": "warning" }';

/** @param {string} kind */
function values(kind) {
  return `{
  "$schema": "${SCHEMAS}/deploymentParameters.json#",
  "contentVersion": "1.0.0.0",
  "parameters": { "kind": { "value": "${kind}" } }
}
`;
}

describe("parameter files", () => {
  /** @type {import("../bench.mjs").Window} */ let window;
  before(async () => {
    window = await bench.window({
      "main.json": CLUSTER,
      "main.dev.parameters.json": values("None"),
      "main.prod.parameters.json": values("UserAssigned"),
      ".vscode/settings.json": `{ "armlens.rules": ${ONE_RULE} }\n`,
    });
  });
  after(() => bench.close(window));

  check("where several belong and none is chosen, the status says so", async () => {
    const { workbench } = window;
    await workbench.openFile("main.json");
    await workbench.hoverStatus("judged by its defaults");
    await workbench.screenshot(artifact("parameter-files"));
    await workbench.editor.underlines([]);
  });

  check("the one that is chosen counts, and the choice is a setting", async () => {
    const { workbench, workspace } = window;
    await workbench.choose("armlens: Choose Parameter File", "main.dev.parameters.json");
    await workbench.editor.underlines([
      { severity: "warning", line: 10, column: 29, text: "\"[parameters('kind')]\"" },
    ]);
    await workbench.hoverStatus("main.dev.parameters.json");
    const settings = JSON.parse(workspace.read(".vscode/settings.json"));
    assert.deepEqual(settings["armlens.parameters"], { "main.json": "main.dev.parameters.json" });
  });

  check("the choice is taken back", async () => {
    const { workbench } = window;
    await workbench.choose("armlens: Choose Parameter File", "None");
    await workbench.editor.underlines([]);
    await workbench.hoverStatus("judged by its defaults");
  });

  check("where the project's settings choose, they are opened instead", async () => {
    const { workbench, workspace } = window;
    workspace.write(
      "armlens.json",
      `{ "rules": ${ONE_RULE}, "parameters": { "main.json": "main.dev.parameters.json" } }\n`,
    );
    await workbench.hoverStatus("main.dev.parameters.json");
    await workbench.command("armlens: Choose Parameter File");
    await workbench.message(/the settings file of the project chooses/);
    await workbench.pressInMessage("Open Settings File");
    await until("the settings file", () =>
      workbench.page.locator(".tab.active", { hasText: "armlens.json" }).isVisible(),
    );
  });
});
