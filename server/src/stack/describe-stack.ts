import type { Stack } from './open-stack.js';

/** What kind of deployment Kibana runs in. */
export type Flavour = 'hosted' | 'self-managed' | 'serverless' | 'unknown';

export interface KibanaStatus {
  /** Such as `9.5.1`. */
  readonly version: string;
  /** The version that exports are made for, such as `9.5`; undefined when Kibana does not say it. */
  readonly release: string | undefined;
  readonly flavour: Flavour;
}

/** Asks both servers of a stack what they are; returns rows for people. Throws `StackError`. */
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

/** Asks Kibana for its version and flavour. Throws `StackError`. */
export async function kibanaStatus(stack: Stack, signal?: AbortSignal): Promise<KibanaStatus> {
  const { value, headers } = await stack.kibana().answer({ method: 'GET', path: '/api/status' }, signal);
  const { version } = Object(value) as { version?: unknown };
  const { number, build_flavor: build } = Object(version) as { number?: unknown; build_flavor?: unknown };
  const text = typeof number === 'string' ? number : '';
  return { version: text, release: /^\d+\.\d+/.exec(text)?.[0], flavour: flavourOf(build, headers) };
}

/** Hosted deployments say the same as self-managed ones, but for a header of the proxy in front of them. */
function flavourOf(build: unknown, headers: Readonly<Record<string, unknown>>): Flavour {
  if (build === 'serverless') return 'serverless';
  if (build !== 'traditional') return 'unknown';
  return headers['x-found-handling-cluster'] === undefined ? 'self-managed' : 'hosted';
}
