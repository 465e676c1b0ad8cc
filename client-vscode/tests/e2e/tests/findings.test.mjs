/** What a user sees of findings. */

import assert from "node:assert/strict";
import { after, before, describe } from "node:test";
import { artifact, bench, check } from "../bench.mjs";
import { sample } from "../workspace.mjs";

const LINK = "https://azure.github.io/PSRule.Rules.Azure/en/rules/Azure.AKS.ManagedIdentity/";
const NAMES = [
  "fail-identity-none.json",
  "fail-identity-empty.json",
  "fail-symbolic-names.json",
  "fail-parameter-default.json",
  "open-allowed-values.json",
  "pass-system-assigned.json",
];

describe("findings", () => {
  /** @type {import("../bench.mjs").Window} */ let window;
  before(async () => {
    window = await bench.window(Object.fromEntries(NAMES.map((name) => [name, sample(name)])));
  });
  after(() => bench.close(window));

  check("a template that is opened first of all gets its squiggle", async () => {
    const { workbench } = window;
    const start = performance.now();
    const seconds = () => ((performance.now() - start) / 1000).toFixed(1);
    await workbench.openFile("fail-identity-none.json");
    const opened = seconds();
    await workbench.editor.squiggles.first().waitFor();
    // No extension host was busy before, and no Python had compiled the server yet.
    console.log(`cold: the text is there after ${opened} s, its squiggle after ${seconds()} s`);
    await workbench.screenshot(artifact("squiggle"));
  });

  check("squiggles are at the exact characters", async () => {
    const { editor } = window.workbench;
    /** @type {[string, import("../editor.mjs").Squiggle[]][]} */
    const expected = [
      ["fail-identity-none.json", [warning(11, 25, '"None"')]],
      [
        "fail-identity-empty.json",
        [
          warning(10, 7, '"identity"'),
          warning(18, 19, "null"),
          warning(26, 29, "null"),
          // After an emoji, which counts as two: VS Code's columns are units of UTF-16.
          warning(29, 164, '""'),
        ],
      ],
      ["fail-symbolic-names.json", [warning(24, 7, '"identity"')]],
      ["fail-parameter-default.json", [warning(18, 17, "\"[Parameters('IDENTITYTYPE')]\"")]],
      [
        "open-allowed-values.json",
        [{ ...warning(23, 17, "\"[parameters('identityType')]\""), severity: "info" }],
      ],
      ["pass-system-assigned.json", []],
    ];
    for (const [name, squiggles] of expected) {
      await window.workbench.openFile(name);
      await window.workbench.statusIs(
        squiggles.length === 0 ? /no findings/ : RegExp(`: ${squiggles.length} finding`),
      );
      await editor.underlines(squiggles);
    }
  });

  check("the Problems panel has message, source, code, link and place", async () => {
    const { workbench } = window;
    await workbench.closeEditors();
    await workbench.openFile("fail-identity-none.json");
    const [row] = await workbench.ourProblems(1);
    assert.deepEqual(row, {
      message: "The cluster has no managed identity: 'identity.type' is 'None'.",
      source: "armlens",
      code: "Azure.AKS.ManagedIdentity",
      link: LINK,
      place: "[Ln 11, Col 25]",
    });
    await workbench.screenshot(artifact("problems"));
  });

  check("the hover says what is wrong, what to do, and where to read on", async () => {
    const { workbench } = window;
    await workbench.openFile("fail-parameter-default.json");
    await workbench.editor.squiggles.first().waitFor();
    const hover = await workbench.hover(/Give the AKS cluster a managed identity/);
    const text = await hover.innerText();
    await workbench.screenshot(artifact("hover"));
    assert.match(text, /Give the AKS cluster a managed identity/);
    assert.match(text, /Important · Security/);
    assert.match(text, /'identity.type' is 'None' with the default of parameter 'identityType'/);
    assert.match(text, /Recommendation: Set identity.type to SystemAssigned/);
    assert.equal(await hover.locator(`a[data-href="${LINK}"]`).count(), 1);
    assert.ok((await hover.locator(`a[href="${LINK}"]`).count()) >= 1, "the diagnostic's own link");
  });
});

/**
 * @param {number} line
 * @param {number} column
 * @param {string} text
 */
function warning(line, column, text) {
  return { severity: "warning", line, column, text };
}
