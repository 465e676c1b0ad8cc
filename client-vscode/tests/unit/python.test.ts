import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { test } from "node:test";
import {
  findPython,
  isRecentEnough,
  parseAnswer,
  PROBE,
  type Surroundings,
} from "../../src/python";

/** A machine: what each source offers, and which version each path has. */
interface Machine {
  setting?: string;
  environments?: string;
  python?: string;
  /** Commands on PATH, with the path each leads to. */
  path?: Record<string, string>;
  /** What each program answers; one that is not listed fails. */
  versions?: Record<string, string>;
  refused?: readonly string[];
}

function surroundings(machine: Machine, tried: string[] = []): Surroundings {
  return {
    setting: () => machine.setting ?? "",
    environmentsExtension: () => Promise.resolve(machine.environments),
    pythonExtension: () => Promise.resolve(machine.python),
    locate: (command) => (command.startsWith("/") ? command : machine.path?.[command]),
    refusal: (path) => (machine.refused?.includes(path) ? "is not trusted" : undefined),
    run: (command) => {
      const line = command.join(" ");
      tried.push(line);
      const version = machine.versions?.[line];
      return Promise.resolve(version && `armlens-python ${version} ${command[0]}`);
    },
  };
}

async function found(machine: Machine): Promise<string> {
  const python = await findPython(surroundings(machine));
  return "reason" in python ? python.reason : `${python.command.join(" ")} ${python.version}`;
}

const EVERYWHERE: Machine = {
  setting: "/setting",
  environments: "/environments",
  python: "/python",
  path: { python3: "/bin/python3", python: "/bin/python", py: "/bin/py" },
  versions: {
    "/setting": "3.11.0",
    "/environments": "3.12.1",
    "/python": "3.13.2",
    "/bin/python3": "3.14.3",
    "/bin/python": "3.15.4",
    "/bin/py -3": "3.16.5",
  },
};

test("interpreters are taken in their order", async () => {
  const machine = structuredClone(EVERYWHERE);
  assert.equal(await found(machine), "/setting 3.11.0");
  delete machine.setting;
  assert.equal(await found(machine), "/environments 3.12.1");
  delete machine.environments;
  assert.equal(await found(machine), "/python 3.13.2");
  delete machine.python;
  assert.equal(await found(machine), "/bin/python3 3.14.3");
  delete machine.path?.["python3"];
  assert.equal(await found(machine), "/bin/python 3.15.4");
  delete machine.path?.["python"];
  assert.equal(await found(machine), "/bin/py 3.16.5");
  delete machine.path?.["py"];
  assert.equal(await found(machine), "No Python was found.");
});

test("nothing is run after the first that fits", async () => {
  const tried: string[] = [];
  await findPython(surroundings({ ...EVERYWHERE, setting: "" }, tried));
  assert.deepEqual(tried, ["/environments"]);
});

test("an offer that is too old, broken or not trusted is passed over", async () => {
  const versions = { ...EVERYWHERE.versions, "/environments": "3.10.14", "/python": "nonsense" };
  const refused = ["/bin/python3"];
  const machine = { ...EVERYWHERE, setting: "", versions, refused };
  assert.equal(await found(machine), "/bin/python 3.15.4");
});

test("the setting is taken at its word", async () => {
  const old = { ...EVERYWHERE, versions: { ...EVERYWHERE.versions, "/setting": "3.9.18" } };
  const named = "'/setting', named by the setting 'armlens.interpreter',";
  assert.equal(await found(old), `${named} is Python 3.9.18, which is too old.`);
  assert.equal(
    await found({ ...EVERYWHERE, versions: {} }),
    `${named} did not answer as Python does.`,
  );
  assert.equal(await found({ ...EVERYWHERE, refused: ["/setting"] }), `${named} is not trusted.`);
  assert.equal(
    await found({ ...EVERYWHERE, setting: "snake" }),
    "'snake', named by the setting 'armlens.interpreter', was not found.",
  );
});

test("white space is no setting", async () => {
  assert.equal(await found({ ...EVERYWHERE, setting: "  " }), "/environments 3.12.1");
});

test("where all are too old, the first is named", async () => {
  const versions = { "/bin/python3": "3.9.2", "/bin/python": "2.7.18" };
  const path = { python3: "/bin/python3", python: "/bin/python" };
  assert.equal(
    await found({ path, versions }),
    "'/bin/python3', named by PATH, is Python 3.9.2, which is too old.",
  );
});

test("a launcher or shim leads to the interpreter itself, unless that is not trusted", async () => {
  const machine: Machine = { path: { python3: "/shims/python3" } };
  const run = () => Promise.resolve("armlens-python 3.12.0 /real/python");
  const shim: Surroundings = { ...surroundings(machine), run };
  assert.deepEqual(await findPython(shim), {
    command: ["/real/python"],
    version: "3.12.0",
    origin: "PATH",
  });
});

test("a shim that leads to something that must not run is not used", async () => {
  const machine: Machine = { path: { python3: "/shims/python3" }, refused: ["/project/python"] };
  const run = () => Promise.resolve("armlens-python 3.12.0 /project/python");
  assert.ok("reason" in (await findPython({ ...surroundings(machine), run })));
});

const ANSWERS: readonly [string, string | undefined][] = [
  ["armlens-python 3.11.7 /usr/bin/python3", "3.11.7 /usr/bin/python3"],
  [
    "armlens-python 3.11.7 C:\\Program Files\\Python\\python.exe\r\n",
    "3.11.7 C:\\Program Files\\Python\\python.exe",
  ],
  ["pyenv: rehashing\narmlens-python 3.14.0 /a b/python\n", "3.14.0 /a b/python"],
  ["armlens-python 3.11.7 ", "3.11.7 "],
  ["Python 3.11.7", undefined],
  ["armlens-python 3.11", undefined],
  ["", undefined],
];

test("the answer is found in the output", () => {
  for (const [output, expected] of ANSWERS) {
    const answer = parseAnswer(output);
    assert.equal(answer && `${answer.version.join(".")} ${answer.executable}`, expected, output);
  }
});

test("versions are compared as numbers", () => {
  const recent = ["3.11.0", "3.100.0", "4.0.0", "10.2.1"];
  const old = ["3.10.99", "3.9.0", "2.7.18", "0.99.0"];
  const isRecent = (version: string) =>
    isRecentEnough(version.split(".").map(Number) as [number, number, number]);
  assert.deepEqual(recent.filter(isRecent), recent);
  assert.deepEqual(old.filter(isRecent), []);
});

test("a real Python answers", () => {
  const { stdout } = spawnSync("python3", ["-I", "-S", "-c", PROBE], { encoding: "utf8" });
  const answer = parseAnswer(stdout);
  assert.ok(answer && isRecentEnough(answer.version));
  assert.match(answer.executable, /python/);
});
