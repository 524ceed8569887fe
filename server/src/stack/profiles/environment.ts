import { failure, type Result } from '../../text/result.js';
import { readAddress } from './address.js';
import { isSpaceId } from './parse-profiles.js';
import { environmentProfile, type StackProfile } from './profile.js';

type Environment = Readonly<Record<string, string | undefined>>;

const variables = {
  elasticsearch: 'RULEWRIGHT_ELASTICSEARCH_URL',
  kibana: 'RULEWRIGHT_KIBANA_URL',
  space: 'RULEWRIGHT_SPACE',
  index: 'RULEWRIGHT_INDEX',
  certificates: 'RULEWRIGHT_CA',
} as const;

/** Returns the profile that the environment defines, or undefined if it names no server. */
export function profileOfEnvironment(
  environment: Environment,
): Result<{ readonly profile: StackProfile | undefined }> {
  const addresses: Partial<Record<'elasticsearch' | 'kibana', string>> = {};
  for (const server of ['elasticsearch', 'kibana'] as const) {
    const written = environment[variables[server]];
    if (!written) continue;
    const address = readAddress(written);
    if (!address.ok) return failure(`${variables[server]}: ${address.error}`);
    addresses[server] = address.url;
  }
  const { elasticsearch, kibana } = addresses;
  if (elasticsearch === undefined && kibana === undefined) return { ok: true, profile: undefined };
  const space = environment[variables.space] || 'default';
  if (!isSpaceId(space)) return failure(`${variables.space}: "${space}" is not a valid space id`);
  const index = environment[variables.index]?.split(',').filter((pattern) => pattern !== '');
  return {
    ok: true,
    profile: {
      name: environmentProfile,
      elasticsearch,
      kibana,
      space,
      index: index?.length ? index : undefined,
      certificates: environment[variables.certificates] || undefined,
      source: 'environment',
    },
  };
}

/** Returns the variable for a profile's API key; `RULEWRIGHT_API_KEY` is the fallback. */
export function keyVariable(profile: string): string {
  return `RULEWRIGHT_API_KEY_${profile.toUpperCase().replaceAll('-', '_')}`;
}

/** Returns the API key for a profile, or undefined if the environment has none. */
export function keyOfEnvironment(profile: string, environment: Environment): string | undefined {
  return environment[keyVariable(profile)]?.trim() || environment.RULEWRIGHT_API_KEY?.trim() || undefined;
}
