import assert from "node:assert/strict";
import { test } from "node:test";
import { describe, withChoice } from "../../src/parameterFiles";

const DEV = "file:///w/main.dev.parameters.json";
const PROD = "file:///w/a%20b/main.prod.parameters.json";

test("a template without parameter files has no status", () => {
  assert.equal(describe({ active: null, belonging: [], decidedBy: null }), undefined);
});

test("the status names the parameter file that counts", () => {
  for (const belonging of [[PROD], [DEV, PROD], []]) {
    assert.deepEqual(describe({ active: PROD, belonging, decidedBy: null }), {
      text: "main.prod.parameters.json",
      detail: "its parameter file",
      isUndecided: false,
    });
  }
});

test("the status says that several belong and none is chosen", () => {
  assert.deepEqual(describe({ active: null, belonging: [DEV, PROD], decidedBy: null }), {
    text: "judged by its defaults",
    detail: "2 parameter files and none is chosen",
    isUndecided: true,
  });
});

test("a choice is written relative to the folder and keeps the others", () => {
  const setting = { "other.json": "x.json", "./deep/main.json": "old.json" };
  assert.deepEqual(withChoice(setting, "/w", "/w/deep/main.json", "/w/deep/new.json"), {
    "other.json": "x.json",
    "deep/main.json": "deep/new.json",
  });
});

test("no choice removes the one that was there", () => {
  const setting = { "other.json": "x.json", "main.json": "old.json" };
  assert.deepEqual(withChoice(setting, "/w", "/w/main.json", undefined), {
    "other.json": "x.json",
  });
  assert.deepEqual(withChoice({}, "/w", "/w/main.json", undefined), {});
});
