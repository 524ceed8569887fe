import type { LogOutputChannel } from 'vscode';
import { LanguageClient, ProgressType, State, TransportKind } from 'vscode-languageclient/node';
import { isCopy, testFileGlob } from './rules/rules.js';
import { execArgv } from './server-options.json';

/** A client for the server in the file `module`, not started yet. `onRunning` is called after each start of it. */
export function createLanguageClient(
  module: string,
  outputChannel: LogOutputChannel,
  onRunning: () => void,
): LanguageClient {
  const client = new LanguageClient(
    'rulewright',
    'Rulewright',
    {
      // One thread of V8 for collecting garbage and compiling instead of four saves memory; the bench uses the same options.
      run: { module, transport: TransportKind.ipc, options: { execArgv } },
      debug: {
        module,
        transport: TransportKind.ipc,
        options: { execArgv: [...execArgv, '--nolazy', '--inspect=6019'] },
      },
    },
    {
      // Any scheme: files in remote windows, virtual workspaces and unsaved documents are rules like others.
      documentSelector: [{ language: 'toml' }, { pattern: testFileGlob }],
      outputChannel,
      traceOutputChannel: withoutKeys(outputChannel),
      middleware: {
        didOpen: async (document, next) => (isCopy(document) ? undefined : next(document)),
        didChange: async (event, next) => (isCopy(event.document) ? undefined : next(event)),
        didClose: async (document, next) => (isCopy(document) ? undefined : next(document)),
      },
    },
  );
  client.onDidChangeState(({ newState }) => {
    if (newState === State.Running) onRunning();
  });
  return client;
}

const key = /("key"\s*:\s*")[^"]*/g;

/** A channel for the messages to the server, which it keeps in a file: the API keys of stacks stay out of it. */
function withoutKeys(channel: LogOutputChannel): LogOutputChannel {
  const redact = (argument: unknown): unknown =>
    typeof argument === 'string' ? argument.replace(key, '$1[API key]') : argument;
  return new Proxy(channel, {
    get(target, property) {
      const value: unknown = Reflect.get(target, property, target);
      if (typeof value !== 'function') return value;
      return (...given: unknown[]) => Reflect.apply(value, target, given.map(redact)) as unknown;
    },
  });
}

let lastToken = 0;

/** A token to send along with a request, so that parts of its answer arrive before the end; until `stop`. */
export function receiveParts<Part>(
  client: LanguageClient,
  onPart: (part: Part) => void,
): { readonly partialResultToken: string; stop(): void } {
  const partialResultToken = `rulewright ${++lastToken}`;
  const listener = client.onProgress(new ProgressType<Part>(), partialResultToken, onPart);
  return { partialResultToken, stop: () => listener.dispose() };
}
