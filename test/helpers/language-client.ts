import { type ChildProcess, spawn } from 'node:child_process';

/** A message of JSON-RPC 2.0. */
interface Message {
  readonly id?: number | string;
  readonly method?: string;
  readonly params?: unknown;
  readonly result?: unknown;
  readonly error?: { readonly code: number; readonly message: string };
}

/** A language client that speaks to a server process over its standard streams, as any editor would. */
export interface LanguageClient {
  request<Result = unknown>(method: string, params?: unknown): Promise<Result>;
  /** The same for a request that may be cancelled by its id. */
  begin<Result = unknown>(
    method: string,
    params?: unknown,
  ): { readonly id: number; readonly answer: Promise<Result> };
  notify(method: string, params?: unknown): void;
  /** Sends in one piece what is sent within it, so that the server finds all of it waiting. */
  together<Sent>(sendAll: () => Sent): Sent;
  /** Answers requests of the server; without an answer they get null. */
  answer(method: string, handler: (params: unknown) => unknown): void;
  /** The next notification of this method, or the oldest that nobody has asked for yet. */
  next<Params = unknown>(method: string): Promise<Params>;
  /** All notifications of this method so far that nobody has asked for. */
  received(method: string): readonly unknown[];
  readonly exited: Promise<number | null>;
  readonly process: ChildProcess;
  kill(): void;
}

/** Starts `node <args>`, in another environment if one is given, and connects to it. */
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
  // Writing to a server that has ended is no error of its own: `exited` tells.
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

/** Splits a stream of bytes into messages: a header with the length, an empty line, the body. */
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
