import * as vscode from 'vscode';
import { isTestPath } from '../rules/paths.js';
import { type RulewrightApi, startExtension } from '../start-extension.js';
import { findFiles } from './find-files.js';
import { createServerHost } from './server-host.js';
import { limits } from './workspace-files.js';

/** What VS Code calls where the extension runs in a browser. */
export function activate(context: vscode.ExtensionContext): RulewrightApi {
  // Commands that a browser cannot run are hidden by it.
  void vscode.commands.executeCommand('setContext', 'rulewright.inBrowser', true);
  return startExtension(context, {
    loadServerHost: async () => createServerHost(),
    // VS Code waits forever for a search in a file system that has none.
    async findTestFiles() {
      const folders = (vscode.workspace.workspaceFolders ?? []).map(({ uri }) => uri);
      const { files } = await findFiles(folders, limits.files);
      return files.filter(({ path }) => isTestPath(path));
    },
  });
}
