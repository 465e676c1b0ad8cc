/** The life of the server: it is missed when it dies, and brought back within bounds. */

import assert from "node:assert/strict";
import { after, before, describe } from "node:test";
import { artifact, bench, check } from "../bench.mjs";
import { isAlive, serversBelow } from "../processes.mjs";
import { sample } from "../workspace.mjs";
import { until } from "../waiting.mjs";

/** As in `src/restarts.ts`. */
const MOST_RESTARTS = 4;

describe("life of the server", () => {
  /** @type {import("../bench.mjs").Window} */ let window;
  /** @type {number[]} */ let others;
  let value = '"None"';
  before(async () => {
    // A server of its own, so that no other window's process is mistaken for this one's.
    const server = await bench.server();
    window = await bench.window({ "main.json": sample("fail-identity-none.json") }, server);
    others = serversBelow(server.pid);
  });
  after(() => bench.close(window));

  /** The server's process, once there is one that is not the one given. */
  function server(/** @type {number | undefined} */ except = undefined) {
    return until("a server process", () =>
      serversBelow(window.server.pid).find((pid) => pid !== except && !others.includes(pid)),
    );
  }

  async function kill() {
    const pid = await server();
    process.kill(pid, "SIGKILL");
    await until("its end", () => !isAlive(pid));
    return pid;
  }

  /** Types a letter into the value, and waits for a finding that knows of it. */
  async function isLive() {
    const { workbench } = window;
    value = `"x${value.slice(1)}`;
    await workbench.goTo(11, 26);
    await workbench.keyboard.type("x");
    await workbench.editor.underlines([{ severity: "warning", line: 11, column: 25, text: value }]);
  }

  check("a server that was killed comes back with its findings", async () => {
    const { workbench } = window;
    await workbench.openFile("main.json");
    await isLive();
    const killed = await kill();
    await server(killed);
    await isLive();
    assert.deepEqual(await workbench.messages(), []);
  });

  check("one that keeps dying is given up, with a message and a way back", async () => {
    const { workbench } = window;
    for (let restarts = 1; restarts < MOST_RESTARTS; restarts += 1) {
      await server(await kill());
      await isLive();
    }
    await kill();
    await workbench.statusIs(/stopped/);
    assert.match(
      await workbench.message(/armlens/),
      /does not check templates any more.*too often/,
    );
    assert.equal((await workbench.messages()).length, 1);
    assert.deepEqual(serversBelow(window.server.pid), others);
    await workbench.screenshot(artifact("given-up"));
    await workbench.pressInMessage("Restart Server");
    await server();
    await isLive();
  });
});
