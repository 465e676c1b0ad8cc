/** Tells the user once when there is something to do. */

import * as vscode from "vscode";
import type { Server, State } from "./server";
import { MINIMUM } from "./python";

export class Complaints implements vscode.Disposable {
  /** What was told already: opening the next template is no reason to say it again. */
  readonly #told = new Set<string>();
  readonly #subscription: vscode.Disposable;

  constructor(private readonly server: Server) {
    this.#subscription = server.onDidChangeState((state) => {
      if (state.kind === "ready") this.#told.clear();
      if (state.kind === "stopped") void this.#tell(state);
    });
  }

  /** The user asks for another attempt, and wants to know how it ends. */
  forget(): void {
    this.#told.clear();
  }

  dispose(): void {
    this.#subscription.dispose();
  }

  async #tell(state: State & { kind: "stopped" }): Promise<void> {
    if (this.#told.has(state.reason)) return;
    this.#told.add(state.reason);
    const actions = state.cause === "python" ? PYTHON : SERVER;
    const message =
      state.cause === "python"
        ? `armlens needs Python ${MINIMUM.join(".")} or newer. ${state.reason}`
        : `armlens does not check templates any more. ${state.reason}`;
    const chosen = await vscode.window.showErrorMessage(message, ...Object.keys(actions));
    if (chosen !== undefined) await actions[chosen]?.(this);
  }

  restart(): Promise<void> {
    this.forget();
    return this.server.restart();
  }
}

type Actions = Readonly<Record<string, (complaints: Complaints) => Thenable<unknown>>>;

const openLog = () => vscode.commands.executeCommand("armlens.showLog");

const PYTHON: Actions = {
  "Choose Interpreter": () =>
    vscode.commands.executeCommand("workbench.action.openSettings", "armlens.interpreter"),
  "Get Python": () =>
    vscode.env.openExternal(vscode.Uri.parse("https://www.python.org/downloads/")),
  "Open Log": openLog,
};

const SERVER: Actions = {
  "Open Log": openLog,
  "Restart Server": (complaints) => complaints.restart(),
};
