import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import type { LogOutputChannel } from "vscode";
import { Complaints } from "../../src/complaints";
import { MOST_RESTARTS } from "../../src/restarts";
import type { NoPython, Python } from "../../src/python";
import { Server } from "../../src/server";
import { CloseAction, LanguageClient } from "./languageClient";
import { settings, shown } from "./vscode";

const PYTHON: Python = { command: ["/python"], version: "3.12.0", origin: "PATH" };
const silent = () => undefined;
const log = { info: silent, warn: silent, error: silent } as unknown as LogOutputChannel;

function server(python: Python | NoPython = PYTHON): Server {
  const made = new Server("/extension", log, () => Promise.resolve(python));
  new Complaints(made);
  return made;
}

/** The client of the newest server. */
function newest(): LanguageClient {
  const client = LanguageClient.all.at(-1);
  assert.ok(client);
  return client;
}

beforeEach(() => {
  LanguageClient.all.length = shown.length = 0;
  LanguageClient.starting = () => Promise.resolve();
  settings["armlens.enable"] = true;
});

test("a server is started once, however often it is asked for", async () => {
  const one = server();
  const states: string[] = [];
  one.onDidChangeState(({ kind }) => states.push(kind));
  await Promise.all([one.start(), one.start(), one.client()]);
  assert.equal(LanguageClient.all.length, 1);
  assert.deepEqual(states, ["starting", "ready"]);
});

test("a server that dies is started again a bounded number of times, then reported", async () => {
  const one = server();
  await one.start();
  for (let deaths = 1; deaths <= MOST_RESTARTS; deaths += 1) {
    assert.equal(newest().die(), CloseAction.DoNotRestart);
    await one.start();
    assert.equal(one.state.kind, "ready");
    assert.equal(LanguageClient.all.length, deaths + 1);
  }
  newest().die();
  assert.equal(one.state.kind, "stopped");
  assert.equal(LanguageClient.all.length, MOST_RESTARTS + 1);
  assert.equal(shown.length, 1);
  assert.deepEqual(shown[0]?.actions, ["Open Log", "Restart Server"]);
});

test("restarting by hand begins the count anew", async () => {
  const one = server();
  await one.start();
  for (let deaths = 0; deaths <= MOST_RESTARTS; deaths += 1) {
    newest().die();
    await one.restart();
    assert.equal(one.state.kind, "ready");
  }
  assert.deepEqual(shown, []);
});

test("a server that dies while it is started again is one of those", async () => {
  const one = server();
  await one.start();
  LanguageClient.starting = () => {
    newest().die();
    return Promise.reject(new Error("no"));
  };
  const stopped = new Promise<void>((resolve) => {
    one.onDidChangeState(({ kind }) => {
      if (kind === "stopped") resolve();
    });
  });
  newest().die();
  await stopped;
  assert.equal(one.state.kind, "stopped");
  assert.equal(LanguageClient.all.length, MOST_RESTARTS + 1);
  assert.equal(shown.length, 1);
});

test("a server that never gets ready is told of once, and not tried again by itself", async () => {
  LanguageClient.starting = () => {
    newest().die();
    return Promise.reject(new Error("no"));
  };
  const one = server();
  assert.equal(await one.client(), undefined);
  assert.equal(one.state.kind, "stopped");
  assert.equal(await one.client(), undefined);
  assert.equal(shown.length, 1);
});

test("without Python there is one message that says what to do", async () => {
  const one = server({ reason: "No Python was found." });
  await one.start();
  await one.start();
  assert.deepEqual(
    shown.map(({ message }) => message),
    ["armlens needs Python 3.11 or newer. No Python was found."],
  );
  assert.deepEqual(shown[0]?.actions, ["Choose Interpreter", "Get Python", "Open Log"]);
  assert.equal(LanguageClient.all.length, 0);
});

test("the death of a server that was stopped is no reason to start another", async () => {
  const one = server();
  await one.start();
  const client = newest();
  await one.stop();
  client.die();
  await one.stop();
  assert.ok(client.isDisposed);
  assert.equal(one.state.kind, "idle");
  assert.equal(LanguageClient.all.length, 1);
});

test("nothing starts while armlens is switched off", async () => {
  settings["armlens.enable"] = false;
  const one = server();
  await one.restart();
  assert.equal(await one.client(), undefined);
  assert.equal(LanguageClient.all.length, 0);
});
