import assert from "node:assert/strict";
import { test } from "node:test";
import { countOf, summary } from "../../src/wording";

const finding = { source: "armlens", code: { value: "Azure.X", target: "https://example.com" } };
const problem = { source: "armlens", code: "json.missingComma" };
const foreign = { source: "json", code: 521 };

test("findings and problems are counted, those of others are not", () => {
  assert.equal(summary(countOf([])), "no findings");
  assert.equal(summary(countOf([foreign, {}])), "no findings");
  assert.equal(summary(countOf([finding, foreign])), "1 finding");
  assert.equal(summary(countOf([finding, finding, problem])), "2 findings, 1 problem");
  assert.equal(summary(countOf([problem, problem])), "no findings, 2 problems");
});
