/** The parameter file that a template is judged with: shown in the status bar, and chosen. */

import * as path from "node:path";
import * as vscode from "vscode";
import { isCandidate, SELECTOR } from "./documents";
import * as protocol from "./protocol";
import type { Server } from "./server";
import { several } from "./wording";

const CHOOSE = { title: "Choose…", command: "armlens.chooseParameterFile" };

export class ParameterFiles implements vscode.Disposable {
  #item: vscode.LanguageStatusItem | undefined;
  #asked = 0;
  readonly #subscriptions: vscode.Disposable[];

  constructor(private readonly server: Server) {
    const update = () => void this.#update();
    this.#subscriptions = [
      server.onDidChangeState(({ kind }) => {
        if (kind === "ready") void server.onNotification(protocol.parameterFilesChanged, update);
        update();
      }),
      vscode.window.onDidChangeActiveTextEditor(update),
      vscode.workspace.onDidOpenTextDocument(update),
      vscode.workspace.onDidCreateFiles(update),
      vscode.workspace.onDidDeleteFiles(update),
      vscode.workspace.onDidRenameFiles(update),
    ];
  }

  dispose(): void {
    this.#item?.dispose();
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  /** Lets the user choose the parameter file of the template at hand. */
  async choose(): Promise<void> {
    const template = vscode.window.activeTextEditor?.document.uri;
    const client = await this.server.client();
    if (!client) return;
    const uri = template?.toString();
    const files = uri && (await client.sendRequest(protocol.parameterFiles, { uri }));
    if (!template || !files) {
      const message = "armlens: open a template that lies in a folder of the workspace.";
      void vscode.window.showInformationMessage(message);
    } else if (files.decidedBy) {
      await openDeciding(vscode.Uri.parse(files.decidedBy));
    } else {
      const chosen = await pick(template, files);
      if (chosen !== undefined) await write(template, chosen);
    }
  }

  async #update(): Promise<void> {
    const asked = (this.#asked += 1);
    const files = await this.#ask();
    // The answer to an older question says nothing any more.
    if (asked !== this.#asked) return;
    const shown = files && describe(files);
    if (!shown) {
      this.#item?.dispose();
      this.#item = undefined;
      return;
    }
    this.#item ??= create();
    this.#item.text = shown.text;
    this.#item.detail = shown.detail;
    this.#item.severity = shown.isUndecided
      ? vscode.LanguageStatusSeverity.Warning
      : vscode.LanguageStatusSeverity.Information;
  }

  async #ask(): Promise<protocol.ParameterFiles | null> {
    const document = vscode.window.activeTextEditor?.document;
    if (this.server.state.kind !== "ready" || !document || !isCandidate(document)) return null;
    const client = await this.server.client();
    const uri = document.uri.toString();
    return (await client?.sendRequest(protocol.parameterFiles, { uri })) ?? null;
  }
}

/** What the status bar says of a template's parameter files; nothing if there are none. */
export function describe(
  files: protocol.ParameterFiles,
): { text: string; detail: string; isUndecided: boolean } | undefined {
  const { active, belonging } = files;
  if (active) {
    return { text: nameOf(active), detail: "its parameter file", isUndecided: false };
  }
  if (belonging.length === 0) return undefined;
  const detail = `${several(belonging.length, "parameter file")} and none is chosen`;
  return { text: "judged by its defaults", detail, isUndecided: true };
}

/** The setting with another parameter file for a template, or without one; paths have slashes. */
export function withChoice(
  setting: Readonly<Record<string, string>>,
  folder: string,
  template: string,
  file: string | undefined,
): Record<string, string> {
  const name = relative(folder, template);
  const others = Object.entries(setting).filter(([key]) => path.posix.normalize(key) !== name);
  const own = file === undefined ? [] : [[name, relative(folder, file)] as const];
  return Object.fromEntries([...others, ...own]);
}

function relative(folder: string, file: string): string {
  return path.relative(folder, file).split(path.sep).join("/");
}

function nameOf(uri: string): string {
  return decodeURIComponent(path.posix.basename(uri));
}

function create(): vscode.LanguageStatusItem {
  const item = vscode.languages.createLanguageStatusItem("armlens.parameterFile", SELECTOR);
  item.name = "armlens: parameter file";
  item.command = CHOOSE;
  return item;
}

/** The file that the user picks, null for none, undefined if the user picks nothing. */
async function pick(
  template: vscode.Uri,
  { active, belonging }: protocol.ParameterFiles,
): Promise<vscode.Uri | null | undefined> {
  const known = [...new Set(active ? [active, ...belonging] : belonging)];
  const items = known.map((uri) => ({
    label: nameOf(uri),
    description: uri === active ? "active" : "",
    choose: () => Promise.resolve<vscode.Uri | null | undefined>(vscode.Uri.parse(uri)),
  }));
  const another = { label: "Another File…", description: "", choose: () => open(template) };
  const none = {
    label: "None",
    description:
      belonging.length > 1 ? "judge the template by its defaults" : "what belongs by its name",
    choose: () => Promise.resolve(null),
  };
  const placeHolder = `The parameter file that ${nameOf(template.toString())} is judged with`;
  const picked = await vscode.window.showQuickPick([...items, another, none], { placeHolder });
  return picked?.choose();
}

async function open(template: vscode.Uri): Promise<vscode.Uri | undefined> {
  const found = await vscode.window.showOpenDialog({
    defaultUri: vscode.Uri.joinPath(template, ".."),
    filters: { "Parameter files": ["json", "jsonc"] },
    title: "The parameter file",
  });
  return found?.[0];
}

/** Writes the choice into the settings of the workspace folder. */
async function write(template: vscode.Uri, file: vscode.Uri | null): Promise<void> {
  const folder = vscode.workspace.getWorkspaceFolder(template);
  if (!folder) return;
  if (file && vscode.workspace.getWorkspaceFolder(file)?.uri.toString() !== folder.uri.toString()) {
    const message = `armlens: the parameter file must lie in the folder ${folder.name}.`;
    void vscode.window.showWarningMessage(message);
    return;
  }
  const configuration = vscode.workspace.getConfiguration("armlens", template);
  const present = configuration.inspect<Record<string, string>>("parameters");
  // In a window with one folder, the settings of the folder are those of the workspace.
  const ofWindow = vscode.workspace.workspaceFile ? undefined : present?.workspaceValue;
  const before = present?.workspaceFolderValue ?? ofWindow ?? {};
  const chosen = withChoice(before, folder.uri.fsPath, template.fsPath, file?.fsPath);
  const target = vscode.ConfigurationTarget.WorkspaceFolder;
  await configuration.update("parameters", chosen, target);
}

async function openDeciding(settings: vscode.Uri): Promise<void> {
  const message = "armlens: the settings file of the project chooses the parameter file.";
  const action = "Open Settings File";
  if ((await vscode.window.showInformationMessage(message, action)) === action) {
    await vscode.window.showTextDocument(settings);
  }
}
