import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { describeError } from '../../files/describe-error.js';
import { realPath } from '../../files/path-key.js';
import { staysInProject } from '../../files/project-folder.js';
import { readBounded } from '../../files/read-bounded.js';
import { StackError } from '../stack-error.js';
import type { StackProfile } from './profile.js';

/** A profile, and the folder that its relative paths start from. */
export interface PlacedProfile {
  readonly profile: StackProfile;
  readonly folder: string;
}

/** Size limit of a certificates file. */
const largestCertificates = 1024 * 1024;

/** Returns the certificates that a profile names. Throws {@link StackError} if they cannot be read. */
export function readCertificates({ profile, folder }: PlacedProfile): string | undefined {
  if (profile.certificates === undefined) return undefined;
  const path = resolve(folder, profile.certificates);
  const fail = (reason: string): never => {
    throw new StackError('setup', `The certificates ${profile.certificates} of "${profile.name}" ${reason}.`);
  };
  try {
    if (profile.source === 'file' && !staysInProject(resolve(folder, '.rulewright.yaml'), realPath(path)))
      return fail('are outside the project');
    // Opening a pipe would wait for a writer.
    if (!statSync(path).isFile()) return fail('are not a regular file');
    return readBounded(path, largestCertificates)?.toString('utf8') ?? fail('are too large');
  } catch (error) {
    if (error instanceof StackError) throw error;
    return fail(`cannot be read: ${describeError(error)}`);
  }
}
