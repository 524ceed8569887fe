import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { readBounded } from '../../files/read-bounded.js';
import { isObject } from '../../text/plain-objects.js';
import type { StackProfile } from './profile.js';

const largest = 1024 * 1024;

/** Where approvals are kept: in the folder of the user's settings, out of reach of a cloned repository. */
export function approvalsFile(
  environment: Readonly<Record<string, string | undefined>> = process.env,
  platform: NodeJS.Platform = process.platform,
): string {
  return join(settingsFolder(environment, platform), 'rulewright', 'approved-stacks.json');
}

function settingsFolder(
  environment: Readonly<Record<string, string | undefined>>,
  platform: NodeJS.Platform,
): string {
  if (platform === 'win32' && environment.APPDATA) return environment.APPDATA;
  if (platform === 'darwin') return join(homedir(), 'Library', 'Application Support');
  return environment.XDG_CONFIG_HOME || join(homedir(), '.config');
}

/**
 * Returns what an approval is for: the servers, the space, the indexes and the certificates that are trusted. A change of
 * any of them needs a new approval; another clone with the same profile does not.
 */
export function approvalDigest(profile: StackProfile, certificates: string | undefined): string {
  const { name, elasticsearch, kibana, space, index } = profile;
  const parts = [name, elasticsearch ?? null, kibana ?? null, space, index ?? null, certificates ?? null];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}

/** Whether the user of this machine has approved what the digest stands for. */
export function isApproved(digest: string, file = approvalsFile()): boolean {
  return Object.hasOwn(readApprovals(file), digest);
}

/** Remembers an approval. `shown` is what the user has seen. Throws what the file system throws. */
export function approve(digest: string, shown: string, file = approvalsFile()): void {
  writeApprovals({ ...readApprovals(file), [digest]: shown }, file);
}

/** Forgets an approval. Throws what the file system throws. */
export function forget(digest: string, file = approvalsFile()): void {
  const { [digest]: _, ...others } = readApprovals(file);
  writeApprovals(others, file);
}

function readApprovals(file: string): Readonly<Record<string, unknown>> {
  try {
    const { approved } = Object(JSON.parse(readBounded(file, largest)?.toString('utf8') ?? '{}'));
    return isObject(approved) ? approved : {};
  } catch {
    return {};
  }
}

function writeApprovals(approved: Readonly<Record<string, unknown>>, file: string): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  writeFileSync(file, `${JSON.stringify({ version: 1, approved }, undefined, 2)}\n`, { mode: 0o600 });
}
