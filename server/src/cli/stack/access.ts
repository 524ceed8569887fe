import { dirname, resolve } from 'node:path';
import { findConfiguration } from '../../lint/files.js';
import { openStack, type Stack, type StackAccess } from '../../stack/open-stack.js';
import { keyOfEnvironment, profileOfEnvironment } from '../../stack/profiles/environment.js';
import { environmentProfile, type StackProfile } from '../../stack/profiles/profile.js';
import { nearestNames } from '../../text/nearest.js';
import { visibleLine } from '../../text/visible.js';
import { UsageError } from '../options.js';
import type { Output } from '../output.js';

/** Profiles, and the folder that each one's relative paths start from. */
export interface KnownProfile {
  readonly profile: StackProfile;
  readonly folder: string;
  /** The configuration that defines it; undefined for the environment. */
  readonly path: string | undefined;
}

/**
 * Returns the profiles that the environment and a folder's configuration define. Throws {@link UsageError}.
 */
export function knownProfiles(folder: string): KnownProfile[] {
  const environment = profileOfEnvironment(process.env);
  if (!environment.ok) throw new UsageError(environment.error);
  const found = findConfiguration(folder);
  return [
    ...(environment.profile ? [{ profile: environment.profile, folder: resolve(), path: undefined }] : []),
    ...found.stacks.map((profile) => ({ profile, folder: found.folder, path: found.path })),
  ];
}

/** Returns a profile by name. Throws {@link UsageError} if it does not exist. */
export function findProfile(name: string, folder: string): KnownProfile {
  const known = knownProfiles(folder);
  const found = known.find(({ profile }) => profile.name === name);
  if (found) return found;
  const names = known.map(({ profile }) => profile.name);
  const [near] = nearestNames(name, names);
  const help =
    near !== undefined
      ? `did you mean "${near}"?`
      : names.length > 0
        ? `profiles: ${names.join(', ')}`
        : name === environmentProfile
          ? 'set RULEWRIGHT_ELASTICSEARCH_URL or RULEWRIGHT_KIBANA_URL'
          : 'define it under "stacks" in .rulewright.yaml, see docs/stack.md';
  throw new UsageError(`unknown profile "${name}"`, help);
}

/**
 * Returns the folder whose configuration applies to a command: that of its first path, else the current one.
 */
export function configurationFolder([first]: readonly string[]): string {
  return first === undefined ? '.' : /\.toml$/i.test(first) ? dirname(first) : first;
}

/** Returns a profile with its key. */
export function accessTo({ profile, folder }: KnownProfile): StackAccess {
  return { profile, folder, key: keyOfEnvironment(profile.name, process.env) };
}

/**
 * Opens a profile's stack while `use` runs; retries are shown on stderr. Throws {@link UsageError} and
 * `StackError`.
 */
export async function withStack<Result>(
  name: string,
  folder: string,
  output: Output,
  use: (stack: Stack) => Promise<Result>,
): Promise<Result> {
  const stack = openStack(accessTo(findProfile(name, folder)), (message) =>
    output.message(visibleLine(`rulewright: ${message}`)),
  );
  try {
    return await use(stack);
  } finally {
    await stack.close();
  }
}
