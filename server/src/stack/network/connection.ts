import { isLoopback } from '../profiles/address.js';
import { StackError } from '../stack-error.js';
import { requestFailure } from './failures.js';
import { networkPackages } from './packages.js';
import { readBody } from './read-body.js';
import { delayBefore, isTemporary, pause, type RetryPolicy } from './retry.js';
import type { Secret } from './secret.js';

/** A server, and the key for it. */
export interface Target {
  /** Base address, without a slash at the end. */
  readonly url: string;
  readonly key: Secret;
  /** Certificates of authorities in PEM, in place of those of the system. */
  readonly certificates?: string;
}

export interface HttpRequest {
  readonly method: 'DELETE' | 'GET' | 'HEAD' | 'POST' | 'PUT';
  /** Begins with a slash; with the query string. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
  readonly retry: RetryPolicy;
  /** Milliseconds until the whole answer must have arrived. */
  readonly timeout?: number;
  /** Bytes; a larger answer is an error. */
  readonly largest?: number;
}

export interface HttpAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

/** Sends requests to one server. */
export interface Connection {
  /** Returns the answer, whatever its status. Throws {@link StackError} when there is none. */
  send(request: HttpRequest, signal?: AbortSignal): Promise<HttpAnswer>;
  /** Closes what is open. */
  close(): Promise<void>;
}

const defaultTimeout = 60_000;
const connectTimeout = 10_000;
/** Bytes, so that a server cannot fill the memory: ten thousand large documents fit. */
const largestAnswer = 128 * 1024 * 1024;

/** Returns what reports each attempt that is repeated, in words. */
export type TellRetry = (message: string) => void;

/**
 * Opens a connection. Certificates are always verified, whatever `NODE_TLS_REJECT_UNAUTHORIZED` says; the proxy of
 * `HTTPS_PROXY`, `HTTP_PROXY` and `NO_PROXY` is used; a redirect is an error, so that the key goes to this server only.
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

/** What sends requests: through the proxy of the environment, but for servers of this machine. Throws {@link StackError}. */
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

/** The variable of a proxy whose value cannot be used; the value itself can contain a password. */
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
    `${host} answered with a redirect${to}, which was not followed: the key would go with it.`,
    'Write the final address in the profile.',
    status,
  );
}
