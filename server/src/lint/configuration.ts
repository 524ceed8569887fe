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

/**
 * Whether a path with `/` matches a pattern: `*` and `?` within one name, `**` over any number of folders. A pattern
 * also matches everything below it, and at any depth when it has no `/`. Takes time linear in both lengths for each `*`.
 */
export function matchesPath(path: string, pattern: string): boolean {
  const wanted = pattern.replace(/^\.?\//, '').replace(/\/$/, '');
  const names = path.replace(/^\.?\//, '').split('/');
  const parts = wanted.includes('/') ? wanted.split('/') : ['**', wanted];
  /** Numbers of parts that can have been used up so far. */
  let reached = new Set([0]);
  const spread = (at: Set<number>): Set<number> => {
    for (const part of at) if (parts[part] === '**') at.add(part + 1);
    return at;
  };
  spread(reached);
  for (const name of names) {
    if (reached.has(parts.length)) return true;
    const next = new Set<number>();
    for (const part of reached) {
      if (parts[part] === '**') next.add(part);
      else if (part < parts.length && matchesName(name, parts[part]!)) next.add(part + 1);
    }
    reached = spread(next);
  }
  return reached.has(parts.length);
}

function matchesName(name: string, pattern: string): boolean {
  let at = 0;
  let from = 0;
  let star = -1;
  let retry = 0;
  while (at < name.length) {
    if (pattern[from] === '*') {
      star = from++;
      retry = at;
    } else if (pattern[from] === '?' || pattern[from] === name[at]) {
      from++;
      at++;
    } else if (star >= 0) {
      from = star + 1;
      at = ++retry;
    } else return false;
  }
  while (pattern[from] === '*') from++;
  return from === pattern.length;
}
