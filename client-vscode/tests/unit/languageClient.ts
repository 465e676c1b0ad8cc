/** A language client without a server: tests are bundled with this in the place of the real one. */

export const CloseAction = { DoNotRestart: 1, Restart: 2 };
export const ErrorAction = { Continue: 1, Shutdown: 2 };
export const RevealOutputChannelOn = { Never: 4 };

interface Options {
  errorHandler: { closed(): { action: number; handled?: boolean } };
}

export class LanguageClient {
  static readonly all: LanguageClient[] = [];
  /** How the next ones start. */
  static starting: () => Promise<void> = () => Promise.resolve();
  isDisposed = false;

  constructor(
    readonly id: string,
    readonly name: string,
    readonly serverOptions: unknown,
    readonly options: Options,
  ) {
    LanguageClient.all.push(this);
  }

  start(): Promise<void> {
    return LanguageClient.starting();
  }

  dispose(): Promise<void> {
    this.isDisposed = true;
    return Promise.resolve();
  }

  /** What the real one does when its server ends. */
  die(): number {
    return this.options.errorHandler.closed().action;
  }
}

/** The kinds of messages, which nothing here sends. */
class MessageType {
  constructor(readonly method: string) {}
}
export class RequestType extends MessageType {}
export class RequestType0 extends MessageType {}
export class NotificationType0 extends MessageType {}
export class ProgressType extends MessageType {}
