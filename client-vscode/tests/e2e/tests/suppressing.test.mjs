/** Putting findings aside: from the light bulb, in the template and in the settings. */

import assert from "node:assert/strict";
import { after, before, beforeEach, describe } from "node:test";
import { artifact, bench, check } from "../bench.mjs";
import { sample } from "../workspace.mjs";

const RULE = "Azure.AKS.ManagedIdentity";
const NONE = sample("fail-identity-none.json");
const FOUND = { severity: "warning", line: 11, column: 25, text: '"None"' };

describe("suppressing", () => {
  /** @type {import("../bench.mjs").Window} */ let window;
  before(async () => {
    window = await bench.window({
      "line.jsonc": NONE,
      "metadata.json": NONE,
      "deep/main.json": NONE,
      "off.json": NONE,
    });
  });
  beforeEach(() => window.workbench.tidy());
  after(() => bench.close(window));

  /**
   * Opens a template, and chooses an action at its finding.
   * @param {string} name
   * @param {string} title
   */
  async function suppress(name, title) {
    const { workbench } = window;
    await workbench.openFile(name);
    await workbench.editor.underlines([FOUND]);
    await workbench.goTo(11, 27);
    const titles = await workbench.openQuickFixes();
    assert.ok(titles.includes(title), titles.join("\n"));
    await workbench.chooseAction(title);
  }

  /**
   * Waits until the word that stands for the reason is selected, and writes over it.
   * @param {string} place where the status bar tells the selection's end
   */
  async function writeReason(place) {
    const { workbench } = window;
    const status = workbench.page.locator('[id="status.editor.selection"]');
    await status.getByText(`${place} (6 selected)`).waitFor();
    await workbench.keyboard.type("a test bed");
    await workbench.editor.underlines([]);
  }

  check("on its line, and the reason is what is typed next", async () => {
    const { workbench, workspace } = window;
    await suppress("line.jsonc", `Ignore ${RULE} on this line`);
    await writeReason("Ln 11, Col 70");
    await workbench.screenshot(artifact("suppressed-line"));
    await workbench.save();
    const comment = `// armlens: ignore ${RULE} - a test bed\n`;
    assert.ok(workspace.read("line.jsonc").includes(`${comment}                "type": "None"`));
  });

  check("in the metadata of its resource, in a file that may hold no comments", async () => {
    const { workbench } = window;
    await suppress("metadata.json", `Ignore ${RULE} in the metadata of this resource`);
    await writeReason("Ln 12, Col 61");
    assert.match(await workbench.editor.text(), /"metadata": \{/);
  });

  check("in settings that are yet to be made, which are opened for the reason", async () => {
    const { workbench, workspace } = window;
    await suppress("main.json", `Ignore ${RULE} for 'deep/main.json' in a new armlens.json`);
    await workbench.page.locator(".tab.active", { hasText: "armlens.json" }).waitFor();
    await writeReason("Ln 6, Col 24");
    await workbench.screenshot(artifact("suppressed-settings"));
    await workbench.save();
    const entry = { rule: RULE, path: "/deep/main.json", reason: "a test bed" };
    assert.deepEqual(JSON.parse(workspace.read("armlens.json")), { suppress: [entry] });
    await workbench.openFile("main.json");
    await workbench.editor.underlines([]);
  });

  check("in settings that are there, for a whole rule, and back", async () => {
    const { workbench, workspace } = window;
    await suppress("off.json", `Turn off ${RULE} in armlens.json`);
    await workbench.editor.underlines([]);
    await workbench.openFile("armlens.json");
    await workbench.save();
    const { rules, suppress: kept } = JSON.parse(workspace.read("armlens.json"));
    assert.deepEqual(rules, { [RULE]: "off" });
    assert.equal(kept.length, 1);
    await workbench.keyboard.press("Control+Z");
    await workbench.openFile("off.json");
    await workbench.editor.underlines([FOUND]);
  });
});
