import { matchesPath } from '../files/match-path.js';
import type { Severity } from '../text/problem.js';
import type { Profile } from './lint.js';

/** The severity of a check in a project. `off` disables it. */
export type Level = Severity | 'off';

export interface CheckLevels {
  /** Levels by code. */
  readonly checks: Readonly<Record<string, Level>>;
}

/** A project's settings for checks. */
export interface LintConfiguration extends CheckLevels {
  readonly profile: Profile;
  /** Levels for files that match one of the patterns. The last match counts. */
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

/** Returns the configured level of a check in a file, or undefined if there is none. */
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

/** Returns whether the configuration ignores the file. */
export function isIgnored(path: string, configuration: LintConfiguration): boolean {
  return configuration.ignore.some((pattern) => matchesPath(path, pattern));
}
