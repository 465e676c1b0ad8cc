import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import { test } from "node:test";
import { commands, type Parts } from "../../src/commands";
import { LANGUAGES, RULE_LANGUAGE } from "../../src/documents";
import manifest from "../../package.json";

const ROOT = process.cwd();

/** Every string in a value. */
function strings(value: unknown): string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value ? Object.values(value).flatMap(strings) : [];
}

test("every file that is named exists, or is built", () => {
  const named = [
    manifest.icon,
    ...manifest.contributes.walkthroughs.flatMap(({ steps }) =>
      steps.map(({ media }) => media.markdown),
    ),
    ...manifest.contributes.languages.flatMap(({ configuration }) => configuration ?? []),
    ...manifest.contributes.grammars.map(({ path }) => path),
    "walkthrough/sample.jsonc",
    "README.md",
    "CHANGELOG.md",
    "LICENSE",
  ];
  assert.deepEqual(
    named.filter((name) => !fs.existsSync(name)),
    [],
  );
  const [schema] = manifest.contributes.jsonValidation;
  const source = schema?.url.replace("./bundled/libs/", "../server/");
  assert.ok(source && fs.existsSync(source), source);
});

test("the pages name only pictures that exist", () => {
  const pages = [
    "README.md",
    "CHANGELOG.md",
    "walkthrough/open.md",
    "walkthrough/read.md",
    "walkthrough/mend.md",
  ];
  for (const page of pages) {
    const text = fs.readFileSync(page, "utf8");
    const pictures = [...text.matchAll(/!\[[^\]]*\]\(([^)]+)\)/g)].map(
      ([, target]) => target ?? "",
    );
    assert.deepEqual(
      pictures.filter((name) => !fs.existsSync(name)),
      [],
      page,
    );
    // The Marketplace refuses them.
    assert.deepEqual(
      pictures.filter((name) => name.endsWith(".svg")),
      [],
      page,
    );
  }
});

test("the commands contributed are those registered", () => {
  const contributed = manifest.contributes.commands.map(({ command }) => command);
  assert.deepEqual(contributed.toSorted(), Object.keys(commands({} as Parts)).toSorted());
  const named = strings(manifest)
    .join(" ")
    .matchAll(/(?:command|onCommand):(armlens\.\w+)/g);
  const linked = [...named].map(([, command]) => command ?? "");
  const inMenus = manifest.contributes.menus.commandPalette.map(({ command }) => command);
  assert.deepEqual(
    [...linked, ...inMenus].filter((name) => !contributed.includes(name)),
    [],
  );
});

test("the pages name every command, and no other", () => {
  const text = fs.readFileSync("README.md", "utf8");
  const titles = manifest.contributes.commands.map(
    ({ category, title }) => `${category}: ${title}`,
  );
  const rows = [...text.matchAll(/^\| (armlens: [^|]+?) \|/gm)].map(([, title]) => title ?? "");
  assert.deepEqual(rows.toSorted(), titles.toSorted());
});

test("the page names every setting, and no other", () => {
  const text = fs.readFileSync("README.md", "utf8");
  const rows = [...text.matchAll(/^\| `(armlens\.[\w.]+)` \|/gm)].map(([, name]) => name ?? "");
  assert.deepEqual(
    rows.toSorted(),
    Object.keys(manifest.contributes.configuration.properties).toSorted(),
  );
});

test("the extension wakes up for its languages and for nothing else", () => {
  const expected = [...LANGUAGES, RULE_LANGUAGE].map((language) => `onLanguage:${language}`);
  assert.deepEqual(manifest.activationEvents, expected);
});

test("settings and version are those of the server", () => {
  const { status } = spawnSync("python3", ["scripts/manifest.py", "--check"], { cwd: ROOT });
  assert.equal(status, 0, "npm run manifest");
});

test("versions are exact, and the lock file names no address", () => {
  const versions = Object.values(manifest.devDependencies);
  assert.deepEqual(
    versions.filter((version) => !/^\d+\.\d+\.\d+$/.test(version)),
    [],
  );
  const lock = fs.readFileSync("package-lock.json", "utf8");
  assert.ok(!lock.includes('"resolved"'));
  assert.ok(!fs.readFileSync("requirements.txt", "utf8").includes("://"));
});

test("it runs from the oldest VS Code it is tested with", () => {
  const [, version] = /^\^(\d+\.\d+)\.0$/.exec(manifest.engines.vscode) ?? [];
  assert.ok(version && manifest.devDependencies["@types/vscode"].startsWith(`${version}.`));
});
