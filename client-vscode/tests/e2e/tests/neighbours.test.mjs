/** Beside other files, other diagnostics, and files that mean harm. */

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { after, before, describe } from "node:test";
import { artifact, bench, check } from "../bench.mjs";
import { serversBelow } from "../processes.mjs";
import { until } from "../waiting.mjs";
import { sample } from "../workspace.mjs";

const NONE = sample("fail-identity-none.json");

/** Names that Python, our server and its libraries import. */
const TRAPS = ["json", "logging", "re", "pygls", "armlens", "sitecustomize", "usercustomize"].map(
  (name) => `${name}.py`,
);

describe("neighbours", () => {
  /** @type {import("../bench.mjs").Window} */ let window;
  before(async () => {
    const trap = 'open(__file__ + ".executed", "w").close()\n';
    window = await bench.window({
      "main.json": NONE,
      "package.json": '{ "name": "other", "version": "1.0.0" }\n',
      "tsconfig.json": '{ "compilerOptions": { "strict": true } }\n',
      ...Object.fromEntries(TRAPS.map((name) => [name, trap])),
    });
  });
  after(() => bench.close(window));

  check("other JSON files are left alone, and no server starts for them", async () => {
    const { workbench, server } = window;
    const before = serversBelow(server.pid);
    await workbench.openFile("package.json");
    await workbench.openFile("tsconfig.json");
    // The next file shows that the extension has come so far, and would have started by now.
    await workbench.page.locator('[id="status.languageStatus"]').waitFor();
    assert.equal(await workbench.status(), "");
    assert.deepEqual(await workbench.editor.underlined(), []);
    assert.deepEqual(serversBelow(server.pid), before);

    await workbench.openFile("main.json");
    await workbench.statusIs(/: 1 finding/);
    assert.equal(serversBelow(server.pid).length, before.length + 1);
    await workbench.openFile("package.json");
    await workbench.statusIs(/: no template/);
    assert.deepEqual(await workbench.editor.underlined(), []);
  });

  check("Python files of the opened folder are never executed", async () => {
    const { workbench, workspace } = window;
    await workbench.openFile("main.json");
    await workbench.statusIs(/: 1 finding/);
    await workbench.command("armlens: Check Workspace");
    await workbench.message(/1 finding in 1 template/);
    const executed = TRAPS.filter((name) => workspace.has(`${name}.executed`));
    assert.deepEqual(executed, []);
    assert.ok(!workspace.has("__pycache__"));
  });

  check("in a diff, findings show once", async () => {
    const { workbench, workspace } = window;
    const git = (/** @type {string[]} */ ...args) =>
      execFileSync("git", ["-c", "user.name=test", "-c", "user.email=test@localhost", ...args], {
        cwd: workspace.folder,
        stdio: "pipe",
      });
    git("init", "--quiet");
    git("add", ".");
    git("commit", "--quiet", "--message", "A template");
    workspace.write("main.json", NONE.replace("westeurope", "northeurope"));
    await workbench.page.reload();
    await workbench.isReady();
    await workbench.openFile("main.json");
    await workbench.editor.squiggles.first().waitFor();
    await workbench.command("Git: Open Changes");
    const { page } = workbench;
    await page.locator(".monaco-diff-editor .modified .squiggly-warning").waitFor();
    await page.locator(".monaco-diff-editor .original .view-line").first().waitFor();
    await workbench.screenshot(artifact("diff"));
    await workbench.ourProblems(1);
    assert.equal(await page.locator(".monaco-diff-editor .modified .squiggly-warning").count(), 1);
    assert.equal(await page.locator(".monaco-diff-editor .original .squiggly-warning").count(), 0);
  });

  check("findings stand beside the warnings of the built-in JSON support", async () => {
    const other = await bench.window({
      ".vscode/settings.json": '{ "json.schemaDownload.enable": true }\n',
      // The schema itself may be there or not, as the network is; a key that is twice there is not
      // right in any case.
      "twice.json": NONE.replace('"name":', '"location": "westeurope",\n            "name":'),
      "multi-line.jsonc": sample("fail-comments-and-multi-line.jsonc"),
    });
    const { workbench } = other;
    await workbench.openFile("twice.json");
    const ours = { severity: "warning", line: 12, column: 25, text: '"None"' };
    const theirs = { severity: "warning", line: 8, column: 13, text: '"location"' };
    await until("both kinds of squiggles", async () => {
      const marked = (await workbench.editor.underlined()).map((each) => JSON.stringify(each));
      return [ours, theirs].every((each) => marked.includes(JSON.stringify(each)));
    });
    const rows = await workbench.problems();
    assert.ok(rows.some(({ message }) => message === "Duplicate object key"));
    assert.ok(rows.some(({ code }) => code === "Azure.AKS.ManagedIdentity"));
    await workbench.screenshot(artifact("beside-json"));

    // Strings of several lines are an error to the JSON support, and none to Azure or to us.
    await workbench.closeEditors();
    await workbench.openFile("multi-line.jsonc");
    await until("our finding", async () => {
      const places = (await workbench.problems()).map(({ source, place }) => source + place);
      return places.includes("armlens[Ln 15, Col 12]");
    });
    await bench.close(other);
  });
});
