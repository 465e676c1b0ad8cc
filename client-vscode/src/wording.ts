/** Numbers in words. */

/** What is shown of one document, or of many. */
export interface Count {
  readonly findings: number;
  readonly problems: number;
}

/** The part of a diagnostic that tells ours from others, and findings from problems. */
export interface Shown {
  readonly source?: string | undefined;
  readonly code?: unknown;
}

/** Findings link to the page of their rule; problems of the document have a bare code. */
export function countOf(diagnostics: Iterable<Shown>): Count {
  let [findings, problems] = [0, 0];
  for (const { source, code } of diagnostics) {
    if (source !== "armlens") continue;
    if (typeof code === "object") findings += 1;
    else problems += 1;
  }
  return { findings, problems };
}

/** "no findings", "1 finding", "2 findings, 1 problem". */
export function summary({ findings, problems }: Count): string {
  const first = findings === 0 ? "no findings" : several(findings, "finding");
  return problems === 0 ? first : `${first}, ${several(problems, "problem")}`;
}

export function several(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
