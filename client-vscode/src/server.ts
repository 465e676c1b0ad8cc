/** The life of the server: started when needed, restarted when it dies, stopped at the end. */

import type { ChildProcess } from "node:child_process";
import * as vscode from "vscode";
import {
  CloseAction,
  ErrorAction,
  LanguageClient,
  type LanguageClientOptions,
  type NotificationType0,
  RevealOutputChannelOn,
} from "vscode-languageclient/node";
import { SELECTOR } from "./documents";
import { isEnabled } from "./enabled";
import { resolveServer } from "./launch";
import { started } from "./processes";
import type { NoPython, Python } from "./python";
import { Restarts } from "./restarts";

export type State =
  | { readonly kind: "idle" }
  | { readonly kind: "starting" }
  | { readonly kind: "ready"; readonly python: Python }
  | { readonly kind: "stopped"; readonly reason: string; readonly cause: "python" | "server" };

const START_MILLISECONDS = 60_000;
const STOP_MILLISECONDS = 2_000;
const CONNECTION_ERRORS = 3;
const TOO_OFTEN = "The server has ended unexpectedly too often and is not started again.";

export class Server implements vscode.Disposable {
  #state: State = { kind: "idle" };
  #client: LanguageClient | undefined;
  #process: ChildProcess | undefined;
  #restarts = new Restarts();
  /** One that never works is not worth another attempt; one that did work is. */
  #hasBeenReady = false;
  /** Starts and stops happen one after the other, in the order they were asked for. */
  #queue: Promise<void> = Promise.resolve();
  readonly #changed = new vscode.EventEmitter<State>();
  readonly onDidChangeState = this.#changed.event;

  constructor(
    private readonly extension: string,
    private readonly log: vscode.LogOutputChannel,
    private readonly findPython: () => Promise<Python | NoPython>,
  ) {}

  get state(): State {
    return this.#state;
  }

  /** The client of a server that is ready, or undefined if there is none and why was told. */
  async client(): Promise<LanguageClient | undefined> {
    if (!isEnabled()) {
      const message = "armlens is switched off by the setting 'armlens.enable'.";
      void vscode.window.showInformationMessage(message);
      return undefined;
    }
    if (this.#state.kind !== "ready") await this.start();
    return this.#state.kind === "ready" ? this.#client : undefined;
  }

  /** Hears of something from the present server; the next one has to be listened to anew. */
  onNotification(type: NotificationType0, listener: () => void): vscode.Disposable | undefined {
    return this.#client?.onNotification(type, listener);
  }

  start(): Promise<void> {
    return this.#then(() => this.#start());
  }

  /** Begins anew, also with the count of restarts. */
  restart(): Promise<void> {
    return this.#then(async () => {
      this.#restarts = new Restarts();
      await this.#stop();
      await this.#start();
    });
  }

  stop(): Promise<void> {
    return this.#then(() => this.#stop());
  }

  dispose(): void {
    this.#process?.kill("SIGKILL");
    this.#changed.dispose();
  }

  #then(work: () => Promise<void>): Promise<void> {
    this.#queue = this.#queue.then(work).catch((error: unknown) => {
      this.log.error(String(error));
    });
    return this.#queue;
  }

  #change(state: State): void {
    this.#state = state;
    this.#changed.fire(state);
  }

  async #start(): Promise<void> {
    if (this.#client || !isEnabled()) return;
    this.#change({ kind: "starting" });
    const python = await this.findPython();
    if ("reason" in python) {
      this.log.error(python.reason);
      this.#change({ kind: "stopped", reason: python.reason, cause: "python" });
      return;
    }
    this.log.info(`Python ${python.version} of ${python.origin}: ${python.command.join(" ")}`);
    while (!(await this.#connect(python))) {
      if (this.#hasBeenReady && this.#restarts.take()) continue;
      const reason = this.#hasBeenReady ? TOO_OFTEN : "The server could not be started.";
      this.#change({ kind: "stopped", reason, cause: "server" });
      return;
    }
  }

  /** One attempt to get a server ready. */
  async #connect(python: Python): Promise<boolean> {
    const client = this.#create(python);
    const timer = setTimeout(() => this.#process?.kill("SIGKILL"), START_MILLISECONDS);
    try {
      await client.start();
      this.#client = client;
      this.#hasBeenReady = true;
      this.#change({ kind: "ready", python });
      return true;
    } catch (error) {
      this.log.error(String(error));
      this.#process?.kill("SIGKILL");
      return false;
    } finally {
      clearTimeout(timer);
    }
  }

  async #stop(): Promise<void> {
    const [client, child] = [this.#client, this.#process];
    this.#client = this.#process = undefined;
    this.#hasBeenReady = false;
    try {
      await client?.dispose(STOP_MILLISECONDS);
    } catch (error) {
      this.log.warn(String(error));
      child?.kill("SIGKILL");
    }
    this.#change({ kind: "idle" });
  }

  #create(python: Python): LanguageClient {
    const client: LanguageClient = new QuietClient(
      "armlens",
      "armlens",
      async () => {
        const launch = resolveServer(python, this.extension, process.env);
        this.#process = await started(launch);
        return this.#process;
      },
      this.#options(() => {
        this.#died(client);
      }),
    );
    return client;
  }

  #options(died: () => void): LanguageClientOptions {
    const settings = vscode.workspace.getConfiguration("armlens");
    return {
      documentSelector: SELECTOR,
      outputChannel: this.log,
      revealOutputChannelOn: RevealOutputChannelOn.Never,
      // All triggers are off unless they are named.
      diagnosticPullOptions: { onChange: true, onSave: true },
      initializationOptions: {
        armlens: { rules: settings.get("rules"), exclude: settings.get("exclude") },
        commands: ["armlens.explainRule", "armlens.chooseParameterFile"],
      },
      initializationFailedHandler: () => false,
      errorHandler: {
        error: (_error, _message, count) => ({
          action: (count ?? 0) <= CONNECTION_ERRORS ? ErrorAction.Continue : ErrorAction.Shutdown,
          handled: true,
        }),
        // Restarting is our own business, so that there is one way to start.
        closed: () => {
          died();
          return { action: CloseAction.DoNotRestart, handled: true };
        },
      },
    };
  }

  /** A server that was ready has ended by itself. One that is starting makes `start` fail. */
  #died(client: LanguageClient): void {
    if (client !== this.#client) return;
    this.#client = undefined;
    // Once the client knows that its server is gone it does not try to stop it.
    setTimeout(() => void client.dispose().catch(() => undefined));
    if (this.#restarts.take()) {
      this.log.warn("The server has ended unexpectedly; it is started again.");
      this.#change({ kind: "starting" });
      void this.start();
    } else {
      this.log.error(TOO_OFTEN);
      this.#change({ kind: "stopped", reason: TOO_OFTEN, cause: "server" });
    }
  }
}

/** A client that writes to the log and shows nothing: what the user can act on, we tell. */
class QuietClient extends LanguageClient {
  override error(message: string, data?: unknown): void {
    super.error(message, data, false);
  }

  override warn(message: string, data?: unknown): void {
    super.warn(message, data, false);
  }

  override info(message: string, data?: unknown): void {
    super.info(message, data, false);
  }
}
