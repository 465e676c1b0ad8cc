import assert from "node:assert/strict";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { test, type TestContext } from "node:test";
import { isInside, locate } from "../../src/paths";

function folder(t: TestContext): string {
  const made = fs.mkdtempSync(path.join(fs.realpathSync(os.tmpdir()), "armlens-"));
  t.after(() => {
    fs.rmSync(made, { recursive: true });
  });
  return made;
}

const EXE = process.platform === "win32" ? ".exe" : "";

test("commands are found in the absolute folders of PATH", (t) => {
  const root = folder(t);
  const program = path.join(root, "b", `snake${EXE}`);
  for (const name of ["a", "b", "c"]) fs.mkdirSync(path.join(root, name));
  fs.mkdirSync(path.join(root, "a", `snake${EXE}`));
  fs.writeFileSync(program, "");
  fs.writeFileSync(path.join(root, "c", `snake${EXE}`), "");
  const PATH = ["a", "b", "c"].map((name) => path.join(root, name)).join(path.delimiter);
  assert.equal(locate("snake", { PATH }), program);
  assert.equal(locate("snake", { Path: PATH }), program);
  assert.equal(locate("viper", { PATH }), undefined);
  assert.equal(locate(program, {}), program);
  assert.equal(locate(`${program}x`, {}), undefined);
});

test("neither a relative folder on PATH nor a relative path is used", (t) => {
  const root = folder(t);
  fs.writeFileSync(path.join(root, `snake${EXE}`), "");
  const here = path.relative(process.cwd(), root);
  assert.equal(locate("snake", { PATH: ["", ".", here].join(path.delimiter) }), undefined);
  assert.equal(locate(path.join(here, `snake${EXE}`), { PATH: root }), undefined);
  assert.equal(locate("./snake", { PATH: root }), undefined);
});

test("a file is inside a folder as it is written or as its links lead", (t) => {
  const root = folder(t);
  const [work, other] = [path.join(root, "work"), path.join(root, "other")];
  fs.mkdirSync(work);
  fs.mkdirSync(other);
  fs.writeFileSync(path.join(work, "python"), "");
  fs.writeFileSync(path.join(other, "python"), "");
  fs.symlinkSync(path.join(work, "python"), path.join(other, "link"));
  fs.symlinkSync(path.join(other, "python"), path.join(work, "link"));
  const isIn = (...names: string[]) => isInside(path.join(root, ...names), work);
  assert.ok(isIn("work", "python"));
  assert.ok(isIn("work", "gone"));
  assert.ok(isIn("work", "link"));
  assert.ok(isIn("other", "link"));
  assert.ok(isIn("other", "..", "work", "python"));
  assert.ok(!isIn("other", "python"));
  assert.ok(!isIn("works", "python"));
  assert.ok(!isIn("work", "..", "other", "python"));
});
