/** The commands, and the settings file. */

import assert from "node:assert/strict";
import { after, before, describe } from "node:test";
import { artifact, bench, check } from "../bench.mjs";
import { until } from "../waiting.mjs";
import { sample } from "../workspace.mjs";

describe("commands", () => {
  /** @type {import("../bench.mjs").Window} */ let window;
  before(async () => {
    window = await bench.window({
      "main.json": sample("fail-identity-none.json"),
      "deep/other.json": sample("fail-identity-empty.json"),
      "right.json": sample("pass-system-assigned.json"),
      "package.json": '{ "name": "other" }\n',
    });
  });
  after(() => bench.close(window));

  check("the page of a rule opens inside VS Code", async () => {
    const { workbench } = window;
    await workbench.openFile("main.json");
    await workbench.editor.squiggles.first().waitFor();
    await workbench.goTo(11, 27);
    await workbench.command("armlens: Explain Rule");
    const page = await workbench.webView(/Give the AKS cluster a managed identity/);
    assert.match(page, /Recommendation|What to do/);
    assert.match(page, /credentials of a service principal expire/);
    await workbench.screenshot(artifact("rule-page"));
    await workbench.closeEditors();
  });

  check("the workspace is checked, open or not", async () => {
    const { workbench } = window;
    await workbench.command("armlens: Check Workspace");
    assert.match(await workbench.message(/templates/), /5 findings in 3 templates/);
    const rows = await workbench.ourProblems(5);
    assert.deepEqual(rows.map(({ place }) => place).sort(), [
      "[Ln 10, Col 7]",
      "[Ln 11, Col 25]",
      "[Ln 18, Col 19]",
      "[Ln 26, Col 29]",
      "[Ln 29, Col 164]",
    ]);
    await workbench.screenshot(artifact("check-workspace"));
    // Opened now, its findings must not show twice.
    await workbench.openFile("main.json");
    await workbench.editor.squiggles.first().waitFor();
    await workbench.ourProblems(5);
  });

  check("a settings file is created, understood, and takes effect at once", async () => {
    const { workbench, workspace } = window;
    await workbench.command("armlens: Create Settings File");
    await workbench.page.locator(".tab.active", { hasText: "armlens.json" }).waitFor();
    assert.match(workspace.read("armlens.json"), /"rules": \{/);
    await workbench.openFile("main.json");
    await workbench.editor.squiggles.first().waitFor();
    workspace.write("armlens.json", '{ "rules": { "AZR-000025": "error" } }\n');
    await workbench.editor.underlines([
      { severity: "error", line: 11, column: 25, text: '"None"' },
    ]);
    workspace.write("armlens.json", '{ "rules": { "AZR-000025": "off" } }\n');
    await workbench.editor.underlines([]);
  });

  check("the settings file is validated and completed", async () => {
    const { workbench, workspace } = window;
    workspace.write("armlens.json", '{\n  "rules": { "Azure.AKS": "loud" },\n  \n}\n');
    await workbench.openFile("armlens.json");
    await workbench.editor.squiggles.first().waitFor();
    const marked = await workbench.editor.underlined();
    assert.ok(
      marked.some(({ line, text }) => line === 2 && text === '"loud"'),
      JSON.stringify(marked),
    );
    await workbench.goTo(3, 3);
    await workbench.keyboard.press("Control+Space");
    const suggestion = workbench.page.locator(".suggest-widget .monaco-list-row");
    await suggestion.filter({ hasText: "exclude" }).first().waitFor();
    await workbench.screenshot(artifact("settings-file"));
    await workbench.keyboard.press("Escape");
  });

  check("the log is shown", async () => {
    const { workbench } = window;
    await workbench.command("armlens: Show Log");
    const output = workbench.page.locator(".output-view .view-lines");
    await until("the log", async () => /Python\s\d\.\d+\.\d+\sof/.test(await output.innerText()));
  });
});
