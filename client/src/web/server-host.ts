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

/** What browsers have and the types of Node.js do not. */
interface BrowserWorker extends Worker {
  onerror: ((event: { readonly message: string }) => void) | null;
  terminate(): void;
}
const { Worker: NewWorker } = globalThis as unknown as { Worker: new (address: string) => BrowserWorker };

const millisecondsToShutDown = 3_000;

/** A server in a worker, which gets the files that it needs from the file systems of the editor. */
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
          // It still has to answer that it shuts down.
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

/** A worker from a script of the extension. Browsers refuse a script of another server unless it was read before. */
async function startWorker(script: vscode.Uri): Promise<BrowserWorker> {
  const text = await vscode.workspace.fs.readFile(script);
  const address = URL.createObjectURL(
    new Blob([text as Uint8Array<ArrayBuffer>], { type: 'text/javascript' }),
  );
  return new NewWorker(address);
}

/** The URIs that the parameters of a request name. */
function urisIn(params: unknown): string[] {
  if (typeof params !== 'object' || params === null) return [];
  return Object.entries(params).flatMap(([key, value]): string[] => {
    if (key === 'uri' && typeof value === 'string') return [value];
    if (key === 'uris' && Array.isArray(value)) return value.filter((uri) => typeof uri === 'string');
    return urisIn(value);
  });
}
