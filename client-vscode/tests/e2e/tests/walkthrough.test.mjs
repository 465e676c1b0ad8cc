/** The walkthrough, as who has just installed the extension goes through it. */

import assert from "node:assert/strict";
import { after, before, describe } from "node:test";
import { artifact, bench, check } from "../bench.mjs";
import { ALL_RULES } from "../codeServer.mjs";

const VALUE = "\"[parameters('identityType')]\"";
const FOUND = { severity: "warning", line: 21, column: 17, text: VALUE };

describe("walkthrough", () => {
  /** @type {import("../bench.mjs").Window} */ let window;
  before(async () => {
    const server = await bench.server({ settings: ALL_RULES });
    window = await bench.window({ "readme.md": "A folder without templates.\n" }, server);
  });
  after(() => bench.close(window));

  check("the first step opens a sample beside it, with one finding", async () => {
    const { workbench } = window;
    await workbench.choose("Welcome: Open Walkthrough...", "Get started with armlens");
    await workbench.walkthrough("Open a template", /Python 3\.11 or newer/);
    await workbench.pressInWalkthrough("Open a sample template");
    await workbench.editor.underlines([FOUND]);
    await workbench.statusIs(/: 1 finding,/);
    assert.match(await workbench.editor.text(), /"aks-orders"/);
  });

  check("the second step says how to read it, and shows the page of a rule", async () => {
    const { workbench } = window;
    await workbench.hover(/'None' with the default of parameter 'identityType'/);
    await workbench.page.mouse.move(0, 0);
    await workbench.walkthrough("Read a finding", /Rest the mouse on them/);
    await workbench.screenshot(artifact("walkthrough"));
    await workbench.pressInWalkthrough("Explain a rule");
    await workbench.pickListed("Azure.AKS.ManagedIdentity");
    await workbench.webView(/Give the AKS cluster a managed identity/);
    await workbench.page.locator(".tab", { hasText: "Walkthrough" }).click();
  });

  check("the third step mends the template beside it", async () => {
    const { workbench } = window;
    await workbench.walkthrough("Mend it", /Each fix says what it will write/);
    await workbench.pressInWalkthrough("Fix all in the file");
    await workbench.editor.underlines([]);
    await workbench.statusIs(/: no findings,/);
    assert.match(await workbench.editor.text(), /"defaultValue": "SystemAssigned"/);
    await workbench.screenshot(artifact("walkthrough-mended"));
    assert.deepEqual(await workbench.messages(), []);
  });
});
