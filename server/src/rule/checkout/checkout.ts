import { parse } from 'yaml';
import { once } from '../../text/once.js';
import { isObject } from '../../text/plain-objects.js';
import type { CheckoutFiles } from './checkout-files.js';
import { type CheckoutSettings, readCheckoutSettings, type TestSelection } from './checkout-settings.js';
import { configurationPaths } from './read-folder.js';
import { compareVersions } from './versions.js';

/** A stack that rules are checked for, and the schema versions that belong to it. */
export interface Stack {
  /** For example `9.3.0`. */
  readonly version: string;
  readonly beats: string | undefined;
  readonly ecs: string | undefined;
  readonly endgame: string | undefined;
  /** Paths of additional schemas: any other key of `stack-schema-map.yaml`. */
  readonly custom: readonly string[];
}

/** The entry of a shipped rule in `version.lock.json`. */
export interface LockedRule {
  readonly name: string;
  readonly type: string;
  readonly version: number;
  readonly minStackVersion: string | undefined;
}

/** The entry of a rule in `deprecated_rules.json`. */
export interface DeprecatedRule {
  readonly name: string;
  readonly date: string;
  readonly stackVersion: string | undefined;
}

/**
 * A checkout of detection-rules, or a folder of custom rules with a `_config.yaml`: everything besides the
 * rules that checks need (docs/checks.md#in-a-checkout-of-detection-rules). Each part is read on first use.
 * Missing or broken parts are empty.
 */
export interface Checkout {
  /** The absolute path with `/`. */
  readonly folder: string;
  /** Whether it is Elastic's own repository or a fork of it, rather than a folder of custom rules. */
  readonly prebuilt: boolean;
  readonly settings: CheckoutSettings;
  readonly tests: TestSelection;
  /** In ascending order. */
  readonly stacks: readonly Stack[];
  /** The stack that the rules are packaged for, for example `9.6`. */
  readonly packageVersion: string | undefined;
  readonly locked: ReadonlyMap<string, LockedRule>;
  readonly deprecated: ReadonlyMap<string, DeprecatedRule>;
  readonly files: CheckoutFiles;
  /** Returns the path of a data file of the folder, such as `non-ecs-schema.json`, for `files`. */
  data(name: string): string;
}

/** Opens a checkout. `environment` has `DR_BYPASS_*` and similar variables. */
export function openCheckout(
  folder: string,
  files: CheckoutFiles,
  environment: Readonly<Record<string, string | undefined>> = {},
): Checkout {
  const custom = files.text(configurationPaths.custom);
  const prebuilt = custom === undefined;
  const settings = readCheckoutSettings(
    custom ?? files.text(configurationPaths.prebuilt) ?? '',
    prebuilt ? 'detection_rules/etc' : '',
    (path) => files.text(path),
    environment,
  );
  const stacks = once(() => readStacks(files.text(settings.files.stackSchemaMap)));
  const packageVersion = once(() => readPackageVersion(files.text(settings.files.packages)));
  const locked = once(() => readLocked(files.text(settings.files.versionLock)));
  const deprecated = once(() => readDeprecated(files.text(settings.files.deprecatedRules)));
  return {
    folder,
    prebuilt,
    settings: settings.settings,
    tests: settings.tests,
    get stacks() {
      return stacks();
    },
    get packageVersion() {
      return packageVersion();
    },
    get locked() {
      return locked();
    },
    get deprecated() {
      return deprecated();
    },
    files,
    data: (name) => `detection_rules/etc/${name}`,
  };
}

type Json = Readonly<Record<string, unknown>>;

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}

function entriesOf(text: string | undefined, read: (text: string) => unknown): [string, Json][] {
  if (text === undefined) return [];
  try {
    const value = read(text);
    if (!isObject(value)) return [];
    return Object.entries(value).flatMap(([key, entry]) => (isObject(entry) ? [[key, entry]] : []));
  } catch {
    return [];
  }
}

function readStacks(text: string | undefined): Stack[] {
  return entriesOf(text, parse)
    .filter(([version]) => /^\d+(?:\.\d+)*$/.test(version))
    .map(([version, { beats, ecs, endgame, ...custom }]) => ({
      version,
      beats: textOf(beats),
      ecs: textOf(ecs),
      endgame: textOf(endgame),
      custom: Object.values(custom).flatMap((path) => textOf(path) ?? []),
    }))
    .sort((a, b) => compareVersions(a.version, b.version));
}

function readPackageVersion(text: string | undefined): string | undefined {
  const found = entriesOf(text, parse).find(([key]) => key === 'package');
  return found && textOf(found[1].name);
}

function readLocked(text: string | undefined): Map<string, LockedRule> {
  return new Map(
    entriesOf(text, JSON.parse).map(([id, entry]) => [
      id,
      {
        name: textOf(entry.rule_name) ?? '',
        type: textOf(entry.type) ?? '',
        version: typeof entry.version === 'number' ? entry.version : 0,
        minStackVersion: textOf(entry.min_stack_version),
      },
    ]),
  );
}

function readDeprecated(text: string | undefined): Map<string, DeprecatedRule> {
  return new Map(
    entriesOf(text, JSON.parse).map(([id, entry]) => [
      id,
      {
        name: textOf(entry.rule_name) ?? '',
        date: textOf(entry.deprecation_date) ?? '',
        stackVersion: textOf(entry.stack_version),
      },
    ]),
  );
}
