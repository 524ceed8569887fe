import type { Client } from '@elastic/elasticsearch';
import { answerError } from '../network/answers.js';
import {
  type Connection,
  type HttpAnswer,
  openConnection,
  type Target,
  type TellRetry,
} from '../network/connection.js';
import { networkPackages } from '../network/packages.js';
import { StackError } from '../stack-error.js';

/** Elasticsearch, through its official client. */
export interface Elasticsearch {
  /** Host and port, for messages. */
  readonly host: string;
  /** Calls the client. Throws {@link StackError}. */
  call<Answer>(
    use: (client: Client, options: { readonly signal?: AbortSignal }) => Promise<Answer>,
    signal?: AbortSignal,
  ): Promise<Answer>;
  close(): Promise<void>;
}

type ClientConnection = NonNullable<ConstructorParameters<typeof Client>[0]['Connection']>;

/** Milliseconds; ES|QL rules have four minutes (docs/semantics/rule-types.md). */
const longestSearch = 4 * 60_000;

/**
 * Opens Elasticsearch. The client creates the requests, and our own connection sends them, so that
 * certificates, proxies, retries and redirects behave as for Kibana. Requests plain JSON instead of the
 * client's versioned media type, which older servers reject.
 */
export function openElasticsearch(target: Target, tellRetry?: TellRetry): Elasticsearch {
  const { BaseConnection, Client } = networkPackages();
  const connection = openConnection(target, tellRetry);
  const { host } = new URL(target.url);
  class OwnConnection extends BaseConnection {
    override async request(params: never, options: never): Promise<never> {
      return (await send(connection, params, options)) as never;
    }
    override close(): Promise<void> {
      return connection.close();
    }
  }
  const client = new Client({
    node: target.url,
    Connection: OwnConnection as unknown as ClientConnection,
    maxRetries: 0,
    requestTimeout: longestSearch,
  });
  return {
    host,
    close: () => client.close(),
    async call(use, signal) {
      try {
        const answer = await use(client, { ...(signal && { signal }) });
        if (typeof answer === 'object' && answer !== null) return answer;
        throw new StackError('bad-answer', `${host} sent something other than an object.`);
      } catch (error) {
        throw stackErrorOf(error, host);
      }
    },
  };
}

interface Sent {
  readonly method: string;
  readonly path: string;
  readonly querystring?: string;
  readonly body?: string | Buffer | null;
}

const searches = /\/(?:_search|_msearch|_count|_query|_eql\/search|_field_caps|_mget)$/;

async function send(
  connection: Connection,
  params: Sent,
  { signal }: { signal?: AbortSignal },
): Promise<HttpAnswer & { statusCode: number }> {
  const { method, path, querystring, body } = params;
  const answer = await connection.send(
    {
      method: method as 'GET',
      path: path + (querystring ? `?${querystring}` : ''),
      headers: body ? { 'content-type': 'application/json' } : {},
      ...(body && { body }),
      retry: method === 'GET' || method === 'HEAD' || searches.test(path) ? 'any' : 'none',
      timeout: longestSearch,
    },
    signal,
  );
  return { ...answer, statusCode: answer.status };
}

function stackErrorOf(error: unknown, host: string): StackError {
  if (error instanceof StackError) return error;
  const { name, statusCode, meta } = Object(error) as {
    name?: string;
    statusCode?: number;
    meta?: { statusCode?: number; body?: unknown };
  };
  const status = statusCode ?? meta?.statusCode;
  if (name === 'ProductNotSupportedError')
    return new StackError(
      'bad-answer',
      `${host} is not Elasticsearch.`,
      'Check the address in the profile.',
      status,
    );
  if (name === 'RequestAbortedError') return new StackError('cancelled', 'Cancelled.');
  if (name === 'DeserializationError')
    return new StackError('bad-answer', `${host} sent something other than JSON.`, undefined, status);
  if (status !== undefined && meta)
    return answerError({ status, headers: {}, body: textOf(meta.body) }, host);
  return new StackError('network', `${host}: ${error instanceof Error ? error.message : String(error)}`);
}

function textOf(body: unknown): string {
  return typeof body === 'string' ? body : JSON.stringify(body ?? '');
}
