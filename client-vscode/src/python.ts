/** Finds the Python that runs the server. Knows nothing of VS Code, so that it is easy to test. */

export const MINIMUM = [3, 11] as const;

/** A way to start Python: a command and arguments that go before all others. */
export interface Candidate {
  readonly command: readonly [string, ...string[]];
  /** Where it was named, to tell the user: "the setting 'armlens.interpreter'". */
  readonly origin: string;
}

export interface Python {
  readonly command: readonly [string, ...string[]];
  readonly version: string;
  readonly origin: string;
}

/** Where candidates come from, and how to try one. */
export interface Surroundings {
  /** The setting's value, empty if it is not set. */
  setting(): string;
  environmentsExtension(): Promise<string | undefined>;
  pythonExtension(): Promise<string | undefined>;
  /** The absolute path of a command, or undefined if there is none. */
  locate(command: string): string | undefined;
  /** Why a file must not be run, or undefined if it may. */
  refusal(path: string): string | undefined;
  /** The output of the program, or undefined if it could not be run or failed. */
  run(
    command: readonly [string, ...string[]],
    args: readonly string[],
  ): Promise<string | undefined>;
}

/** No interpreter; `reason` is a sentence for the user. */
export interface NoPython {
  readonly reason: string;
}

/**
 * Runs on every Python since 2.6. Where the command is a launcher or a shim, `sys.executable` is
 * the real interpreter, which can be stopped without leaving a child behind.
 */
export const PROBE = [
  "import sys",
  "sys.stdout.write('armlens-python %d.%d.%d ' % sys.version_info[:3])",
  "sys.stdout.write(sys.executable or '')",
].join("; ");

export interface Answer {
  readonly version: readonly [number, number, number];
  readonly executable: string;
}

/** The answer in the output of `PROBE`, which a shim may have added lines to. */
export function parseAnswer(output: string): Answer | undefined {
  const match = /^armlens-python (\d+)\.(\d+)\.(\d+) (.*)$/m.exec(output);
  if (!match) return undefined;
  const [, major, minor, micro, executable] = match;
  return {
    version: [Number(major), Number(minor), Number(micro)],
    executable: (executable ?? "").trim(),
  };
}

export function isRecentEnough(version: readonly [number, number, number]): boolean {
  const [major, minor] = version;
  return major > MINIMUM[0] || (major === MINIMUM[0] && minor >= MINIMUM[1]);
}

/**
 * The first interpreter that is recent enough.
 *
 * One that the user names in the setting is the only one tried: to run another in silence would
 * hide the mistake. All others are offers, of which those that do not fit are passed over.
 */
export async function findPython(surroundings: Surroundings): Promise<Python | NoPython> {
  const misfits: string[] = [];
  for await (const candidate of candidates(surroundings)) {
    const tried = await tryOne(candidate, surroundings);
    if ("version" in tried) return tried;
    if (candidate.isOnly) return { reason: tried.reason };
    misfits.push(tried.reason);
  }
  return { reason: misfits[0] ?? "No Python was found." };
}

interface Offer extends Candidate {
  readonly isOnly?: boolean;
}

async function* candidates(surroundings: Surroundings): AsyncGenerator<Offer> {
  const setting = surroundings.setting().trim();
  if (setting) {
    const origin = "the setting 'armlens.interpreter'";
    yield { command: [setting], origin, isOnly: true };
    return;
  }
  const environment = await surroundings.environmentsExtension();
  if (environment) yield { command: [environment], origin: "the Python Environments extension" };
  const selected = await surroundings.pythonExtension();
  if (selected) yield { command: [selected], origin: "the Python extension" };
  for (const command of [["python3"], ["python"], ["py", "-3"]] as const) {
    if (surroundings.locate(command[0])) yield { command, origin: "PATH" };
  }
}

async function tryOne(
  { command: [name, ...rest], origin }: Candidate,
  surroundings: Surroundings,
): Promise<Python | NoPython> {
  const path = surroundings.locate(name);
  if (path === undefined) return { reason: `'${name}', named by ${origin}, was not found.` };
  const refusal = surroundings.refusal(path);
  if (refusal !== undefined) return { reason: `'${path}', named by ${origin}, ${refusal}.` };
  const output = await surroundings.run([path, ...rest], ["-I", "-S", "-c", PROBE]);
  const answer = output === undefined ? undefined : parseAnswer(output);
  if (!answer) return { reason: `'${path}', named by ${origin}, did not answer as Python does.` };
  const version = answer.version.join(".");
  if (!isRecentEnough(answer.version)) {
    return { reason: `'${path}', named by ${origin}, is Python ${version}, which is too old.` };
  }
  if (!answer.executable) return { command: [path, ...rest], version, origin };
  // Where a name leads to must be as trustworthy as the name.
  const realRefusal = surroundings.refusal(answer.executable);
  if (realRefusal === undefined) return { command: [answer.executable], version, origin };
  return { reason: `'${answer.executable}', found by ${origin}, ${realRefusal}.` };
}
