import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { extension, filesIn, PACKAGE } from "./unpacked";

const SERVER = "bundled/libs/armlens/";
const LIBRARIES = "bundled/libs/";
/** Their import names, as `requirements.txt` installs them. */
const NAMES = ["attr", "attrs", "cattrs", "lsprotocol", "pathspec", "pygls"];

const files = filesIn(extension);

test("the package is small", () => {
  assert.ok(fs.statSync(PACKAGE).size < 1_000_000);
});

test("beside the server there is exactly what the extension is made of", () => {
  const pictures = fs.readdirSync("images").filter((name) => name.endsWith(".png"));
  const walkthrough = ["mend.md", "open.md", "read.md", "sample.jsonc"];
  const expected = [
    "LICENSE.txt",
    "NOTICE",
    "bundled/server/__main__.py",
    "changelog.md",
    "dist/extension.js",
    "languages/json5.json",
    "languages/json5.tmLanguage.json",
    "package.json",
    "readme.md",
    ...pictures.map((name) => `images/${name}`),
    ...walkthrough.map((name) => `walkthrough/${name}`),
  ];
  assert.deepEqual(
    files.filter((name) => !name.startsWith(LIBRARIES)),
    expected.toSorted(),
  );
});

test("the server is the one of this repository, as far as it is imported", () => {
  const packed = files.filter((name) => name.startsWith(SERVER)).map((n) => n.slice(SERVER.length));
  const source = new Set(filesIn("../server/armlens"));
  assert.deepEqual(
    packed.filter((name) => !source.has(name)),
    [],
  );
  const imported = new Set(
    packed.flatMap((name) => importedBy(path.join("../server/armlens", name))),
  );
  const needed = [...imported].filter((name) => source.has(name));
  assert.deepEqual(
    needed.filter((name) => !packed.includes(name)),
    [],
  );
  const modules = packed.filter((name) => name.endsWith(".py") && !name.endsWith("__init__.py"));
  assert.deepEqual(
    modules.filter((name) => !imported.has(name)),
    ["lsp/start.py"],
  );
});

/** The modules that a file of the server imports, as paths; a name in a module looks like one. */
function importedBy(file: string): string[] {
  const text = fs.readFileSync(file, "utf8");
  const imports = text.matchAll(/^ *from armlens\.?([\w.]*) import (\([^)]*\)|.*)$/gm);
  return [...imports].flatMap(([, from = "", names = ""]) =>
    [from, ...[...names.matchAll(/\w+/g)].map(([name]) => (from ? `${from}.${name}` : name))].map(
      (module) => `${module.replaceAll(".", "/")}.py`,
    ),
  );
}

test("its lines are where they are in the repository, without documentation and comments", () => {
  for (const name of files.filter((each) => each.startsWith(SERVER) && each.endsWith(".py"))) {
    const ours = path.join("../server/armlens", name.slice(SERVER.length));
    const [before, now] = [ours, path.join(extension, name)].map((file) =>
      fs.readFileSync(file, "utf8").split("\n"),
    ) as [string[], string[]];
    assert.equal(now.length, before.length, name);
    for (const [index, line] of now.entries()) {
      const isEmptied = line.trim() === '""';
      assert.ok(isEmptied || before[index]?.startsWith(line), `${name}: ${line}`);
    }
  }
});

test("the libraries are the pinned ones, pure Python, without metadata and caches", () => {
  const libraries = files
    .filter((name) => name.startsWith(LIBRARIES) && !name.startsWith(SERVER))
    .map((name) => name.slice(LIBRARIES.length));
  const names = new Set(libraries.map((name) => name.split("/")[0]));
  assert.deepEqual([...names].toSorted(), [...NAMES, "typing_extensions.py"]);
  const others = libraries.filter((name) => !name.endsWith(".py") && !name.endsWith("/py.typed"));
  assert.deepEqual(others, []);
  assert.deepEqual(
    files.filter((name) => /dist-info|egg-info|__pycache__/.test(name)),
    [],
  );
});

test("the notice has the licence of each library", () => {
  const notice = fs.readFileSync(path.join(extension, "NOTICE"), "utf8");
  const pinned = fs.readFileSync("requirements.txt", "utf8").matchAll(/^([\w-]+)==(\S+)/gm);
  const titles = [...pinned].map(([, name, version]) => `${name?.replace("-", "_")} ${version}`);
  assert.ok(titles.length > 0);
  const found = notice.replaceAll("-", "_");
  assert.deepEqual(
    titles.filter((title) => !found.includes(`\n${title}\n===`)),
    [],
  );
});

test("nothing names the machine that built it", () => {
  const home = process.cwd().split(path.sep).slice(0, -1).join(path.sep);
  const mentions = files.filter((name) =>
    fs.readFileSync(path.join(extension, name)).includes(home),
  );
  assert.deepEqual(mentions, []);
});
