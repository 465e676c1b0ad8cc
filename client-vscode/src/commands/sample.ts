/** Opens a template with a finding, as a document that is nobody's file. */

import * as vscode from "vscode";

export async function openSample(extension: vscode.Uri): Promise<void> {
  const file = vscode.Uri.joinPath(extension, "walkthrough", "sample.jsonc");
  const content = new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
  const document = await vscode.workspace.openTextDocument({ language: "jsonc", content });
  await vscode.window.showTextDocument(document, column());
}

/** Beside the walkthrough, whose next steps are about the sample; else where one looks. */
function column(): vscode.ViewColumn {
  const { activeTextEditor, tabGroups } = vscode.window;
  const isOther = !activeTextEditor && tabGroups.activeTabGroup.activeTab;
  return isOther ? vscode.ViewColumn.Beside : vscode.ViewColumn.Active;
}
