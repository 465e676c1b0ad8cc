/** The requests that the server answers beside those of LSP: `server/armlens/lsp/extension_requests.py`. */

import {
  type Diagnostic,
  NotificationType0,
  type PartialResultParams,
  ProgressType,
  RequestType,
  RequestType0,
  type WorkDoneProgressParams,
} from "vscode-languageclient/node";

export interface Rule {
  readonly name: string;
  readonly ref: string;
  readonly title: string;
}

export interface RulePage extends Rule {
  readonly markdown: string;
}

export interface ParameterFiles {
  /** The one that the template is judged with; null if that is by its defaults. */
  readonly active: string | null;
  readonly belonging: readonly string[];
  /** The settings file of the project, if that chooses. */
  readonly decidedBy: string | null;
}

export interface CheckedFile {
  readonly uri: string;
  readonly diagnostics: Diagnostic[];
}

export interface CheckParams extends WorkDoneProgressParams, PartialResultParams {
  /** Only these files; all of the workspace folders if it is left out. */
  readonly uris?: readonly string[];
}

export interface CheckResult {
  readonly files: readonly CheckedFile[];
  /** How many templates were found, those without findings included. */
  readonly templates: number;
}

/** What comes along the way, if the request asks for it: files with something to show. */
export type CheckPart = readonly CheckedFile[];

export const rules = new RequestType0<Rule[], void>("armlens/rules");
export const rulePage = new RequestType<{ rule: string }, RulePage | null, void>(
  "armlens/rulePage",
);
export const parameterFiles = new RequestType<{ uri: string }, ParameterFiles | null, void>(
  "armlens/parameterFiles",
);
/** The answers to `parameterFiles` may be others than before. */
export const parameterFilesChanged = new NotificationType0("armlens/parameterFilesChanged");
export const checkWorkspace = new RequestType<CheckParams, CheckResult, void>(
  "armlens/checkWorkspace",
);
export const checkPart = new ProgressType<CheckPart>();
