import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describeError } from '../../files/describe-error.js';
import { realPath } from '../../files/path-key.js';
import { staysInProject } from '../../files/project-folder.js';
import { readBounded } from '../../files/read-bounded.js';
import type { StackProfile } from '../profiles/profile.js';
import { StackError } from '../stack-error.js';
import { type LockedRule, parseLock, stackDigest } from './lock.js';

/** Size limit of a lock, which has about 250 bytes per rule. */
const largestLock = 32 * 1024 * 1024;

/** Returns the lock of a profile, which records what was pulled, beside the configuration. */
export function lockFileOf(folder: string, profile: string): string {
  return join(folder, '.rulewright', `state-${profile}.json`);
}

/** Reads a lock, empty if it does not exist. Throws {@link StackError} if it cannot be read. */
export function readLock(file: string, profile: StackProfile): Map<string, LockedRule> {
  if (!existsSync(file)) return new Map();
  try {
    assertInside(file, realPath(file));
    const text = readBounded(file, largestLock);
    if (!text) throw new StackError('setup', `${file} is too large for a lock.`);
    return parseLock(text.toString('utf8'), stackDigest(profile));
  } catch (error) {
    if (error instanceof StackError) throw error;
    throw new StackError('setup', `${file} cannot be read: ${describeError(error)}.`);
  }
}

/** Throws {@link StackError} for a file that links lead out of its project; `real` is its resolved path. */
function assertInside(file: string, real: string): void {
  if (!staysInProject(file, real))
    throw new StackError('setup', `${file} is outside the project, so it is not used.`);
}
