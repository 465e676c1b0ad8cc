import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { test } from "node:test";
import { resolveServer } from "../../src/launch";
import { extension } from "./unpacked";

const BODY = JSON.stringify({
  jsonrpc: "2.0",
  id: 1,
  method: "initialize",
  params: { processId: null, rootUri: null, capabilities: {} },
});
const MESSAGE = `Content-Length: ${Buffer.byteLength(BODY)}\r\n\r\n${BODY}`;

/** What the server says to `initialize` before its input ends. */
async function answer(folder: string, env: NodeJS.ProcessEnv): Promise<string> {
  const { command, args } = resolveServer({ command: ["python3"] }, extension, process.env);
  const server = spawn(command, args, { cwd: folder, env });
  let [output, errors] = ["", ""];
  server.stdout.on("data", (piece: Buffer) => (output += piece.toString()));
  server.stderr.on("data", (piece: Buffer) => (errors += piece.toString()));
  server.stdin.end(MESSAGE);
  await new Promise((resolve) => server.once("close", resolve));
  assert.doesNotMatch(errors, /Traceback/);
  return output;
}

test("the unpacked server answers where everything around it is hostile", async (t) => {
  const hostile = fs.mkdtempSync(path.join(os.tmpdir(), "armlens-hostile-"));
  t.after(() => {
    fs.rmSync(hostile, { recursive: true });
  });
  for (const name of ["logging", "json", "asyncio", "pygls", "armlens", "sitecustomize"]) {
    const touch = `open(${JSON.stringify(path.join(hostile, "executed"))}, "w")\n`;
    fs.writeFileSync(path.join(hostile, `${name}.py`), touch);
  }
  const output = await answer(hostile, { ...process.env, PYTHONPATH: hostile });
  assert.match(output, /"name": ?"armlens"/);
  assert.match(output, /"codeActionProvider"/);
  assert.ok(!fs.existsSync(path.join(hostile, "executed")));
});
