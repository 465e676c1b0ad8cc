/** As much of VS Code as the units need. Tests are bundled with this in its place. */

type Listener<T> = (value: T) => void;

export class EventEmitter<T> {
  readonly #listeners = new Set<Listener<T>>();
  readonly event = (listener: Listener<T>) => {
    this.#listeners.add(listener);
    return { dispose: () => this.#listeners.delete(listener) };
  };
  fire(value: T): void {
    for (const listener of this.#listeners) listener(value);
  }
  dispose(): void {
    this.#listeners.clear();
  }
}

/** What `workspace.getConfiguration` answers from, and what was shown: for tests to look at. */
export const settings: Record<string, unknown> = {};
export const shown: { message: string; actions: string[] }[] = [];

export const workspace = {
  getConfiguration: (section: string) => ({
    get: (name: string, fallback?: unknown) => settings[`${section}.${name}`] ?? fallback,
  }),
};

function show(message: string, ...actions: string[]): Promise<undefined> {
  shown.push({ message, actions });
  return Promise.resolve(undefined);
}

export const window = { showErrorMessage: show, showInformationMessage: show };
export const commands = { executeCommand: () => Promise.resolve() };
export const Uri = { parse: (text: string) => text };
