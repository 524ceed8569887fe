import * as vscode from 'vscode';
import { testFileGlob } from './rules/rules.js';
import { type RulewrightApi, startExtension } from './start-extension.js';

/** Activates the extension in Node.js. Called by VS Code. */
export function activate(context: vscode.ExtensionContext): RulewrightApi {
  return startExtension(context, {
    // Loaded on demand: most TOML files need no server.
    loadServerHost: async () => {
      const { createLanguageClient } = await import('./language-client.js');
      return { createLanguageClient };
    },
    findTestFiles: () => vscode.workspace.findFiles(testFileGlob, '**/node_modules/**'),
  });
}
