import assert from "node:assert/strict";
import path from "node:path";
import { test } from "node:test";
import { resolveServer, withoutPython } from "../../src/launch";

const EXTENSION = path.resolve("/extensions/armlens 1");

test("the server is started isolated, from the folder of the extension", () => {
  const launch = resolveServer({ command: ["/usr/bin/python3"] }, EXTENSION, { PATH: "/bin" });
  const script = path.join(EXTENSION, "bundled", "server", "__main__.py");
  assert.deepEqual(launch, {
    command: "/usr/bin/python3",
    args: ["-I", "-S", "-X", "utf8", script],
    cwd: EXTENSION,
    env: { PATH: "/bin" },
  });
});

test("the arguments of a launcher go first", () => {
  const { command, args } = resolveServer({ command: ["py", "-3"] }, EXTENSION, {});
  assert.deepEqual([command, ...args.slice(0, 2)], ["py", "-3", "-I"]);
});

test("nothing in the environment changes how Python works", () => {
  const env = { PATH: "/bin", HOME: "/me", PYTHONPATH: ".", PythonHome: "x", PYTHONSTARTUP: "y" };
  assert.deepEqual(withoutPython(env), { PATH: "/bin", HOME: "/me" });
  assert.equal(env.PYTHONPATH, ".");
});
