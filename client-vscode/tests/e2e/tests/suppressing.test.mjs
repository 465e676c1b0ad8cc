/** Putting findings aside: from the light bulb, in the template and in the settings. */

import assert from "node:assert/strict";
import { after, before, beforeEach, describe } from "node:test";
import { artifact, bench, check } from "../bench.mjs";
import { until } from "../waiting.mjs";
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

  /** @param {string} expected what is there to say that is ours */
  async function isTold(expected) {
    const { workbench } = window;
    await until(`'${expected}' and no more of ours`, async () => {
      const rows = (await workbench.problems()).filter(({ source }) => source === "armlens");
      return rows.map(({ code, place }) => `${code} ${place}`).join("; ") === expected;
    });
  }

  check("on its line: the finding goes, once there is a reason", async () => {
    const { workbench, workspace } = window;
    await suppress("line.jsonc", `Ignore ${RULE} on this line`);
    await isTold("suppression.no-reason [Ln 11, Col 64]");
    await workbench.screenshot(artifact("suppressed-line"));
    await workbench.editor.focus();
    await workbench.goTo(11, 70);
    await workbench.keyboard.type(" of a test bed");
    await workbench.editor.underlines([]);
    await workbench.save();
    const comment = `// armlens: ignore ${RULE} - reason of a test bed`;
    assert.ok(workspace.read("line.jsonc").includes(`${comment}\n                "type": "None"`));
  });

  check("in the metadata of its resource, in a file that may hold no comments", async () => {
    const { workbench } = window;
    await suppress("metadata.json", `Ignore ${RULE} in the metadata of this resource`);
    await isTold("suppression.no-reason [Ln 12, Col 54]");
    await workbench.editor.underlines([
      { severity: "warning", line: 12, column: 54, text: '"reason"' },
    ]);
    await workbench.editor.focus();
    await workbench.goTo(12, 61);
    await workbench.keyboard.type(" of a test bed");
    await workbench.editor.underlines([]);
    assert.match(await workbench.editor.text(), /"metadata": \{/);
  });

  check("in settings that are yet to be made", async () => {
    const { workbench, workspace } = window;
    const title = `Ignore ${RULE} for 'deep/main.json' in a new armlens.json`;
    await suppress("main.json", title);
    await workbench.editor.underlines([]);
    const entry = { rule: RULE, path: "/deep/main.json", reason: "reason" };
    assert.deepEqual(JSON.parse(workspace.read("armlens.json")), { suppress: [entry] });
    await workbench.openFile("armlens.json");
    await workbench.editor.underlines([
      { severity: "warning", line: 6, column: 17, text: '"reason"' },
    ]);
    await workbench.screenshot(artifact("suppressed-settings"));
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
