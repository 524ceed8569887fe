import * as vscode from 'vscode';
import { isTestPath } from '../rules/paths.js';
import { type RulewrightApi, startExtension } from '../start-extension.js';
import { findFiles } from './find-files.js';
import { createServerHost } from './server-host.js';
import { limits } from './workspace-files.js';

/** Activates the extension in a browser. Called by VS Code. */
export function activate(context: vscode.ExtensionContext): RulewrightApi {
  // Hides commands that cannot run in a browser.
  void vscode.commands.executeCommand('setContext', 'rulewright.inBrowser', true);
  return startExtension(context, {
    loadServerHost: async () => createServerHost(),
    // VS Code never completes a search in a file system that does not support it.
    async findTestFiles() {
      const folders = (vscode.workspace.workspaceFolders ?? []).map(({ uri }) => uri);
      const { files } = await findFiles(folders, limits.files);
      return files.filter(({ path }) => isTestPath(path));
    },
  });
}
