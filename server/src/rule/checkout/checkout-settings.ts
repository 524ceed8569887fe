import { parse } from 'yaml';
import { isObject } from '../../text/plain-objects.js';

/** Validation steps that a checkout can switch off, named as in its `_config.yaml` and `DR_BYPASS_*`. */
export const bypasses = [
  'note_validation_and_parse',
  'bbr_lookback_validation',
  'tags_validation',
  'timeline_template_validation',
  'esql_keep_validation',
  'esql_metadata_validation',
] as const;

export type Bypass = (typeof bypasses)[number];

/** The settings of a `_config.yaml` (docs/checks.md#in-a-checkout-of-detection-rules). */
export interface CheckoutSettings {
  /** The disabled validation steps, with the setting that disables each. */
  readonly bypassed: ReadonlyMap<Bypass, string>;
  readonly bypassVersionLock: boolean;
  /** Whether upper-case `AND`, `OR` and `NOT` are accepted in KQL. */
  readonly normalizeKqlKeywords: boolean;
  readonly noTacticFileName: boolean;
  /** The path of the field schema collected from rules, relative to the checkout's folder. */
  readonly collectedSchema: string | undefined;
}

/** The tests and rules that a test configuration skips. */
export interface TestSelection {
  /**
   * Returns whether a test is skipped. `name` is its module and function, such as
   * `test_all_rules.test_tag_prefix`.
   */
  skipsTest(name: string): boolean;
  /** Returns whether the query and guide of a rule are not validated. */
  skipsRule(id: string): boolean;
  /** The file it comes from, if any. */
  readonly path: string | undefined;
}

export interface ReadSettings {
  readonly settings: CheckoutSettings;
  readonly tests: TestSelection;
  /** Paths relative to the checkout's folder. */
  readonly files: {
    readonly deprecatedRules: string;
    readonly packages: string;
    readonly stackSchemaMap: string;
    readonly versionLock: string;
  };
}

type Json = Readonly<Record<string, unknown>>;

/**
 * Reads the text of a `_config.yaml` in `folder` (relative to the checkout's folder, empty for the folder
 * itself). Invalid YAML counts as empty.
 */
export function readCheckoutSettings(
  text: string,
  folder: string,
  readText: (path: string) => string | undefined,
  environment: Readonly<Record<string, string | undefined>>,
): ReadSettings {
  const config = readYaml(text);
  const named = asObject(config.files);
  const inFolder = (path: string): string => normalise(folder === '' ? path : `${folder}/${path}`);
  const file = (key: string, standard: string): string =>
    inFolder(typeof named[key] === 'string' ? named[key] : folder === '' ? `etc/${standard}` : standard);
  const testing = asObject(config.testing).config;
  const testConfig = environment.DETECTION_RULES_TEST_CONFIG;
  const testPath = typeof testing === 'string' ? inFolder(testing) : undefined;
  const collected = config.auto_gen_schema_file;
  return {
    settings: {
      bypassed: readBypasses(config, environment),
      bypassVersionLock: config.bypass_version_lock === true,
      normalizeKqlKeywords: config.normalize_kql_keywords === true,
      noTacticFileName: config.no_tactic_filename === true,
      collectedSchema: typeof collected === 'string' ? inFolder(collected) : undefined,
    },
    tests: readTestSelection(testConfig ?? testPath, readText),
    files: {
      deprecatedRules: file('deprecated_rules', 'deprecated_rules.json'),
      packages: file('packages', 'packages.yaml'),
      stackSchemaMap: file('stack_schema_map', 'stack-schema-map.yaml'),
      versionLock: file('version_lock', 'version.lock.json'),
    },
  };
}

function readBypasses(
  config: Json,
  environment: Readonly<Record<string, string | undefined>>,
): Map<Bypass, string> {
  const found = new Map<Bypass, string>();
  for (const bypass of bypasses) {
    const variable = `DR_BYPASS_${bypass.toUpperCase()}`;
    if (config.bypass_optional_elastic_validation === true)
      found.set(bypass, 'bypass_optional_elastic_validation in _config.yaml');
    else if (config[`bypass_${bypass}`] === true) found.set(bypass, `bypass_${bypass} in _config.yaml`);
    else if (isOn(environment[variable])) found.set(bypass, variable);
  }
  return found;
}

function isOn(value: string | undefined): boolean {
  return value !== undefined && !['', '0', 'false', 'no'].includes(value.toLowerCase());
}

function readTestSelection(
  path: string | undefined,
  readText: (path: string) => string | undefined,
): TestSelection {
  const text = path === undefined ? undefined : readText(path);
  const config = readYaml(text ?? '');
  const [tests, rules] = [asObject(config.unit_tests), asObject(config.rule_validation)];
  const [bypass, only] = [texts(tests.bypass), texts(tests.test_only)];
  const [bypassedRules, onlyRules] = [texts(rules.bypass), texts(rules.test_only)];
  return {
    skipsTest(name) {
      if (only.length > 0) return !only.some((written) => names(written, name));
      return bypass.some((written) => names(written, name));
    },
    skipsRule(id) {
      return onlyRules.length > 0 ? !onlyRules.includes(id) : bypassedRules.includes(id);
    },
    path: text === undefined ? undefined : path,
  };
}

/** Returns whether an entry, `tests.module.Class.function` or `pattern:*glob*`, matches `module.function`. */
function names(written: string, name: string): boolean {
  const [module = '', test = ''] = name.split('.');
  if (!written.startsWith('pattern:')) {
    const parts = written.split('.');
    return parts.at(-1) === test && parts.includes(module);
  }
  const pieces = written.slice('pattern:'.length).split(/[*?]+/).filter(Boolean);
  // The class is unknown here, so a pattern matches if its pieces occur in order in the known parts.
  let at = 0;
  return pieces.every((piece) => {
    const found = `tests.${module}.${test}`.indexOf(piece, at);
    at = found + piece.length;
    return found >= 0;
  });
}

function readYaml(text: string): Json {
  try {
    return asObject(parse(text));
  } catch {
    return {};
  }
}

function asObject(value: unknown): Json {
  return isObject(value) ? value : {};
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}

/** Normalises `.` and `..` in a path. A path that leads out of the folder keeps its `..`. */
function normalise(path: string): string {
  if (path.startsWith('/')) return path;
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else parts.push(part);
  }
  return parts.join('/');
}
