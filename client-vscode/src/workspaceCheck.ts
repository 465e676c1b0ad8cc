/** Checks files that are not open, and shows what is found in the Problems panel. */

import * as vscode from "vscode";
import {
  type LanguageClient,
  type ProgressToken,
  WorkDoneProgress,
} from "vscode-languageclient/node";
import { isJson } from "./documents";
import * as protocol from "./protocol";
import type { Server } from "./server";
import { countOf, several, summary } from "./wording";

const FILES = "**/*.{json,jsonc}";
/** Files often change many at a time, as when another branch is checked out. */
const CALM_MILLISECONDS = 500;

type Report = vscode.Progress<{ message?: string; increment?: number }>;

export class WorkspaceCheck implements vscode.Disposable {
  readonly #found = vscode.languages.createDiagnosticCollection("armlens workspace");
  readonly #changed = new Set<string>();
  #subscriptions: vscode.Disposable[] = [];
  #timer: NodeJS.Timeout | undefined;
  #number = 0;

  constructor(private readonly server: Server) {}

  dispose(): void {
    clearTimeout(this.#timer);
    this.#found.dispose();
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  /** Checks all workspace folders, with progress and a way to stop. */
  async run(): Promise<void> {
    if (!vscode.workspace.workspaceFolders?.length) {
      void vscode.window.showInformationMessage("armlens: open a folder to check its templates.");
      return;
    }
    const client = await this.server.client();
    if (!client) return;
    this.#keepUpToDate();
    const options = {
      location: vscode.ProgressLocation.Notification,
      title: "armlens: checking the workspace",
      cancellable: true,
    };
    const templates = await vscode.window.withProgress(options, (report, token) => {
      this.#found.clear();
      return this.#check(client, { token, report });
    });
    if (templates !== undefined) await tellOutcome(templates);
  }

  /** Sends the request and shows files as they come; the number of templates unless cancelled. */
  async #check(
    client: LanguageClient,
    { uris, token, report }: { uris?: string[]; token?: vscode.CancellationToken; report?: Report },
  ): Promise<number | undefined> {
    this.#number += 1;
    const workDoneToken: ProgressToken = `armlens-check-${this.#number}`;
    const partialResultToken: ProgressToken = `armlens-part-${this.#number}`;
    const listeners = [
      client.onProgress(protocol.checkPart, partialResultToken, (files) => {
        void this.#show(client, files);
      }),
      client.onProgress(WorkDoneProgress.type, workDoneToken, ({ kind, ...value }) => {
        if (kind === "report" && "message" in value && value.message) {
          report?.report({ message: value.message });
        }
      }),
    ];
    try {
      const params = { workDoneToken, partialResultToken, ...(uris && { uris }) };
      const result = await client.sendRequest(protocol.checkWorkspace, params, token);
      await this.#show(client, result.files);
      return result.templates;
    } catch (error) {
      if (token?.isCancellationRequested) return undefined;
      throw error;
    } finally {
      for (const listener of listeners) listener.dispose();
    }
  }

  async #show(client: LanguageClient, files: protocol.CheckPart): Promise<void> {
    for (const { uri, diagnostics } of files) {
      const shown = await client.protocol2CodeConverter.asDiagnostics(diagnostics);
      const file = client.protocol2CodeConverter.asUri(uri);
      // What is open shows the findings of its present text already.
      this.#found.set(file, isOpen(file) ? undefined : shown);
    }
  }

  /** Once there is something to show, it must not grow old. */
  #keepUpToDate(): void {
    if (this.#subscriptions.length) return;
    const watcher = vscode.workspace.createFileSystemWatcher(FILES);
    const changed = (uri: vscode.Uri) => {
      this.#notice(uri);
    };
    this.#subscriptions = [
      watcher,
      watcher.onDidChange(changed),
      watcher.onDidCreate(changed),
      watcher.onDidDelete((uri) => {
        this.#found.delete(uri);
      }),
      vscode.workspace.onDidOpenTextDocument(({ uri }) => {
        this.#found.delete(uri);
      }),
      vscode.workspace.onDidCloseTextDocument((document) => {
        if (isJson(document)) this.#notice(document.uri);
      }),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration("armlens")) this.#noticeAll();
      }),
      this.server.onDidChangeState(({ kind }) => {
        if (kind === "stopped" || kind === "idle") this.#found.clear();
      }),
    ];
  }

  #notice(uri: vscode.Uri): void {
    if (uri.scheme !== "file") return;
    // Other settings may concern every file that is shown.
    if (uri.path.endsWith("/armlens.json")) this.#noticeAll();
    this.#changed.add(uri.toString());
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#recheck(), CALM_MILLISECONDS);
  }

  #noticeAll(): void {
    this.#found.forEach((uri) => {
      if (!uri.path.endsWith("/armlens.json")) this.#notice(uri);
    });
  }

  async #recheck(): Promise<void> {
    const uris = [...this.#changed].filter((uri) => !isOpen(vscode.Uri.parse(uri)));
    this.#changed.clear();
    if (!uris.length || this.server.state.kind !== "ready") return;
    const client = await this.server.client();
    if (client) await this.#check(client, { uris });
  }
}

function isOpen(file: vscode.Uri): boolean {
  return vscode.workspace.textDocuments.some(({ uri }) => uri.toString() === file.toString());
}

/** Says how it ended, and shows the findings if there are any. */
async function tellOutcome(templates: number): Promise<void> {
  const all = vscode.languages.getDiagnostics().map(([, diagnostics]) => countOf(diagnostics));
  const findings = all.reduce((sum, each) => sum + each.findings, 0);
  const problems = all.reduce((sum, each) => sum + each.problems, 0);
  const text = `${summary({ findings, problems })} in ${several(templates, "template")}.`;
  void vscode.window.showInformationMessage(`armlens: ${text}`);
  if (findings + problems > 0) {
    await vscode.commands.executeCommand("workbench.panel.markers.view.focus");
  }
}
