/** Rules of one's own: found in templates, and mistakes in them told as they are typed. */

import assert from "node:assert/strict";
import { after, before, beforeEach, describe } from "node:test";
import { artifact, bench, check } from "../bench.mjs";
import { until } from "../waiting.mjs";
import { sample } from "../workspace.mjs";

const RULES = `// What our company asks for.
{
  rules: {
    "Contoso.Region": {
      types: ["Microsoft.ContainerService/managedClusters"],
      title: "Stay in the north",
      condition: { field: "location", in: ["northeurope"] },
      fails: "The cluster is in the wrong region",
      recommendation: "Choose northeurope.",
    },
  },
}
`;
const FOUND = { severity: "warning", line: 15, column: 19, text: '"westeurope"' };

describe("own rules", () => {
  /** @type {import("../bench.mjs").Window} */ let window;
  before(async () => {
    window = await bench.window({
      "main.json": sample("pass-system-assigned.json").replace("[resourceGroup().location]", "westeurope"),
      "rules/contoso.rules.json5": RULES,
      "armlens.json": '{ "ruleFiles": ["rules/contoso.rules.json5"] }\n',
    });
  });
  beforeEach(() => window.workbench.tidy());
  after(() => bench.close(window));

  check("mistakes are told as they are typed, before any template is open", async () => {
    const { workbench } = window;
    await workbench.openFile("contoso.rules.json5");
    await workbench.goTo(7, 41);
    await workbench.keyboard.type("n");
    await workbench.editor.underlines([{ severity: "error", line: 7, column: 39, text: "inn" }]);
    const [row] = await workbench.ourProblems(1);
    assert.equal(row?.code, "rules.unknown-member");
    await workbench.screenshot(artifact("own-rules-mistake"));
    await workbench.editor.focus();
    await workbench.keyboard.press("Backspace");
    await workbench.editor.underlines([]);
  });

  check("the file is drawn as JSON5, with comments that a key writes", async () => {
    const { workbench } = window;
    await workbench.openFile("contoso.rules.json5");
    await workbench.page.locator('[id="status.editor.mode"]', { hasText: "JSON5" }).waitFor();
    await workbench.goTo(9, 1);
    await workbench.keyboard.press("Control+/");
    const commented = '// recommendation: "Choose northeurope."';
    await until("the comment", async () => (await workbench.editor.text()).includes(commented));
    const colours = await workbench.editor.root.evaluate(
      (root, words) =>
        words.map((word) => {
          const parts = [...root.querySelectorAll(".view-line span span")];
          const part = parts.find((each) => each.textContent?.includes(word));
          return part && getComputedStyle(part).color;
        }),
      ["title", "Stay", "recommendation"],
    );
    assert.equal(new Set(colours).size, 3, `a key, a string and a comment: ${colours.join("; ")}`);
  });

  check("a finding has the rule's own message and fix; the rule is as it is typed", async () => {
    const { workbench } = window;
    await workbench.openFile("main.json");
    await workbench.editor.underlines([FOUND]);
    await workbench.screenshot(artifact("own-rules"));
    const [row] = await workbench.ourProblems(1);
    assert.equal(row?.code, "Contoso.Region");
    assert.equal(
      row?.message,
      "The cluster is in the wrong region: 'location' is 'westeurope'.",
    );
    await workbench.tidy();

    await workbench.openFile("contoso.rules.json5");
    await workbench.goTo(7, 45);
    for (const _ of "north") await workbench.keyboard.press("Delete");
    await workbench.keyboard.type("west");
    await workbench.openFile("main.json");
    await workbench.editor.underlines([]);
    await workbench.tidy();

    await workbench.openFile("main.json");
    await workbench.editor.underlines([FOUND]);
    await workbench.goTo(15, 22);
    const [first] = await workbench.openQuickFixes();
    assert.equal(first, "Set 'location' to 'northeurope'");
    await workbench.chooseAction(first);
    await workbench.editor.underlines([]);
  });
});
