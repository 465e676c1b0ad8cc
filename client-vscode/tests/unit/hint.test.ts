import assert from "node:assert/strict";
import { test } from "node:test";
import { mayBeTemplate } from "../../src/hint";
import cases from "../../../tests/template/hint_cases.json";

test("the hint is the server's", () => {
  assert.deepEqual(
    cases.yes.filter((text) => !mayBeTemplate(text)),
    [],
  );
  assert.deepEqual(cases.no.filter(mayBeTemplate), []);
});
