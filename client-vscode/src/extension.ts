/** The extension: what it consists of, and when the server starts. */

import * as vscode from "vscode";
import { commands } from "./commands";
import { Complaints } from "./complaints";
import { ParameterFiles } from "./parameterFiles";
import { findPython } from "./python";
import { RulePages } from "./rulePages";
import { Server } from "./server";
import { Starting } from "./starting";
import { Status } from "./status";
import { surroundings } from "./surroundings";
import { WorkspaceCheck } from "./workspaceCheck";

let server: Server | undefined;

export function activate(context: vscode.ExtensionContext): void {
  const { extensionPath, extensionUri, subscriptions } = context;
  const log = vscode.window.createOutputChannel("armlens", { log: true });
  const python = surroundings(extensionPath, log);
  server = new Server(extensionPath, log, () => findPython(python));
  const complaints = new Complaints(server);
  const rulePages = new RulePages(server);
  const parameterFiles = new ParameterFiles(server);
  const workspaceCheck = new WorkspaceCheck(server);
  const parts = {
    extension: extensionUri,
    log,
    complaints,
    rulePages,
    parameterFiles,
    workspaceCheck,
  };
  for (const [name, command] of Object.entries(commands(parts))) {
    subscriptions.push(vscode.commands.registerCommand(name, command));
  }
  subscriptions.push(
    log,
    server,
    complaints,
    rulePages,
    parameterFiles,
    workspaceCheck,
    new Status(server),
  );
  subscriptions.push(new Starting(server, complaints));
}

export async function deactivate(): Promise<void> {
  await server?.stop();
}
