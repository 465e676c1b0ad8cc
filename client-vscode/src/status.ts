/** The language status item: what armlens does, and what it found in the document at hand. */

import * as vscode from "vscode";
import { isCandidate, SELECTOR } from "./documents";
import type { Server, State } from "./server";
import { countOf, summary } from "./wording";

export class Status implements vscode.Disposable {
  #item: vscode.LanguageStatusItem | undefined;
  readonly #subscriptions: vscode.Disposable[];

  constructor(private readonly server: Server) {
    this.#subscriptions = [
      server.onDidChangeState(() => {
        this.#update();
      }),
      vscode.window.onDidChangeActiveTextEditor(() => {
        this.#update();
      }),
      vscode.languages.onDidChangeDiagnostics(({ uris }) => {
        const shown = vscode.window.activeTextEditor?.document.uri.toString();
        if (uris.some((uri) => uri.toString() === shown)) this.#update();
      }),
    ];
  }

  dispose(): void {
    this.#item?.dispose();
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  #update(): void {
    const { state } = this.server;
    if (state.kind === "idle") {
      // Nobody who has no template open needs to hear of us.
      this.#item?.dispose();
      this.#item = undefined;
      return;
    }
    const item = (this.#item ??= create());
    item.busy = state.kind === "starting";
    item.severity =
      state.kind === "stopped"
        ? vscode.LanguageStatusSeverity.Error
        : vscode.LanguageStatusSeverity.Information;
    item.text = text(state);
    item.detail = detail(state);
  }
}

function create(): vscode.LanguageStatusItem {
  const item = vscode.languages.createLanguageStatusItem("armlens.status", SELECTOR);
  item.name = "armlens";
  item.command = { title: "Show Log", command: "armlens.showLog" };
  return item;
}

function text(state: State): string {
  if (state.kind === "starting") return "armlens: starting";
  if (state.kind === "stopped") return "armlens: stopped";
  const document = vscode.window.activeTextEditor?.document;
  if (!document || !isCandidate(document)) return "armlens: no template";
  return `armlens: ${summary(countOf(vscode.languages.getDiagnostics(document.uri)))}`;
}

function detail(state: State): string {
  if (state.kind === "stopped") return state.reason;
  return state.kind === "ready" ? `Python ${state.python.version}` : "";
}
