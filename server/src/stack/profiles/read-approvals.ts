import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { createBeside, renameOver } from '../../files/beside.js';
import { readBounded } from '../../files/read-bounded.js';
import { keep, remove } from '../../files/temporary.js';
import { isObject } from '../../text/plain-objects.js';
import { StackError } from '../stack-error.js';
import type { StackProfile } from './profile.js';

const largest = 1024 * 1024;

/** Returns the path of the approvals: in the user's settings folder, out of reach of a cloned repository. */
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
 * Returns what an approval covers: the servers, the space, the indexes and the trusted certificates. Changing
 * any of them requires a new approval; another clone with the same profile does not.
 */
export function approvalDigest(profile: StackProfile, certificates: string | undefined): string {
  const { name, elasticsearch, kibana, space, index } = profile;
  const parts = [name, elasticsearch ?? null, kibana ?? null, space, index ?? null, certificates ?? null];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}

/** Returns whether the user of this machine has approved this digest. */
export function isApproved(digest: string, file = approvalsFile()): boolean {
  return Object.hasOwn(readApprovals(file), digest);
}

/** Stores an approval. `shown` is what the user has seen. Throws {@link StackError}. */
export function approve(digest: string, shown: string, file = approvalsFile()): void {
  changeApprovals(file, (approved) => ({ ...approved, [digest]: shown }));
}

/** Removes an approval. Throws {@link StackError}. */
export function forget(digest: string, file = approvalsFile()): void {
  changeApprovals(file, ({ [digest]: _, ...others }) => others);
}

/** Returns no approvals for an invalid file; changing one reports the problem. */
function readApprovals(file: string): Readonly<Record<string, unknown>> {
  try {
    return parsedApprovals(file);
  } catch {
    return {};
  }
}

function parsedApprovals(file: string): Readonly<Record<string, unknown>> {
  if (!existsSync(file)) return {};
  if (!statSync(file).isFile()) throw new StackError('setup', `${file} is not a file.`);
  const { approved } = Object(JSON.parse(readBounded(file, largest)?.toString('utf8') ?? 'null'));
  if (!isObject(approved)) throw new StackError('setup', `${file} has no approvals.`);
  return approved;
}

/** Replaces the whole file, so that it is never half written. Throws {@link StackError}. */
function changeApprovals(
  file: string,
  change: (approved: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>,
): void {
  try {
    const approved = change(parsedApprovals(file));
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    const text = `${JSON.stringify({ version: 1, approved }, undefined, 2)}\n`;
    const beside = createBeside(file, text, 0o600);
    try {
      renameOver(beside, file);
      keep(beside);
    } finally {
      remove(beside);
    }
  } catch (error) {
    if (error instanceof StackError) throw error;
    throw new StackError(
      'setup',
      `${file} cannot be changed: ${(error as Error).message}.`,
      'Fix or delete it.',
    );
  }
}
