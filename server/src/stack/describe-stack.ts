import type { Stack } from './open-stack.js';

/** The kind of deployment that Kibana runs in. */
export type Flavour = 'hosted' | 'self-managed' | 'serverless' | 'unknown';

export interface KibanaStatus {
  /** For example `9.5.1`. */
  readonly version: string;
  /** The version that exports are made for, such as `9.5`; undefined if Kibana does not return it. */
  readonly release: string | undefined;
  readonly flavour: Flavour;
}

/** Fetches a description of a stack's two servers. Returns rows for people. Throws `StackError`. */
export async function describeStack(stack: Stack, signal: AbortSignal): Promise<[string, string][]> {
  const rows: [string, string][] = [];
  if (stack.profile.elasticsearch !== undefined) {
    const { host, call } = stack.elasticsearch();
    const { version } = await call((client, options) => client.info({}, options), signal);
    rows.push(['elasticsearch', `${host}: version ${version.number}`]);
  }
  if (stack.profile.kibana !== undefined) {
    const { version, flavour } = await kibanaStatus(stack, signal);
    rows.push([
      'kibana',
      `${stack.kibana().host}: version ${version}, ${flavour}, space "${stack.profile.space}"`,
    ]);
  }
  return rows;
}

/** Fetches Kibana's version and flavour. Throws `StackError`. */
export async function kibanaStatus(stack: Stack, signal?: AbortSignal): Promise<KibanaStatus> {
  const { value, headers } = await stack.kibana().answer({ method: 'GET', path: '/api/status' }, signal);
  const { version } = Object(value) as { version?: unknown };
  const { number, build_flavor: build } = Object(version) as { number?: unknown; build_flavor?: unknown };
  const text = typeof number === 'string' ? number : '';
  return { version: text, release: /^\d+\.\d+/.exec(text)?.[0], flavour: flavourOf(build, headers) };
}

/**
 * Returns the flavour of Kibana. Hosted deployments return the same as self-managed ones, except for a header
 * of the proxy in front of them.
 */
function flavourOf(build: unknown, headers: Readonly<Record<string, unknown>>): Flavour {
  if (build === 'serverless') return 'serverless';
  if (build !== 'traditional') return 'unknown';
  return headers['x-found-handling-cluster'] === undefined ? 'self-managed' : 'hosted';
}
