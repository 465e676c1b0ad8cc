/** Where VS Code and the machine offer a Python. */

import * as os from "node:os";
import * as path from "node:path";
import * as vscode from "vscode";
import { withoutPython } from "./launch";
import { isInside, locate } from "./paths";
import { outputOf } from "./processes";
import type { Surroundings } from "./python";

export function surroundings(extension: string, log: vscode.LogOutputChannel): Surroundings {
  return {
    setting,
    environmentsExtension: () => offered("ms-python.vscode-python-envs", ofEnvironments, log),
    pythonExtension: () => offered("ms-python.python", ofPython, log),
    locate: (command) => locate(command, process.env),
    refusal,
    run: (command, args) =>
      outputOf(command, args, { cwd: extension, env: withoutPython(process.env) }),
  };
}

/** The setting, of which VS Code ignores the workspace's value while that is not trusted. */
function setting(): string {
  const inspected = vscode.workspace.getConfiguration("armlens").inspect<unknown>("interpreter");
  const value = vscode.workspace.isTrusted
    ? (inspected?.workspaceFolderValue ?? inspected?.workspaceValue ?? inspected?.globalValue)
    : inspected?.globalValue;
  return typeof value === "string" ? expanded(value) : "";
}

function expanded(value: string): string {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? "";
  const named = value.trim().replaceAll("${workspaceFolder}", folder);
  if (named === "~" || /^~[\\/]/.test(named)) return os.homedir() + named.slice(1);
  const isRelative = /[\\/]/.test(named) && !path.isAbsolute(named);
  return isRelative && folder ? path.join(folder, named) : named;
}

/** In a workspace that is not trusted, nothing that lies in it may run. */
function refusal(file: string): string | undefined {
  if (vscode.workspace.isTrusted) return undefined;
  const folders = vscode.workspace.workspaceFolders ?? [];
  return folders.some((folder) => isInside(file, folder.uri.fsPath))
    ? "lies in a workspace that is not trusted"
    : undefined;
}

/** Extensions can take their time to find environments; findings should not wait for long. */
const PATIENCE_MILLISECONDS = 5_000;

type Ask = (api: unknown, scope: vscode.Uri | undefined) => Promise<string | undefined>;

async function offered(
  id: string,
  ask: Ask,
  log: vscode.LogOutputChannel,
): Promise<string | undefined> {
  const extension = vscode.extensions.getExtension<unknown>(id);
  if (!extension) return undefined;
  const scope = vscode.workspace.workspaceFolders?.[0]?.uri;
  const answer = async () => ask(await extension.activate(), scope);
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => {
      log.info(`The extension ${id} did not answer in time.`);
      resolve(undefined);
    }, PATIENCE_MILLISECONDS);
  });
  try {
    return await Promise.race([answer(), tooLate]);
  } catch (error) {
    log.info(`The extension ${id} offers no Python: ${String(error)}`);
    return undefined;
  } finally {
    clearTimeout(timer);
  }
}

/** The part that we use of the interface of `ms-python.vscode-python-envs`. */
interface EnvironmentsApi {
  getEnvironment(
    scope: vscode.Uri | undefined,
  ): Promise<{ execInfo?: { run?: { executable?: string } } } | undefined>;
}

const ofEnvironments: Ask = async (api, scope) => {
  const environment = await (api as EnvironmentsApi).getEnvironment(scope);
  return environment?.execInfo?.run?.executable;
};

/** The part that we use of the interface of `ms-python.python`. */
interface PythonApi {
  environments: {
    getActiveEnvironmentPath(scope: vscode.Uri | undefined): { id: string; path: string };
    resolveEnvironment(path: {
      id: string;
      path: string;
    }): Promise<{ executable?: { uri?: vscode.Uri } } | undefined>;
  };
}

const ofPython: Ask = async (api, scope) => {
  const { environments } = api as PythonApi;
  const chosen = environments.getActiveEnvironmentPath(scope);
  const environment = await environments.resolveEnvironment(chosen);
  return environment?.executable?.uri?.fsPath;
};
