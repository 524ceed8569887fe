import * as vscode from 'vscode';
import { LanguageClient, State, TransportKind } from 'vscode-languageclient/node';
import { clientOptions } from './client-options.js';
import { execArgv } from './server-options.json';

/**
 * Creates a client for the server in the bundle `server.cjs`, not yet started. `onRunning` is called after
 * each start.
 */
export function createLanguageClient(
  context: vscode.ExtensionContext,
  outputChannel: vscode.LogOutputChannel,
  onRunning: () => void,
): LanguageClient {
  const module = vscode.Uri.joinPath(context.extensionUri, 'server/dist/server.cjs').fsPath;
  const client = new LanguageClient(
    'rulewright',
    'Rulewright',
    {
      // A single V8 thread for garbage collection and compilation instead of four saves memory; the bench
      // uses the same options.
      run: { module, transport: TransportKind.ipc, options: { execArgv } },
      debug: {
        module,
        transport: TransportKind.ipc,
        options: { execArgv: [...execArgv, '--nolazy', '--inspect=6019'] },
      },
    },
    clientOptions(outputChannel),
  );
  client.onDidChangeState(({ newState }) => {
    if (newState === State.Running) onRunning();
  });
  return client;
}
