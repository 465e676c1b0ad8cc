import assert from "node:assert/strict";
import { test } from "node:test";
import { Restarts } from "../../src/restarts";

test("restarts are bounded within a span of time", () => {
  let now = 0;
  const restarts = new Restarts(() => now, 3, 1000);
  assert.deepEqual(
    [0, 1, 2, 3].map(() => restarts.take()),
    [true, true, true, false],
  );
  now = 999;
  assert.equal(restarts.take(), false);
  now = 1000;
  assert.deepEqual(
    [0, 1, 2, 3].map(() => restarts.take()),
    [true, true, true, false],
  );
});

test("a refusal does not count", () => {
  let now = 0;
  const restarts = new Restarts(() => now, 1, 1000);
  assert.equal(restarts.take(), true);
  for (now = 1; now < 1000; now += 100) assert.equal(restarts.take(), false);
  now = 1000;
  assert.equal(restarts.take(), true);
});
