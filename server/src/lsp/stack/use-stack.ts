import { dirname, resolve } from 'node:path';
import { findConfiguration } from '../../lint/files.js';
import { openStack, type Stack, type StackAccess } from '../../stack/open-stack.js';
import { keyOfEnvironment, profileOfEnvironment } from '../../stack/profiles/environment.js';
import type { StackProfile } from '../../stack/profiles/profile.js';
import { approvalDigest, approve, isApproved } from '../../stack/profiles/read-approvals.js';
import { readCertificates } from '../../stack/profiles/read-certificates.js';
import { StackError } from '../../stack/stack-error.js';
import type { StackChoice, StackChoices, StackParams } from '../messages/stack.js';
import { pathOfUri } from '../session/uris.js';

interface Known {
  readonly profile: StackProfile;
  /** The configuration's folder. */
  readonly folder: string;
}

/** Returns the profiles for a file. */
export function stackChoices(uri: string): StackChoices {
  try {
    const profiles: StackChoice[] = [];
    const errors: string[] = [];
    // A profile with missing certificates must not hide the others.
    for (const known of knownProfiles(uri))
      try {
        profiles.push(choiceOf(known));
      } catch (error) {
        errors.push(messageOf(error));
      }
    return { profiles, ...(errors.length > 0 && { error: errors.join(' ') }) };
  } catch (error) {
    return { profiles: [], error: messageOf(error) };
  }
}

/** Approves a profile if it is still the version that the user saw. */
export function approveStack(uri: string, name: string, digest: string): { readonly error?: string } {
  try {
    const known = findKnown(uri, name);
    if (digestOf(known) !== digest)
      return { error: `The profile "${name}" has changed in the meantime. Check it again.` };
    approve(digest, choiceOf(known).addresses.join(' '));
    return {};
  } catch (error) {
    return { error: messageOf(error) };
  }
}

/** Opens a profile's stack while `use` runs. Throws `StackError`. */
export async function useStack<Result>(
  { uri, profile: name, digest, key }: StackParams,
  use: (stack: Stack, folder: string) => Promise<Result>,
): Promise<Result> {
  const known = findKnown(uri, name);
  if (digestOf(known) !== digest)
    throw new StackError('setup', `The profile "${name}" has changed in the meantime. Choose it again.`);
  const access: StackAccess = { ...known, key: key ?? keyOfEnvironment(name, process.env) };
  const stack = openStack(access);
  try {
    return await use(stack, known.folder);
  } finally {
    await stack.close();
  }
}

/** Returns the message of a stack error, with what to do. Rethrows any other error. */
export function messageOf(error: unknown): string {
  if (error instanceof StackError)
    return error.help === undefined ? error.message : `${error.message} ${error.help}`;
  throw error;
}

function knownProfiles(uri: string): Known[] {
  const environment = profileOfEnvironment(process.env);
  if (!environment.ok) throw new StackError('setup', `${environment.error}.`);
  const path = pathOfUri(uri);
  const found = path === undefined ? undefined : findConfiguration(dirname(path));
  const folder = found?.folder ?? resolve();
  return [
    ...(environment.profile ? [{ profile: environment.profile, folder }] : []),
    ...(found?.stacks ?? []).map((profile) => ({ profile, folder })),
  ];
}

function findKnown(uri: string, name: string): Known {
  const known = knownProfiles(uri).find(({ profile }) => profile.name === name);
  if (!known) throw new StackError('setup', `Unknown profile "${name}".`);
  return known;
}

function digestOf(known: Known): string {
  return approvalDigest(known.profile, readCertificates(known));
}

function choiceOf(known: Known): StackChoice {
  const { name, elasticsearch, kibana, space, index, certificates, source } = known.profile;
  const digest = digestOf(known);
  return {
    name,
    addresses: [elasticsearch, kibana].filter((address) => address !== undefined),
    space,
    ...(index && { index }),
    ...(certificates !== undefined && { certificates }),
    digest,
    isApproved: source === 'environment' || isApproved(digest),
    hasKey: keyOfEnvironment(name, process.env) !== undefined,
  };
}
