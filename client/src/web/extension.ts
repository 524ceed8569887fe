import * as vscode from 'vscode';
import { type RulewrightApi, startExtension } from '../start-extension.js';
import { createServerHost } from './server-host.js';

/** What VS Code calls where the extension runs in a browser. */
export function activate(context: vscode.ExtensionContext): RulewrightApi {
  // Commands that a browser cannot run are hidden by it.
  void vscode.commands.executeCommand('setContext', 'rulewright.inBrowser', true);
  return startExtension(context, async () => createServerHost(context));
}
