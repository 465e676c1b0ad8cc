/** Applies every safe fix of the template at hand. */

import * as vscode from "vscode";
import { isCandidate } from "../documents";

export async function fixAll(): Promise<void> {
  const { activeTextEditor, visibleTextEditors } = vscode.window;
  // From the walkthrough, the template beside it is meant.
  const editor =
    activeTextEditor ?? visibleTextEditors.find(({ document }) => isCandidate(document));
  if (!editor) {
    void vscode.window.showInformationMessage("armlens: open a template to fix all in it.");
    return;
  }
  await vscode.window.showTextDocument(editor.document, editor.viewColumn);
  // The editor's own command asks the server, applies the edit and can be undone in one step.
  await vscode.commands.executeCommand("editor.action.codeAction", {
    kind: "source.fixAll.armlens",
    apply: "first",
  });
}
