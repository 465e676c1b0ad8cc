/** Machines without a Python that is recent enough. */

import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { after, describe } from "node:test";
import { artifact, bench, check } from "../bench.mjs";
import { serversBelow } from "../processes.mjs";
import { sample } from "../workspace.mjs";

describe("Python", () => {
  /** @type {import("../bench.mjs").Window | undefined} */ let window;
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "armlens-path-"));
  after(async () => {
    await bench.close(window);
    fs.rmSync(folder, { recursive: true, force: true });
  });

  /** A window on a machine whose PATH is the folder. */
  async function open() {
    await bench.close(window);
    const server = await bench.server({ path: folder });
    const template = sample("fail-identity-none.json");
    window = await bench.window({ "main.json": template, "second.json": template }, server);
    await window.workbench.openFile("main.json");
    return window;
  }

  check("without Python, one message and a status say what to do", async () => {
    const { workbench, server } = await open();
    const message = await workbench.message(/armlens/);
    assert.match(message, /armlens needs Python 3\.11 or newer\. No Python was found\./);
    await workbench.statusIs(/armlens: stopped, No Python was found\./);
    await workbench.screenshot(artifact("no-python"));
    await workbench.hoverStatus();
    await workbench.screenshot(artifact("no-python-status"));
    await workbench.openFile("second.json");
    await workbench.statusIs(/armlens: stopped/);
    assert.equal((await workbench.messages()).length, 1);
    assert.deepEqual(serversBelow(server.pid), []);
  });

  check("a Python that is too old is named, and not given the server", async () => {
    const record = path.join(folder, "asked");
    const real = fs.existsSync("/usr/bin/python3") ? "/usr/bin/python3" : "/usr/local/bin/python3";
    const pretend = "import sys; sys.version_info = (3, 9, 18, 'final', 0); exec(sys.argv[1])";
    // The question is the last argument, whatever options come before it.
    const script = `#!/bin/sh
echo "$*" >> '${record}'
for last; do :; done
exec ${real} -I -c "${pretend}" "$last"
`;
    fs.writeFileSync(path.join(folder, "python3"), script, { mode: 0o755 });
    const { workbench, server } = await open();
    const message = await workbench.message(/armlens/);
    assert.match(message, /armlens needs Python 3\.11 or newer.*Python 3\.9\.18.*too old/);
    await workbench.statusIs(/armlens: stopped, .*3\.9\.18/);
    await workbench.screenshot(artifact("old-python"));
    assert.equal((await workbench.messages()).length, 1);
    assert.deepEqual(serversBelow(server.pid), []);
    assert.ok(!fs.readFileSync(record, "utf8").includes("bundled"), "it was only asked who it is");
  });
});
