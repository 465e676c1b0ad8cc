/** Templates that link to others: what is found there, and mended in both files. */

import assert from "node:assert/strict";
import { after, before, beforeEach, describe } from "node:test";
import { artifact, bench, check } from "../bench.mjs";
import { CLUSTER, SCHEMAS } from "../templates.mjs";
import { until } from "../waiting.mjs";

const MAIN = `{
  "$schema": "${SCHEMAS}/deploymentTemplate.json#",
  "contentVersion": "1.0.0.0",
  "resources": [
    {
      "type": "Microsoft.Resources/deployments",
      "apiVersion": "2022-09-01",
      "name": "cluster",
      "properties": {
        "mode": "Incremental",
        "templateLink": { "relativePath": "modules/cluster.json" },
        "parameters": { "kind": { "value": "None" } }
      }
    }
  ]
}
`;

const FOUND = { severity: "warning", line: 12, column: 44, text: '"None"' };

describe("linked templates", () => {
  /** @type {import("../bench.mjs").Window} */ let window;
  before(async () => {
    window = await bench.window({ "main.json": MAIN, "modules/cluster.json": CLUSTER });
  });
  beforeEach(() => window.workbench.tidy());
  after(() => bench.close(window));

  check("a finding is told at what is passed, and leads to where it is used", async () => {
    const { workbench } = window;
    await workbench.openFile("main.json");
    await workbench.editor.underlines([FOUND]);
    await workbench.hover(/cluster\.json/);
    await workbench.screenshot(artifact("linked"));
    await workbench.page.mouse.move(0, 0);
    await workbench.openFile("cluster.json");
    await workbench.statusIs(/: no findings/);
    await workbench.editor.underlines([]);
  });

  check("what is typed into the linked template counts for the other at once", async () => {
    const { workbench, workspace } = window;
    await workbench.openFile("main.json");
    await workbench.editor.underlines([FOUND]);
    await workbench.openFile("cluster.json");
    await workbench.goTo(10, 43);
    await workbench.keyboard.press("Shift+Home");
    await workbench.keyboard.type('"identity": { "type": "UserAssigned');
    await workbench.page.locator(".tab.active.dirty").waitFor();
    await workbench.openFile("main.json");
    await workbench.editor.underlines([]);
    assert.equal(workspace.read("modules/cluster.json"), CLUSTER);
  });

  check("what is passed is mended where it is passed", async () => {
    const { workbench, workspace } = window;
    await workbench.openFile("main.json");
    await workbench.editor.underlines([FOUND]);
    await workbench.goTo(12, 46);
    const [first] = await workbench.openQuickFixes();
    await workbench.chooseAction(/** @type {string} */ (first));
    await workbench.editor.underlines([]);
    await workbench.save();
    assert.equal(workspace.read("main.json"), MAIN.replace('"None"', '"SystemAssigned"'));
  });

  check("a link that leads nowhere is told until the file is there", async () => {
    const { workbench, workspace } = window;
    workspace.write("broken.json", MAIN.replace("modules/cluster.json", "modules/later.json"));
    await workbench.openFile("broken.json");
    await workbench.editor.underlines([
      { severity: "warning", line: 11, column: 43, text: '"modules/later.json"' },
    ]);
    workspace.write("modules/later.json", CLUSTER);
    await until("the finding", async () =>
      (await workbench.editor.underlined()).some(({ text }) => text === '"None"'),
    );
    await workbench.editor.underlines([FOUND]);
  });
});
