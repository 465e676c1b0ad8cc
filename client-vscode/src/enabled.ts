/** Whether the user wants anything from us. */

import * as vscode from "vscode";

export function isEnabled(): boolean {
  return vscode.workspace.getConfiguration("armlens").get("enable", true);
}
