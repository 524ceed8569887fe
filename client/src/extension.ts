import type * as vscode from 'vscode';
import { type RulewrightApi, startExtension } from './start-extension.js';

/** What VS Code calls where the extension runs in Node.js. */
export function activate(context: vscode.ExtensionContext): RulewrightApi {
  // Loaded late: most TOML files need no server.
  return startExtension(context, async () => {
    const { createLanguageClient } = await import('./language-client.js');
    return { createLanguageClient };
  });
}
