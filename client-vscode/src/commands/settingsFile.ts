/** Creates the settings file of a project, or opens it if it is there. */

import * as vscode from "vscode";

const NAME = "armlens.json";

export const CONTENT = `{
  // By name, reference or beginning of a name: off, error, warning, information, hint or default.
  "rules": {
    // "Azure.AKS.ManagedIdentity": "error"
  },
  // Left out of checks, in the syntax of .gitignore.
  "exclude": []
}
`;

export async function createSettingsFile(): Promise<void> {
  const folder = await chosenFolder();
  if (!folder) return;
  const file = vscode.Uri.joinPath(folder.uri, NAME);
  if (!(await exists(file))) {
    await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(CONTENT));
  }
  await vscode.window.showTextDocument(file);
}

async function chosenFolder(): Promise<vscode.WorkspaceFolder | undefined> {
  const folders = vscode.workspace.workspaceFolders ?? [];
  if (folders.length === 0) {
    void vscode.window.showInformationMessage(`armlens: open a folder to create ${NAME} in.`);
  }
  if (folders.length <= 1) return folders[0];
  return vscode.window.showWorkspaceFolderPick({ placeHolder: `The folder to create ${NAME} in` });
}

async function exists(file: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(file);
    return true;
  } catch {
    return false;
  }
}
