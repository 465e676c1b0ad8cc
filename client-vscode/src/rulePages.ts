/** Pages of rules and problems, rendered inside VS Code. They come from the server: they work offline. */

import * as vscode from "vscode";
import * as protocol from "./protocol";
import type { Server } from "./server";

const SCHEME = "armlens-rule";

export class RulePages implements vscode.TextDocumentContentProvider, vscode.Disposable {
  readonly #registration = vscode.workspace.registerTextDocumentContentProvider(SCHEME, this);

  constructor(private readonly server: Server) {}

  dispose(): void {
    this.#registration.dispose();
  }

  async provideTextDocumentContent(uri: vscode.Uri): Promise<string> {
    const client = await this.server.client();
    if (!client) return "The server of armlens is not running, so that the page cannot be shown.\n";
    const rule = uri.path.slice(1).replace(/\.md$/, "");
    const page = await client.sendRequest(protocol.rulePage, { rule });
    return page?.markdown ?? "There is no such rule or problem.\n";
  }

  /** Shows a page: the one named, else that of what is underlined here, else that of a chosen rule. */
  async explain(named: unknown): Promise<void> {
    const rule = typeof named === "string" ? named : (ruleAtCursor() ?? (await this.#chosen()));
    if (rule === undefined) return;
    const uri = vscode.Uri.from({ scheme: SCHEME, path: `/${rule}.md` });
    // Beside the template, if there is one: who reads a page wants to see what it is about.
    const command = vscode.window.activeTextEditor
      ? "markdown.showPreviewToSide"
      : "markdown.showPreview";
    await vscode.commands.executeCommand(command, uri);
  }

  async #chosen(): Promise<string | undefined> {
    const client = await this.server.client();
    if (!client) return undefined;
    const rules = await client.sendRequest(protocol.rules);
    const items = rules.map(({ name, ref, title }) => ({
      label: name,
      description: ref,
      detail: title,
    }));
    const placeHolder = "The rule to explain";
    const options = { placeHolder, matchOnDescription: true, matchOnDetail: true };
    return (await vscode.window.showQuickPick(items, options))?.label;
  }
}

/** The rule of the finding under the cursor, or the code of the problem. */
function ruleAtCursor(): string | undefined {
  const editor = vscode.window.activeTextEditor;
  if (!editor) return undefined;
  for (const { source, code, range } of vscode.languages.getDiagnostics(editor.document.uri)) {
    const isOurs = source === "armlens" && range.contains(editor.selection.active);
    if (isOurs && code !== undefined) return String(typeof code === "object" ? code.value : code);
  }
  return undefined;
}
