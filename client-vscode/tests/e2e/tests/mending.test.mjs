/** What happens to the text: quick fixes, all fixes, undo, save. */

import assert from "node:assert/strict";
import { after, before, beforeEach, describe } from "node:test";
import { artifact, bench, check } from "../bench.mjs";
import { until } from "../waiting.mjs";
import { sample } from "../workspace.mjs";

const SYSTEM = "Use a system-assigned managed identity";
const USER = "Use a user-assigned managed identity";

const NONE = sample("fail-identity-none.json");
const MENDED = NONE.replace(
  /"type": "None",\s*"userAssignedIdentities": \{\}/,
  '"type": "SystemAssigned"',
);
const EMPTY = sample("fail-identity-empty.json");
const DEFAULT = sample("fail-parameter-default.json");
/** Another layout: tabs, Windows' line ends, a byte order mark and a comment. */
const WINDOWS =
  `\ufeff${NONE.replaceAll("    ", "\t").replace('"None",', '"None", // why?')}`.replaceAll(
    "\n",
    "\r\n",
  );

describe("mending", () => {
  /** @type {import("../bench.mjs").Window} */ let window;
  before(async () => {
    window = await bench.window({
      "none.json": NONE,
      "empty.json": EMPTY,
      "default.json": DEFAULT,
      "windows.jsonc": WINDOWS,
      "typed.json": NONE,
    });
  });
  beforeEach(() => window.workbench.tidy());
  after(() => bench.close(window));

  check("the light bulb's fix changes the text exactly; undo brings it back", async () => {
    const { workbench, workspace } = window;
    await workbench.openFile("none.json");
    await workbench.editor.squiggles.first().waitFor();
    await workbench.goTo(11, 27);
    assert.deepEqual((await workbench.openLightBulb()).slice(0, 2), [SYSTEM, USER]);
    await workbench.screenshot(artifact("light-bulb"));
    await workbench.chooseAction(SYSTEM);
    await workbench.editor.textIs(MENDED);
    await workbench.editor.underlines([]);
    await workbench.screenshot(artifact("mended"));

    await workbench.editor.focus();
    await workbench.keyboard.press("Control+Z");
    await workbench.editor.textIs(NONE);
    await workbench.editor.underlines([
      { severity: "warning", line: 11, column: 25, text: '"None"' },
    ]);

    await workbench.editor.focus();
    await workbench.keyboard.press("Control+Y");
    await workbench.save();
    assert.equal(workspace.read("none.json"), MENDED);
    await workbench.editor.underlines([]);
  });

  check("a fix in a parameter's default is offered where the parameter is used", async () => {
    const { workbench, workspace } = window;
    await workbench.openFile("default.json");
    await workbench.editor.squiggles.first().waitFor();
    await workbench.goTo(18, 20);
    const title = `${SYSTEM} in the default of parameter 'identityType'`;
    assert.ok((await workbench.openQuickFixes()).includes(title));
    await workbench.chooseAction(title);
    await workbench.editor.underlines([]);
    await workbench.save();
    const before = DEFAULT.replace('"defaultValue": "None"', '"defaultValue": "SystemAssigned"');
    const both = before.replace(
      '["None", "UserAssigned"]',
      '["None", "UserAssigned", "SystemAssigned"]',
    );
    assert.equal(workspace.read("default.json"), both);
  });

  check("a fix keeps tabs, line ends, byte order mark and comments", async () => {
    const { workbench, workspace } = window;
    await workbench.openFile("windows.jsonc");
    await workbench.editor.squiggles.first().waitFor();
    assert.deepEqual(
      (await workbench.ourProblems(1)).map(({ place }) => place),
      ["[Ln 11, Col 13]"],
    );
    await workbench.goTo(11, 14);
    await workbench.openQuickFixes();
    await workbench.chooseAction(SYSTEM);
    await workbench.editor.underlines([]);
    await workbench.save();
    const saved = workspace.read("windows.jsonc");
    assert.ok(saved.startsWith("\ufeff{\r\n"));
    assert.ok(!/[^\r]\n/.test(saved), "every line end is still Windows'");
    assert.ok(saved.includes('\t\t\t\t"type": "SystemAssigned"'));
    assert.ok(saved.includes("// why?"));
    assert.deepEqual(JSON.parse(withoutComment(saved)), JSON.parse(MENDED));
  });

  check("all safe fixes at once, and one undo for all", async () => {
    const { workbench, workspace } = window;
    await workbench.openFile("empty.json");
    await workbench.statusIs(/: 4 findings/);
    await workbench.command("armlens: Fix All in File");
    await workbench.editor.underlines([]);
    await workbench.statusIs(/: no findings/);
    await workbench.editor.focus();
    await workbench.keyboard.press("Control+Z");
    await workbench.editor.textIs(EMPTY);
    await workbench.keyboard.press("Control+Y");
    await workbench.save();
    const { resources } = JSON.parse(workspace.read("empty.json"));
    assert.equal(resources.length, 4);
    for (const { identity } of resources) assert.deepEqual(identity, { type: "SystemAssigned" });
  });

  check("saving applies all safe fixes, where the editor is told so", async () => {
    const settings = { "editor.codeActionsOnSave": { "source.fixAll.armlens": "explicit" } };
    const other = await bench.window({
      ".vscode/settings.json": JSON.stringify(settings),
      "saved.json": NONE,
    });
    const { workbench, workspace } = other;
    await workbench.openFile("saved.json");
    await workbench.editor.squiggles.first().waitFor();
    await workbench.goTo(8, 22);
    await workbench.keyboard.type("the ");
    await workbench.save();
    const saved = MENDED.replace('"aks-orders"', '"the aks-orders"');
    await until("the mended file", () => workspace.read("saved.json") === saved);
    await workbench.editor.underlines([]);
    await bench.close(other);
  });

  check("findings follow what is typed, in a file that is not saved", async () => {
    const { workbench, workspace } = window;
    await workbench.openFile("typed.json");
    await workbench.editor.squiggles.first().waitFor();
    await workbench.goTo(11, 30);
    for (const _ of "None") await workbench.keyboard.press("Backspace");
    await workbench.editor.underlines([{ severity: "warning", line: 11, column: 25, text: '""' }]);
    await workbench.keyboard.type("UserAssigned");
    await workbench.editor.underlines([]);
    assert.equal(workspace.read("typed.json"), NONE);
  });

  check("a document without a file is checked and mended too", async () => {
    const { workbench } = window;
    await workbench.command("armlens: Open a Sample Template");
    await workbench.page.locator(".tab.active", { hasText: "Untitled" }).waitFor();
    const marked = "\"[parameters('identityType')]\"";
    await workbench.editor.underlines([
      { severity: "warning", line: 21, column: 17, text: marked },
    ]);
    await workbench.goTo(21, 20);
    const [first] = await workbench.openQuickFixes();
    await workbench.chooseAction(/** @type {string} */ (first));
    await workbench.editor.underlines([]);
    assert.match(await workbench.editor.text(), /"defaultValue": "SystemAssigned"/);
  });

  check("nothing of all this looks like an error in the log", async () => {
    const { workbench, server } = window;
    await workbench.closeEditors();
    await workbench.openFile("typed.json");
    await workbench.editor.squiggles.first().waitFor();
    assert.deepEqual(server.extensionLog().match(/.*\[(?:error|warning)\].*/g), null);
  });
});

/** @param {string} text */
function withoutComment(text) {
  return text.replace("\ufeff", "").replace(/\/\/ why\?/, "");
}
