/** When the server starts and stops by itself: with the first template, rule file or settings. */

import * as vscode from "vscode";
import type { Complaints } from "./complaints";
import { isCandidate, isForServer, isJson } from "./documents";
import { isEnabled } from "./enabled";
import { mayBeTemplate } from "./hint";
import type { Server } from "./server";

/** Looking through a text of this size at each keystroke costs nothing. */
const SMALL_LINES = 3_000;

export class Starting implements vscode.Disposable {
  readonly #subscriptions: vscode.Disposable[];

  constructor(
    private readonly server: Server,
    private readonly complaints: Complaints,
  ) {
    const { workspace } = vscode;
    this.#subscriptions = [
      workspace.onDidOpenTextDocument((document) => {
        if (this.#isWaiting() && isForServer(document)) void server.start();
      }),
      workspace.onDidChangeTextDocument((change) => {
        if (this.#isWaiting() && becameCandidate(change)) void server.start();
      }),
      workspace.onDidChangeConfiguration((event) => {
        const isOurs = ["armlens.enable", "armlens.interpreter"].some((name) =>
          event.affectsConfiguration(name),
        );
        if (isOurs) void this.#again();
      }),
      workspace.onDidGrantWorkspaceTrust(() => {
        if (server.state.kind === "stopped") void this.#again();
      }),
      vscode.extensions.onDidChange(() => {
        // One that finds Python may have come.
        const { state } = server;
        if (state.kind === "stopped" && state.cause === "python") void this.#again();
      }),
    ];
    this.startIfNeeded();
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  startIfNeeded(): void {
    const { textDocuments } = vscode.workspace;
    if (this.#isWaiting() && textDocuments.some(isForServer)) void this.server.start();
  }

  /** Whether the next template is to start the server. A stopped one waits for the user. */
  #isWaiting(): boolean {
    return this.server.state.kind === "idle" && isEnabled();
  }

  async #again(): Promise<void> {
    this.complaints.forget();
    await this.server.stop();
    this.startIfNeeded();
  }
}

function becameCandidate({ document, contentChanges }: vscode.TextDocumentChangeEvent): boolean {
  if (!isJson(document)) return false;
  if (contentChanges.some(({ text }) => mayBeTemplate(text))) return true;
  return document.lineCount < SMALL_LINES && isCandidate(document);
}
