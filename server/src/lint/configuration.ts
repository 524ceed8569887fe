import { matchesPath } from '../files/match-path.js';
import type { Severity } from '../text/problem.js';
import type { Profile } from './lint.js';

/** How much a check matters to a project; `off` leaves it out. */
export type Level = Severity | 'off';

export interface CheckLevels {
  /** Level by code. */
  readonly checks: Readonly<Record<string, Level>>;
}

/** What a project has settled about checks. */
export interface LintConfiguration extends CheckLevels {
  readonly profile: Profile;
  /** Levels for files that match one of the patterns; the last that matches counts. */
  readonly overrides: readonly (CheckLevels & { readonly paths: readonly string[] })[];
  /** Files that are not checked at all. */
  readonly ignore: readonly string[];
}

export const defaultConfiguration: LintConfiguration = {
  profile: 'default',
  checks: {},
  overrides: [],
  ignore: [],
};

/** The level that the configuration gives a check in a file; undefined when it says nothing. */
export function levelOf(
  code: string,
  path: string | undefined,
  configuration: LintConfiguration,
): Level | undefined {
  let level = configuration.checks[code];
  if (path === undefined) return level;
  for (const { paths, checks } of configuration.overrides) {
    const override = checks[code];
    if (override !== undefined && paths.some((pattern) => matchesPath(path, pattern))) level = override;
  }
  return level;
}

/** Whether the configuration leaves the file out. */
export function isIgnored(path: string, configuration: LintConfiguration): boolean {
  return configuration.ignore.some((pattern) => matchesPath(path, pattern));
}
