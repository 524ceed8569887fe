import { existsSync, lstatSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { pathBelow, withSlashes } from '../files/path-below.js';
import { nearestExisting, realPath } from '../files/path-key.js';
import { staysInProject } from '../files/project-folder.js';
import { readBounded } from '../files/read-bounded.js';
import type { StackProfile } from '../stack/profiles/profile.js';
import type { Problem } from '../text/problem.js';
import { defaultConfiguration, type LintConfiguration } from './configuration.js';
import { parseConfiguration } from './parse-configuration.js';

/** A configuration and where it comes from. */
export interface FoundConfiguration {
  readonly configuration: LintConfiguration;
  /** The path of the file, if there is one. */
  readonly path: string | undefined;
  /** The folder that the patterns of the configuration are relative to. */
  readonly folder: string;
  /** The problems of the file, in offsets of its text. */
  readonly problems: readonly Problem[];
  readonly text: string;
  /** The stack profiles in the file. */
  readonly stacks: readonly StackProfile[];
}

const names = ['.rulewright.yaml', '.rulewright.yml'];
/** Larger files are not configuration. */
const largest = 1024 * 1024;

/**
 * Finds the nearest `.rulewright.yaml` in the folder or above it. Without one, the defaults apply. Either
 * way, the profile is `elastic` in a checkout of detection-rules unless the file names another.
 */
export function findConfiguration(folder: string): FoundConfiguration {
  const start = resolve(folder);
  // A folder that does not exist has no files, and its path can be very long.
  for (let current = nearestExisting(start); ; current = dirname(current)) {
    for (const name of names) {
      const path = join(current, name);
      if (leadsOut(path)) return { ...defaults(start), path, folder: current, problems: [linkProblem] };
      const text = readSmallFile(path);
      if (text === undefined) continue;
      const { configuration, problems, profile, stacks } = parseConfiguration(text);
      const chosen = profile ?? profileOf(start);
      return {
        configuration: { ...configuration, profile: chosen },
        path,
        folder: current,
        problems,
        text,
        stacks,
      };
    }
    if (dirname(current) === current) break;
  }
  return defaults(start);
}

function defaults(folder: string): FoundConfiguration {
  const configuration = { ...defaultConfiguration, profile: profileOf(folder) };
  return { configuration, path: undefined, folder, problems: [], text: '', stacks: [] };
}

const linkProblem: Problem = {
  code: 'configuration',
  severity: 'error',
  span: { start: 0, end: 0 },
  message: 'This file is a link to a file outside the project, so it is not read',
  help: 'put a copy of the configuration here',
};

/**
 * Returns whether a configuration is a link out of the project: its problems would reveal lines of the file.
 */
function leadsOut(path: string): boolean {
  try {
    return lstatSync(path).isSymbolicLink() && !staysInProject(path, realPath(path));
  } catch {
    return false;
  }
}

/** Returns the path of a file as patterns of the configuration match it: relative to its folder, with `/`. */
export function pathInConfiguration(file: string, { folder }: FoundConfiguration): string {
  const path = asOnDisk(file, folder) ?? withSlashes(relative(folder, resolve(file)));
  return path.normalize('NFC');
}

/** Returns the same path however it is typed, on systems that ignore letter case. */
function asOnDisk(file: string, folder: string): string | undefined {
  const ignoresCase = process.platform === 'win32' || process.platform === 'darwin';
  return ignoresCase ? pathBelow(realPath(folder), realPath(file)) : undefined;
}

const signsOfCheckout = ['detection_rules/etc/_config.yaml', 'detection_rules/etc/version.lock.json'];

/** Returns `elastic` at or below the root of a checkout of detection-rules. */
function profileOf(folder: string): LintConfiguration['profile'] {
  for (let current = nearestExisting(folder); ; current = dirname(current)) {
    if (signsOfCheckout.some((sign) => existsSync(join(current, sign)))) return 'elastic';
    if (dirname(current) === current) return 'default';
  }
}

function readSmallFile(path: string): string | undefined {
  try {
    const stats = statSync(path);
    return stats.isFile() ? readBounded(path, largest)?.toString('utf8') : undefined;
  } catch {
    return undefined;
  }
}
