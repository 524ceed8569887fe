import { isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml';
import { settingWithSlashes } from '../files/path-below.js';
import { parseProfiles } from '../stack/profiles/parse-profiles.js';
import type { StackProfile } from '../stack/profiles/profile.js';
import type { Problem } from '../text/problem.js';
import type { Span } from '../text/span.js';
import { eachKey, type ReportNode, readStrings, suggestion } from '../text/yaml-map.js';
import { defaultConfiguration, type Level, type LintConfiguration } from './configuration.js';
import type { Profile } from './lint.js';
import { lints } from './registry.generated.js';

/** A configuration as written. Invalid settings are skipped and reported. */
export interface ParsedConfiguration {
  readonly configuration: LintConfiguration;
  /** The profile, if the configuration names one. */
  readonly profile: Profile | undefined;
  readonly stacks: readonly StackProfile[];
  /** Code `configuration`. */
  readonly problems: readonly Problem[];
}

/** The levels of a check. */
export const levels: readonly Level[] = ['error', 'warning', 'information', 'hint', 'off'];
/** The profiles that a configuration can name. */
export const profiles: readonly Profile[] = ['default', 'elastic'];

/**
 * Parses a configuration:
 *
 *     profile: default            # or elastic
 *     checks: {field-unknown: error, value-open: off}
 *     ignore: [drafts/**]
 *     overrides:
 *       - paths: [legacy/**]
 *         checks: {schedule-gap: off}
 *     stacks: {production: {kibana: https://kibana.example.com}}
 */
export function parseConfiguration(text: string): ParsedConfiguration {
  const document = parseDocument(text, { lineCounter: new LineCounter(), prettyErrors: false });
  // Anything that the parser reports after the first error is a guess.
  const problems: Problem[] = document.errors
    .slice(0, 1)
    .map(({ pos, message }) => problemAt({ start: pos[0], end: pos[1] }, message));
  const isBroken = problems.length > 0;
  const report: ReportNode = (node, message, help) => {
    if (isBroken) return;
    const [start, end] = node?.range ?? [0, 0];
    problems.push(problemAt({ start, end }, message, help));
  };
  const root = document.contents;
  if (!isMap(root)) {
    if (root && !(isScalar(root) && root.value === null))
      report(root, 'The configuration must be a map of keys.');
    return { configuration: defaultConfiguration, profile: undefined, stacks: [], problems };
  }
  let profile: Profile | undefined;
  let checks: Record<string, Level> = {};
  let ignore: string[] = [];
  let overrides: LintConfiguration['overrides'] = [];
  let stacks: readonly StackProfile[] = [];
  eachKey(root, ['profile', 'checks', 'ignore', 'overrides', 'stacks'], report, (key, value) => {
    if (key === 'profile') profile = oneOf(value, profiles, 'profile', report);
    else if (key === 'checks') checks = readChecks(value, report);
    else if (key === 'ignore') ignore = readPaths(value, 'ignore', report);
    else if (key === 'stacks') stacks = parseProfiles(value, report);
    else overrides = readOverrides(value, report);
  });
  return {
    configuration: { profile: profile ?? 'default', checks, ignore, overrides },
    profile,
    stacks,
    problems,
  };
}

function problemAt(span: Span, message: string, help?: string): Problem {
  return { code: 'configuration', severity: 'error', message, span, ...(help ? { help } : {}) };
}

function readChecks(node: Node | null, report: ReportNode): Record<string, Level> {
  const checks: Record<string, Level> = {};
  if (!isMap(node)) {
    report(node, '"checks" must be a map from checks to levels.');
    return checks;
  }
  const ids = lints.map(({ id }) => id);
  eachKey(node, ids, report, (id, value) => {
    const level = oneOf(value, levels, id, report);
    if (level) checks[id] = level;
  });
  return checks;
}

function readOverrides(node: Node | null, report: ReportNode): LintConfiguration['overrides'] {
  if (!isSeq(node)) {
    report(node, '"overrides" must be a list.');
    return [];
  }
  return (node.items as Node[]).flatMap((item) => {
    if (!isMap(item)) {
      report(item, 'Each override must have "paths" and "checks".');
      return [];
    }
    let paths: string[] = [];
    let checks: Record<string, Level> = {};
    eachKey(item, ['paths', 'checks'], report, (key, value) => {
      if (key === 'paths') paths = readPaths(value, 'paths', report);
      else checks = readChecks(value, report);
    });
    if (paths.length === 0) report(item, 'The override has no "paths", so it applies to no file.');
    return [{ paths, checks }];
  });
}

function readPaths(node: Node | null, name: string, report: ReportNode): string[] {
  return readStrings(node, name, 'path patterns', report).map(settingWithSlashes);
}

function oneOf<Value extends string>(
  node: Node | null,
  allowed: readonly Value[],
  name: string,
  report: ReportNode,
): Value | undefined {
  const written = isScalar(node) ? String(node.value) : '';
  // YAML 1.1 tools write `off` as a boolean.
  const value = allowed.find((candidate) => candidate === (written === 'false' ? 'off' : written));
  if (value === undefined) report(node, `"${name}" cannot be "${written}".`, suggestion(written, allowed));
  return value;
}
