import * as vscode from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import type { Notifications, Requests } from '../../server/src/lsp/messages.js';

/** The language server as the rest of the extension sees it: started when it is first needed. */
export interface Server extends vscode.Disposable {
  isRunning(): boolean;
  /** Starts the server unless it runs; resolves when it answers. */
  start(): Promise<void>;
  restart(): Promise<void>;
  /** Sends one of our requests, and starts the server for it. */
  request<Method extends keyof Requests>(
    method: Method,
    params: Requests[Method]['params'],
    token?: vscode.CancellationToken,
  ): Promise<Requests[Method]['result']>;
  /** The same for a request whose answer comes in parts: `onPart` is called with each. */
  requestInParts<Method extends keyof Requests, Part>(
    method: Method,
    params: Requests[Method]['params'],
    onPart: (part: Part) => void,
    token: vscode.CancellationToken,
  ): Promise<Requests[Method]['result']>;
  /** Tells a running server that the user called a document a rule. */
  treatAsRule(uri: string): Promise<void>;
  showOutput(): void;
  /** After a start, a restart or a crash and its repair. */
  readonly onDidStart: vscode.Event<void>;
  /** The server has read rules or schemas. */
  readonly onChecksChanged: vscode.Event<void>;
}

/** `treatedAsRules` is sent again to every new server process. */
export function createServer(context: vscode.ExtensionContext, treatedAsRules: ReadonlySet<string>): Server {
  const started = new vscode.EventEmitter<void>();
  const checksChanged = new vscode.EventEmitter<void>();
  let output: vscode.LogOutputChannel | undefined;
  let starting: Promise<LanguageClient> | undefined;

  const outputChannel = () => {
    output ??= vscode.window.createOutputChannel('Rulewright', { log: true });
    return output;
  };
  const launch = async (): Promise<LanguageClient> => {
    // Loaded here and not at the top: most TOML files need no server.
    const { createLanguageClient } = await import('./language-client.js');
    const module = vscode.Uri.joinPath(context.extensionUri, 'server/dist/server.cjs').fsPath;
    const client = createLanguageClient(module, outputChannel(), () => {
      for (const uri of treatedAsRules) void client.sendNotification('rulewright/treatAsRule', { uri });
      started.fire();
    });
    client.onNotification('rulewright/checksChanged', () => checksChanged.fire());
    await client.start();
    return client;
  };
  const running = (): Promise<LanguageClient> => {
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
      // An undefined token would be sent as a second parameter.
      return token ? client.sendRequest(method, params, token) : client.sendRequest(method, params);
    },
    async requestInParts(method, params, onPart, token) {
      const client = await running();
      const { receiveParts } = await import('./language-client.js');
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
