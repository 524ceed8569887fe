import { type Elasticsearch, openElasticsearch } from './elasticsearch/client.js';
import { type Kibana, openKibana } from './kibana/client.js';
import type { TellRetry } from './network/connection.js';
import { secret } from './network/secret.js';
import { keyVariable } from './profiles/environment.js';
import type { StackProfile } from './profiles/profile.js';
import { approvalDigest, isApproved } from './profiles/read-approvals.js';
import { readCertificates } from './profiles/read-certificates.js';
import { StackError } from './stack-error.js';

/** A profile with what is needed to use it. */
export interface StackAccess {
  readonly profile: StackProfile;
  /** Folder that relative paths of the profile start from. */
  readonly folder: string;
  /** Encoded API key; undefined if none was given. */
  readonly key: string | undefined;
}

/** The servers of a profile. */
export interface Stack {
  readonly profile: StackProfile;
  /** Throws {@link StackError} if the profile does not contain it. */
  elasticsearch(): Elasticsearch;
  /** Throws {@link StackError} if the profile does not contain it. */
  kibana(): Kibana;
  /** Closes all open connections. */
  close(): Promise<void>;
}

/**
 * Opens a stack without sending anything. Throws {@link StackError} if the profile was not approved on this
 * machine, or has no key.
 */
export function openStack(access: StackAccess, tellRetry?: TellRetry): Stack {
  const { profile } = access;
  const certificates = readCertificates(access);
  if (profile.source === 'file' && !isApproved(approvalDigest(profile, certificates)))
    throw new StackError(
      'setup',
      `The profile "${profile.name}" of this folder is not approved on this machine.`,
      `Check its addresses, then run "rulewright stack approve ${profile.name}".`,
    );
  if (access.key === undefined)
    throw new StackError(
      'setup',
      `Missing API key for "${profile.name}".`,
      `Set ${keyVariable(profile.name)} in the environment.`,
    );
  if (!/^[\x21-\x7e]+$/.test(access.key))
    throw new StackError(
      'setup',
      `The API key of "${profile.name}" has invalid characters.`,
      `Check ${keyVariable(profile.name)}: it may include copied line breaks or spaces.`,
    );
  const key = secret(access.key);
  const target = (url: string) => ({ url, key, ...(certificates && { certificates }) });
  const open = new Map<string, { close(): Promise<void> }>();
  const once = <Server extends { close(): Promise<void> }>(
    server: 'elasticsearch' | 'kibana',
    create: (url: string) => Server,
  ): Server => {
    const url = profile[server];
    if (url === undefined) throw new StackError('setup', `The profile "${profile.name}" has no "${server}".`);
    const existing = open.get(server) as Server | undefined;
    if (existing) return existing;
    const created = create(url);
    open.set(server, created);
    return created;
  };
  return {
    profile,
    elasticsearch: () => once('elasticsearch', (url) => openElasticsearch(target(url), tellRetry)),
    kibana: () => once('kibana', (url) => openKibana(target(url), profile.space, tellRetry)),
    close: async () => {
      await Promise.all([...open.values()].map((server) => server.close()));
    },
  };
}
