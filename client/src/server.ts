import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import type { Notifications, Requests } from '../../server/src/lsp/messages.js';

/** The language server as the rest of the extension sees it, started on demand. */
export interface Server extends vscode.Disposable {
  isRunning(): boolean;
  /** Starts the server unless it is running. Resolves when it responds. */
  start(): Promise<void>;
  restart(): Promise<void>;
  /** Sends one of our requests, and starts the server for it. */
  request<Method extends keyof Requests>(
    method: Method,
    params: Requests[Method]['params'],
    token?: vscode.CancellationToken,
  ): Promise<Requests[Method]['result']>;
  /** Does the same for a request whose result comes in parts: `onPart` is called with each. */
  requestInParts<Method extends keyof Requests, Part>(
    method: Method,
    params: Requests[Method]['params'],
    onPart: (part: Part) => void,
    token: vscode.CancellationToken,
  ): Promise<Requests[Method]['result']>;
  /** Notifies a running server that the user declared a document a rule. */
  treatAsRule(uri: string): Promise<void>;
  showOutput(): void;
  /** Fired after a start, a restart or the recovery from a crash. */
  readonly onDidStart: vscode.Event<void>;
  /** Fired when the server has read rules or schemas. */
  readonly onChecksChanged: vscode.Event<void>;
}

/** The environment of the server: a process with Node.js, a worker in a browser. */
export interface ServerHost {
  /** Returns a client that is not started yet. `onRunning` is called after each start. */
  createLanguageClient(
    context: vscode.ExtensionContext,
    output: vscode.LogOutputChannel,
    onRunning: () => void,
  ): BaseLanguageClient | Promise<BaseLanguageClient>;
  /**
   * Waits until the server can read the files that a request is about. Undefined if the server has a disk.
   */
  giveFiles?(params: unknown): Promise<void>;
}

export type LoadServerHost = () => Promise<ServerHost>;

/** Creates the server. `treatedAsRules` is sent again after each start. */
export function createServer(
  context: vscode.ExtensionContext,
  treatedAsRules: ReadonlySet<string>,
  loadServerHost: LoadServerHost,
): Server {
  const started = new vscode.EventEmitter<void>();
  const checksChanged = new vscode.EventEmitter<void>();
  let output: vscode.LogOutputChannel | undefined;
  let starting: Promise<BaseLanguageClient> | undefined;
  let host: ServerHost | undefined;

  const outputChannel = () => {
    output ??= vscode.window.createOutputChannel('Rulewright', { log: true });
    return output;
  };
  const launch = async (): Promise<BaseLanguageClient> => {
    host = await loadServerHost();
    const client = await host.createLanguageClient(context, outputChannel(), () => {
      for (const uri of treatedAsRules) void client.sendNotification('rulewright/treatAsRule', { uri });
      started.fire();
    });
    client.onNotification('rulewright/checksChanged', () => checksChanged.fire());
    await client.start();
    return client;
  };
  const running = (): Promise<BaseLanguageClient> => {
    starting ??= launch().catch((error: unknown) => {
      starting = undefined;
      throw error;
    });
    return starting;
  };
  const stop = async () => {
    const stopping = starting;
    starting = undefined;
    await (await stopping)?.dispose();
  };

  return {
    isRunning: () => starting !== undefined,
    async start() {
      await running();
    },
    async restart() {
      await stop();
      await running();
    },
    async request(method, params, token) {
      const client = await running();
      await host?.giveFiles?.(params);
      // An undefined token would be sent as a second parameter.
      return token ? client.sendRequest(method, params, token) : client.sendRequest(method, params);
    },
    async requestInParts(method, params, onPart, token) {
      const client = await running();
      const { receiveParts } = await import('./partial-results.js');
      await host?.giveFiles?.(params);
      const { partialResultToken, stop } = receiveParts(client, onPart);
      try {
        return await client.sendRequest(method, { ...params, partialResultToken }, token);
      } finally {
        stop();
      }
    },
    async treatAsRule(uri) {
      const params: Notifications['rulewright/treatAsRule'] = { uri };
      await (await running()).sendNotification('rulewright/treatAsRule', params);
    },
    showOutput: () => outputChannel().show(),
    onDidStart: started.event,
    onChecksChanged: checksChanged.event,
    dispose() {
      started.dispose();
      checksChanged.dispose();
      output?.dispose();
      return stop();
    },
  };
}
