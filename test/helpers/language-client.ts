import { type ChildProcess, spawn } from 'node:child_process';

/** A JSON-RPC 2.0 message. */
interface Message {
  readonly id?: number | string;
  readonly method?: string;
  readonly params?: unknown;
  readonly result?: unknown;
  readonly error?: { readonly code: number; readonly message: string };
}

/** A language client that talks to a server process over its standard streams, like an editor. */
export interface LanguageClient {
  request<Result = unknown>(method: string, params?: unknown): Promise<Result>;
  /** The same, for a request that can be cancelled by its id. */
  begin<Result = unknown>(
    method: string,
    params?: unknown,
  ): { readonly id: number; readonly answer: Promise<Result> };
  notify(method: string, params?: unknown): void;
  /** Sends all messages of `sendAll` in one write, so that the server finds all of them waiting. */
  together<Sent>(sendAll: () => Sent): Sent;
  /** Answers requests of the server; without a handler they get null. */
  answer(method: string, handler: (params: unknown) => unknown): void;
  /** Returns the oldest unread notification of this method, or waits for the next. */
  next<Params = unknown>(method: string): Promise<Params>;
  /** Returns all unread notifications of this method so far. */
  received(method: string): readonly unknown[];
  readonly exited: Promise<number | null>;
  readonly process: ChildProcess;
  kill(): void;
}

/** Starts `node <args>`, optionally with another environment, and connects to it. */
export function startLanguageClient(args: readonly string[], env?: NodeJS.ProcessEnv): LanguageClient {
  const child = spawn(process.execPath, args, {
    stdio: ['pipe', 'pipe', 'inherit'],
    ...(env === undefined ? {} : { env }),
  });
  const pending = new Map<number, { resolve(value: unknown): void; reject(reason: Error): void }>();
  const queues = new Map<string, unknown[]>();
  const waiting = new Map<string, ((params: unknown) => void)[]>();
  const answers = new Map<string, (params: unknown) => unknown>();
  let nextId = 1;

  const send = (message: object) => {
    const body = Buffer.from(JSON.stringify({ jsonrpc: '2.0', ...message }));
    child.stdin.write(`Content-Length: ${body.length}\r\n\r\n`);
    child.stdin.write(body);
  };
  const receive = ({ id, method, params, result, error }: Message) => {
    if (method !== undefined && id !== undefined) {
      send({ id, result: answers.get(method)?.(params) ?? null });
    } else if (method !== undefined) {
      const waiter = waiting.get(method)?.shift();
      if (waiter) waiter(params);
      else queues.set(method, [...(queues.get(method) ?? []), params]);
    } else {
      const request = pending.get(Number(id));
      pending.delete(Number(id));
      if (error) request?.reject(new Error(`${error.code}: ${error.message}`));
      else request?.resolve(result);
    }
  };

  const exited = new Promise<number | null>((resolve) => {
    child.on('exit', (code) => {
      for (const { reject } of pending.values()) reject(new Error('the server ended'));
      resolve(code);
    });
  });
  child.stdout.on('data', readMessages(receive));
  // Ignore errors from writing to a server that has exited: `exited` reports that.
  child.stdin.on('error', () => {});
  const begin = <Result>(method: string, params?: unknown) => {
    const id = nextId++;
    const answer = new Promise<Result>((resolve, reject) => {
      pending.set(id, { resolve: (value) => resolve(value as Result), reject });
    });
    send({ id, method, params });
    return { id, answer };
  };
  return {
    request: <Result>(method: string, params?: unknown) => begin<Result>(method, params).answer,
    begin,
    notify: (method, params) => send({ method, params }),
    together: (sendAll) => {
      child.stdin.cork();
      const sent = sendAll();
      child.stdin.uncork();
      return sent;
    },
    answer: (method, handler) => answers.set(method, handler),
    next: <Params>(method: string) =>
      new Promise<Params>((resolve) => {
        const queue = queues.get(method);
        if (queue && queue.length > 0) resolve(queue.shift() as Params);
        else waiting.set(method, [...(waiting.get(method) ?? []), (params) => resolve(params as Params)]);
      }),
    received: (method) => queues.get(method) ?? [],
    exited,
    process: child,
    kill: () => child.kill('SIGKILL'),
  };
}

/** Splits a byte stream into messages: a header with the length, an empty line, the body. */
function readMessages(receive: (message: Message) => void): (chunk: Buffer) => void {
  let buffered = Buffer.alloc(0);
  return (chunk) => {
    buffered = Buffer.concat([buffered, chunk]);
    for (;;) {
      const headerEnd = buffered.indexOf('\r\n\r\n');
      if (headerEnd < 0) return;
      const length = Number(/Content-Length: (\d+)/i.exec(buffered.toString('latin1', 0, headerEnd))?.[1]);
      const bodyStart = headerEnd + 4;
      if (buffered.length < bodyStart + length) return;
      const body = buffered.toString('utf8', bodyStart, bodyStart + length);
      buffered = buffered.subarray(bodyStart + length);
      receive(JSON.parse(body) as Message);
    }
  };
}
