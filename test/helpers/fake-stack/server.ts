import { createServer, type IncomingMessage, type RequestListener } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';

/** A request that a fake server has received. */
export interface SeenRequest {
  readonly method: string;
  /** Without the query string. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingMessage['headers'];
  /** Parsed JSON; undefined without a body. */
  readonly body: unknown;
  readonly text: string;
}

export interface FakeAnswer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON unless it is a string. */
  readonly body?: unknown;
  /** Milliseconds before the answer. */
  readonly delay?: number;
  /** Close the connection instead of answering. */
  readonly hangUp?: boolean;
}

export interface FakeServer {
  readonly url: string;
  readonly seen: SeenRequest[];
  /** Overrides the answers to the next requests for a path, one each. */
  next(path: RegExp, ...answers: FakeAnswer[]): void;
  close(): Promise<void>;
}

interface Certificate {
  readonly key: string;
  readonly cert: string;
}

/** Starts a server on the loopback address that answers with `respond`. */
export async function startServer(
  respond: (request: SeenRequest) => FakeAnswer,
  certificate?: Certificate,
): Promise<FakeServer> {
  const seen: SeenRequest[] = [];
  const planned: { readonly path: RegExp; readonly answer: FakeAnswer }[] = [];
  const listener: RequestListener = async (incoming, outgoing) => {
    let text = '';
    for await (const chunk of incoming.setEncoding('utf8')) text += chunk;
    const url = new URL(incoming.url ?? '/', 'http://fake');
    const request: SeenRequest = {
      method: incoming.method ?? '',
      path: url.pathname,
      query: url.searchParams,
      headers: incoming.headers,
      body: parse(text),
      text,
    };
    seen.push(request);
    const place = planned.findIndex(({ path }) => path.test(request.path));
    const answer = place >= 0 ? planned.splice(place, 1)[0]!.answer : respond(request);
    if (answer.delay) await new Promise((resolve) => setTimeout(resolve, answer.delay));
    if (answer.hangUp) {
      outgoing.socket?.destroy();
      return;
    }
    const { status = 200, headers, body } = answer;
    outgoing.writeHead(status, { 'content-type': 'application/json', ...headers });
    outgoing.end(typeof body === 'string' ? body : body === undefined ? '' : JSON.stringify(body));
  };
  const server = certificate ? createSecureServer(certificate, listener) : createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http${certificate ? 's' : ''}://127.0.0.1:${port}`,
    seen,
    next: (path, ...answers) => {
      for (const answer of answers) planned.push({ path, answer });
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

function parse(text: string): unknown {
  try {
    return text === '' ? undefined : JSON.parse(text);
  } catch {
    return text;
  }
}
