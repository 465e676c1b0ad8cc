/** Which documents armlens looks at. */

import * as vscode from "vscode";
import { mayBeTemplate } from "./hint";

/** `arm-template` is the language id of the ARM Tools extension. */
export const LANGUAGES = ["json", "jsonc", "arm-template"] as const;

/** Of rules of one's own; VS Code has no JSON5 by itself, so that we bring its words along. */
export const RULE_LANGUAGE = "json5";

/**
 * Files and unsaved documents only: the left side of a diff is a document of another scheme
 * (`git:`), so that a finding shows once. On a remote machine the extension runs over there, where
 * the files have the scheme `file` too.
 */
export const SCHEMES = ["file", "untitled"] as const;

export const SELECTOR = [
  ...SCHEMES.flatMap((scheme) => LANGUAGES.map((language) => ({ scheme, language }))),
  // Rules of one's own, whatever language some extension takes JSON5 for.
  { scheme: "file", pattern: "**/*.rules.json5" },
];

export function isJson(document: vscode.TextDocument): boolean {
  return vscode.languages.match(SELECTOR, document) > 0;
}

/** The settings of a project, and rules of one's own: mistakes in them are told, too. */
const OWN_FILES = /(?:^|\/)armlens\.json$|\.rules\.json[5c]?$/i;

/** Whether a document gives the server something to do. */
export function isForServer(document: vscode.TextDocument): boolean {
  return isCandidate(document) || (isJson(document) && OWN_FILES.test(document.uri.path));
}

export function isCandidate(document: vscode.TextDocument): boolean {
  return isJson(document) && mayBeTemplate(document.getText());
}
