import type { Requests } from '../../server/src/lsp/messages.js';
import { unpack } from './packing.js';

/** A JSON-RPC message. */
interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: unknown;
  readonly result?: unknown;
  readonly error?: { readonly message: string };
}

/** The language server in a worker. */
export interface Server {
  /** Names of the semantic token types; the server sends indices into this list. */
  readonly tokenTypes: readonly string[];
  notify(method: string, params: unknown): void;
  request(method: string, params: unknown): Promise<unknown>;
  /** Sends one of Rulewright's own requests. */
  ask<Method extends keyof Requests>(
    method: Method,
    params: Requests[Method]['params'],
  ): Promise<Requests[Method]['result']>;
}

interface Initialized {
  readonly capabilities: {
    readonly semanticTokensProvider: { readonly legend: { readonly tokenTypes: readonly string[] } };
  };
}

/** A longer request ends the server: a rule can be written to run forever. */
const longestRequest = 20_000;
/** The server has to load its tables first. */
const longestStart = 60_000;
const largestServer = 32 * 1024 * 1024;

/** Returns the script of the server, which the page contains in compressed form. */
export async function readServerScript(packed: string): Promise<string> {
  const bytes = Uint8Array.from(atob(packed), (letter) => letter.charCodeAt(0));
  return URL.createObjectURL(
    new Blob([await unpack(bytes, 'gzip', largestServer)], { type: 'text/javascript' }),
  );
}

/**
 * Starts a server. `onNotification` gets its notifications; `onEnd` gets the reason when it ends, and then
 * all pending requests fail.
 */
export async function startServer(
  script: string,
  onNotification: (method: string, params: unknown) => void,
  onEnd: (reason: string) => void,
): Promise<Server> {
  const worker = new Worker(script);
  const waiting = new Map<number, (message: Message) => void>();
  let lastId = 0;

  const end = (reason: string): void => {
    worker.terminate();
    const left = [...waiting.values()];
    waiting.clear();
    for (const settle of left) settle({ error: { message: reason } });
    onEnd(reason);
  };
  const post = (message: Message): void => worker.postMessage({ jsonrpc: '2.0', ...message });
  worker.onerror = ({ message }) => end(`The server failed: ${message}.`);
  worker.onmessage = ({ data }: { readonly data: Message }) => {
    const { id, method, params } = data;
    if (method === undefined) {
      const settle = waiting.get(id ?? -1);
      waiting.delete(id ?? -1);
      settle?.(data);
    } else if (id !== undefined) post({ id, result: null });
    else onNotification(method, params);
  };
  const request = (method: string, params: unknown, most = longestRequest): Promise<unknown> =>
    new Promise((resolve, reject) => {
      const id = ++lastId;
      const timer = setTimeout(
        () => end(`Stopped: it took longer than ${most / 1000} s. Use fewer events or a simpler rule.`),
        most,
      );
      waiting.set(id, ({ result, error }) => {
        clearTimeout(timer);
        if (error) reject(new Error(error.message));
        else resolve(result);
      });
      post({ id, method, params });
    });
  const notify = (method: string, params: unknown): void => post({ method, params });

  const params = { processId: null, rootUri: null, ...abilities };
  const { capabilities } = (await request('initialize', params, longestStart)) as Initialized;
  notify('initialized', {});
  return {
    tokenTypes: capabilities.semanticTokensProvider.legend.tokenTypes,
    notify,
    request,
    ask: (method, params) => request(method, params) as ReturnType<Server['ask']> as never,
  };
}

const abilities = {
  capabilities: {
    textDocument: {
      completion: { completionItem: { snippetSupport: false, documentationFormat: ['markdown'] } },
      hover: { contentFormat: ['markdown'] },
      publishDiagnostics: {},
      semanticTokens: {
        requests: { full: true },
        tokenTypes: [],
        tokenModifiers: [],
        formats: ['relative'],
      },
    },
  },
};
