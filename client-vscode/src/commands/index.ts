/** Every command by its name, as the manifest contributes them. */

import type * as vscode from "vscode";
import type { Complaints } from "../complaints";
import type { ParameterFiles } from "../parameterFiles";
import type { RulePages } from "../rulePages";
import type { WorkspaceCheck } from "../workspaceCheck";
import { fixAll } from "./fixAll";
import { openSample } from "./sample";
import { createSettingsFile } from "./settingsFile";

export interface Parts {
  readonly extension: vscode.Uri;
  readonly log: vscode.LogOutputChannel;
  readonly complaints: Complaints;
  readonly rulePages: RulePages;
  readonly parameterFiles: ParameterFiles;
  readonly workspaceCheck: WorkspaceCheck;
}

type Command = (...args: unknown[]) => unknown;

export function commands(parts: Parts): Readonly<Record<string, Command>> {
  return {
    "armlens.checkWorkspace": () => parts.workspaceCheck.run(),
    "armlens.fixAll": fixAll,
    "armlens.explainRule": (rule) => parts.rulePages.explain(rule),
    "armlens.chooseParameterFile": () => parts.parameterFiles.choose(),
    "armlens.createSettingsFile": createSettingsFile,
    "armlens.openSample": () => openSample(parts.extension),
    "armlens.restartServer": () => parts.complaints.restart(),
    "armlens.showLog": () => {
      parts.log.show();
    },
  };
}
