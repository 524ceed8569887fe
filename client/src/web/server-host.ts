import * as vscode from 'vscode';
import {
  type BaseLanguageClient,
  BrowserMessageReader,
  BrowserMessageWriter,
  LanguageClient,
  State,
} from 'vscode-languageclient/browser';
import { clientOptions } from '../client-options.js';
import type { ServerHost } from '../server.js';
import { isWanted } from './wanted-files.js';
import { createWorkspaceFiles, type WorkspaceFiles } from './workspace-files.js';

/** The browser properties that are missing in the types of Node.js. */
interface BrowserWorker extends Worker {
  onerror: ((event: { readonly message: string }) => void) | null;
  terminate(): void;
}
const { Worker: NewWorker } = globalThis as unknown as { Worker: new (address: string) => BrowserWorker };

const millisecondsToShutDown = 3_000;

/** Creates a server in a worker, which receives the files it needs from the editor's file systems. */
export function createServerHost(): ServerHost {
  let files: WorkspaceFiles | undefined;
  return {
    async createLanguageClient(context, outputChannel, onRunning) {
      const worker = await startWorker(
        vscode.Uri.joinPath(context.extensionUri, 'server/dist/web/server.js'),
      );
      worker.onerror = ({ message }) => outputChannel.error(`the language server: ${message}`);
      const options = clientOptions(outputChannel);
      const client: BaseLanguageClient = new LanguageClient(
        'rulewright',
        'Rulewright',
        async () => ({ reader: new BrowserMessageReader(worker), writer: new BrowserMessageWriter(worker) }),
        {
          ...options,
          middleware: {
            ...options.middleware,
            workspace: {
              async didChangeWatchedFile(event, next) {
                if (isWanted(event.uri)) await files?.changed(vscode.Uri.parse(event.uri));
                await next(event);
              },
            },
          },
        },
      );
      client.onDidChangeState(({ newState }) => {
        if (newState === State.Running) {
          files?.dispose();
          files = createWorkspaceFiles(client, outputChannel);
          onRunning();
        } else if (newState === State.Stopped) {
          files?.dispose();
          files = undefined;
          // It still has to respond to the shutdown request.
          setTimeout(() => worker.terminate(), millisecondsToShutDown);
        }
      });
      return client;
    },
    async giveFiles(params) {
      await files?.give(urisIn(params));
    },
  };
}

/**
 * Starts a worker from a script of the extension. Browsers reject a script from another server unless it was
 * fetched before.
 */
async function startWorker(script: vscode.Uri): Promise<BrowserWorker> {
  const text = await vscode.workspace.fs.readFile(script);
  const address = URL.createObjectURL(
    new Blob([text as Uint8Array<ArrayBuffer>], { type: 'text/javascript' }),
  );
  return new NewWorker(address);
}

/** Returns the URIs in the parameters of a request. */
function urisIn(params: unknown): string[] {
  if (typeof params !== 'object' || params === null) return [];
  return Object.entries(params).flatMap(([key, value]): string[] => {
    if (key === 'uri' && typeof value === 'string') return [value];
    if (key === 'uris' && Array.isArray(value)) return value.filter((uri) => typeof uri === 'string');
    return urisIn(value);
  });
}
