import { answerError, jsonOfAnswer, parseAnswer } from '../network/answers.js';
import { type HttpAnswer, openConnection, type Target, type TellRetry } from '../network/connection.js';
import type { RetryPolicy } from '../network/retry.js';

export interface KibanaRequest {
  readonly method: 'DELETE' | 'GET' | 'POST' | 'PUT';
  /** Below the address of the space, such as `/api/status`. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string | number | boolean>>;
  /** Sent as JSON. */
  readonly body?: unknown;
  /** The default is `any` for GET and `none` for other methods. */
  readonly retry?: RetryPolicy;
  /** Milliseconds. */
  readonly timeout?: number;
}

/** A response with any status. */
export interface KibanaAnswer {
  readonly status: number;
  readonly headers: HttpAnswer['headers'];
  readonly value: unknown;
}

/** Kibana, in one space. */
export interface Kibana {
  /** Host and port, for messages. */
  readonly host: string;
  /** Returns the value of the response. Throws {@link StackError}, including for any status except 2xx. */
  value(request: KibanaRequest, signal?: AbortSignal): Promise<unknown>;
  /** Returns the parsed response, whatever its status. Throws {@link StackError} if it is not JSON. */
  answer(request: KibanaRequest, signal?: AbortSignal): Promise<KibanaAnswer>;
  close(): Promise<void>;
}

/** Bytes: a page of rules has a few megabytes. */
const largestAnswer = 32 * 1024 * 1024;

/** The version of Kibana's public API that the requests use. */
const apiVersion = '2023-10-31';

/** Opens Kibana in a space. */
export function openKibana(target: Target, space: string, tellRetry?: TellRetry): Kibana {
  const connection = openConnection(target, tellRetry);
  const { host } = new URL(target.url);
  const base = space === 'default' ? '' : `/s/${encodeURIComponent(space)}`;
  const send = (
    { method, path, query, body, retry, timeout }: KibanaRequest,
    signal?: AbortSignal,
  ): Promise<HttpAnswer> => {
    const parameters = new URLSearchParams(
      Object.entries(query ?? {}).map(([key, value]): [string, string] => [key, String(value)]),
    );
    return connection.send(
      {
        method,
        path: `${base}${path}${parameters.size > 0 ? `?${parameters}` : ''}`,
        headers: {
          'elastic-api-version': apiVersion,
          ...(method !== 'GET' && { 'kbn-xsrf': 'rulewright' }),
          ...(body !== undefined && { 'content-type': 'application/json' }),
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
        largest: largestAnswer,
        retry: retry ?? (method === 'GET' ? 'any' : 'none'),
        ...(timeout !== undefined && { timeout }),
      },
      signal,
    );
  };
  return {
    host,
    close: () => connection.close(),
    value: async (request, signal) => jsonOfAnswer(await send(request, signal), host),
    answer: async (request, signal) => {
      const answer = await send(request, signal);
      if (answer.status === 401 || answer.status === 403) throw answerError(answer, host);
      return { status: answer.status, headers: answer.headers, value: parseAnswer(answer, host) };
    },
  };
}
