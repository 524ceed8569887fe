import { isLoopback } from '../profiles/address.js';
import { StackError } from '../stack-error.js';
import { requestFailure } from './failures.js';
import { networkPackages } from './packages.js';
import { readBody } from './read-body.js';
import { delayBefore, isTemporary, pause, type RetryPolicy } from './retry.js';
import type { Secret } from './secret.js';

/** A server and its key. */
export interface Target {
  /** Base address, without a trailing slash. */
  readonly url: string;
  readonly key: Secret;
  /** Certificates of authorities in PEM, instead of the system's. */
  readonly certificates?: string;
}

export interface HttpRequest {
  readonly method: 'DELETE' | 'GET' | 'HEAD' | 'POST' | 'PUT';
  /** Starts with a slash; includes the query string. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
  readonly retry: RetryPolicy;
  /** Milliseconds until the complete response must have arrived. */
  readonly timeout?: number;
  /** Bytes; a larger response is an error. */
  readonly largest?: number;
}

export interface HttpAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

/** A connection that sends requests to one server. */
export interface Connection {
  /** Returns the response, whatever its status. Throws {@link StackError} if there is none. */
  send(request: HttpRequest, signal?: AbortSignal): Promise<HttpAnswer>;
  /** Closes all open connections. */
  close(): Promise<void>;
}

const defaultTimeout = 60_000;
const connectTimeout = 10_000;
/** Bytes, so that a server cannot exhaust the memory: ten thousand large documents fit. */
const largestAnswer = 128 * 1024 * 1024;

/** Reports each repeated attempt, in words. */
export type TellRetry = (message: string) => void;

/**
 * Opens a connection. Certificates are always verified, even if `NODE_TLS_REJECT_UNAUTHORIZED` disables that.
 * Uses the proxy of `HTTPS_PROXY`, `HTTP_PROXY` and `NO_PROXY`. A redirect is an error, so that the key is
 * only sent to this server.
 */
export function openConnection(target: Target, tellRetry: TellRetry = () => {}): Connection {
  const { request: send } = networkPackages();
  const tls = { rejectUnauthorized: true, ...(target.certificates && { ca: target.certificates }) };
  const dispatcher = openDispatcher(target.url, { ...tls, timeout: connectTimeout }, tls);
  const { host } = new URL(target.url);

  const attempt = async (request: HttpRequest, signal: AbortSignal): Promise<HttpAnswer> => {
    const answer = await send(target.url + request.path, {
      dispatcher,
      method: request.method,
      headers: {
        accept: 'application/json',
        'user-agent': 'rulewright',
        ...request.headers,
        authorization: `ApiKey ${target.key.reveal()}`,
      },
      ...(request.body !== undefined && { body: request.body }),
      signal,
    });
    const body = await readBody(answer.body, host, request.largest ?? largestAnswer);
    return { status: answer.statusCode, headers: answer.headers, body: target.key.redactBody(body) };
  };

  return {
    close: () => dispatcher.destroy(),
    async send(request, signal) {
      for (let count = 0; ; count++) {
        const timeout = AbortSignal.timeout(request.timeout ?? defaultTimeout);
        const either = signal ? AbortSignal.any([signal, timeout]) : timeout;
        const result = await attempt(request, either).catch((error: unknown) =>
          requestFailure(error, { host, signal, timeout, redact: target.key.redact }),
        );
        const isFailure = result instanceof StackError;
        if (!isFailure && result.status >= 300 && result.status < 400)
          throw redirected(host, result, target.key);
        const isRepeatable = isFailure
          ? request.retry === 'any' && result.kind === 'network'
          : isTemporary(result.status, request.retry);
        const delay = isRepeatable
          ? delayBefore(count, isFailure ? undefined : retryAfter(result))
          : undefined;
        if (delay === undefined) {
          if (isFailure) throw result;
          return result;
        }
        const reason = isFailure ? result.message.replace(/\.$/, '') : `${host} answered ${result.status}`;
        tellRetry(`${reason}; trying again in ${(delay / 1000).toFixed(1)} s`);
        await pause(delay, signal ?? new AbortController().signal).catch(() => {
          throw new StackError('cancelled', 'Cancelled.');
        });
      }
    },
  };
}

/**
 * Creates the dispatcher that sends requests: through the environment's proxy, except for local servers.
 * Throws {@link StackError}.
 */
function openDispatcher(url: string, connect: object, requestTls: object) {
  const { Agent, EnvHttpProxyAgent } = networkPackages();
  if (isLoopback(new URL(url).hostname)) return new Agent({ connect });
  const broken = brokenProxy(process.env);
  if (broken !== undefined)
    throw new StackError(
      'setup',
      `${broken} is not the address of a proxy.`,
      'Start it with http:// or https://.',
    );
  return new EnvHttpProxyAgent({ connect, requestTls });
}

const proxyVariables = ['http_proxy', 'HTTP_PROXY', 'https_proxy', 'HTTPS_PROXY'] as const;

/** Returns the name of a proxy variable with an invalid value; the value itself can contain a password. */
function brokenProxy(environment: Readonly<Record<string, string | undefined>>): string | undefined {
  return proxyVariables.find((name) => {
    const written = environment[name];
    return written && !(URL.canParse(written) && /^https?:$/.test(new URL(written).protocol));
  });
}

function retryAfter({ headers }: HttpAnswer): string | undefined {
  return [headers['retry-after']].flat()[0];
}

function redirected(host: string, { status, headers }: HttpAnswer, key: Secret): StackError {
  const [location = ''] = [headers.location].flat();
  const to = URL.canParse(location) ? ` to ${key.redact(new URL(location).host)}` : '';
  return new StackError(
    'redirect',
    `${host} sent a redirect${to}, which was not followed: it would expose the API key.`,
    'Write the final address in the profile.',
    status,
  );
}
