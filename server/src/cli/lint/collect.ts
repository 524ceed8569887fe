import { dirname, relative, resolve } from 'node:path';
import { analyse } from '../../analysis/analyse.js';
import type { Analysis } from '../../analysis/analysis.js';
import { type FoundInventory, findInventory } from '../../fields/inventory/read-inventory.js';
import { isTomlFile } from '../../files/file-names.js';
import { withSlashes } from '../../files/path-below.js';
import { pathKey } from '../../files/path-key.js';
import { isIgnored, type LintConfiguration } from '../../lint/configuration.js';
import { type FoundConfiguration, findConfiguration, pathInConfiguration } from '../../lint/files.js';
import type { Checkout } from '../../rule/checkout/checkout.js';
import { openCheckoutAt } from '../../rule/checkout/read-checkout.js';
import { findCheckoutFolder } from '../../rule/checkout/read-folder.js';
import { hasRuleHeader, looksLikeRule } from '../../rule/looks-like-rule.js';
import { readRule } from '../../rule/rule.js';
import { createRuleIndex, type RuleIndex, summaryOf } from '../../rule/rule-index.js';
import { isTestFile } from '../../testing/files.js';
import { once } from '../../text/once.js';
import type { Problem } from '../../text/problem.js';
import { parseToml, type TomlDocument } from '../../toml/document.js';
import { type FoundCheckout, withSchemas } from '../checkout-schemas.js';
import { discover } from '../discover.js';
import type { Output } from '../output.js';
import { readRuleText } from '../read-rule.js';
import { type Changes, changesSince, changesSinceMain, folderOf } from './changes.js';
import { testFileProblems } from './test-file-problems.js';

/** A file to lint. */
export interface LintedFile {
  /** The displayed path. */
  readonly path: string;
  readonly text: string;
  readonly configuration: LintConfiguration;
  /** Undefined for test files. */
  readonly rule: LintedRule | undefined;
  /** Returns the problems of one version of a test file. */
  readonly check: ((text: string) => readonly Problem[]) | undefined;
  /** Whether to report on the file; other files are only read because reported ones refer to them. */
  readonly wanted: boolean;
}

/** A rule and the rules that it is compared with. */
export interface LintedRule {
  /** Reads a version of the rule, which other rules see from then on. */
  read(text: string): TomlDocument;
  /** Starts the analysis of a version that was read. */
  analyse(document: TomlDocument): Analysis;
}

export interface Collection {
  readonly files: readonly LintedFile[];
  readonly unreadable: readonly { readonly path: string; readonly message: string }[];
  /** Files with a `[rule]` table that are too incomplete to count as rules. */
  readonly stubs: readonly string[];
  /** The unique configurations in use. */
  readonly configurations: readonly FoundConfiguration[];
  readonly checkouts: readonly FoundCheckout[];
  /** The unique files with learned fields in use. */
  readonly inventories: readonly FoundInventory[];
  /** Number of changed files of any kind, if only changed files are linted. */
  readonly changed: number | undefined;
}

export interface CollectOptions {
  readonly profile: LintConfiguration['profile'] | undefined;
  readonly changedSince: string | undefined;
}

/** Reads the rules and test files at the given paths, and the files around them. */
export async function collect(
  paths: readonly string[],
  { profile, changedSince }: CollectOptions,
  output: Output,
): Promise<Collection> {
  const { files, unreadable } = discover(paths, (name) => isTomlFile(name) || isTestFile(name), output);
  const changes =
    changedSince === undefined ? undefined : changesSince(changedSince, folderOf(paths[0] ?? '.'));
  const folders = new Map<string, Surroundings>();
  const index = createRuleIndex();
  const collected: LintedFile[] = [];
  const failed = [...unreadable];
  const stubs: string[] = [];
  const namedKeys = new Set(files.flatMap(({ key, named }) => (named ? [key] : [])));
  files.forEach(({ path, key, named }, number) => {
    if (number % 200 === 0) output.progress(`reading ${number} of ${files.length} files`);
    // Files that were found in a folder are regular files.
    const read = readRuleText(path, !named);
    if ('error' in read) {
      failed.push({ path, message: read.error });
      return;
    }
    const { text } = read;
    const isTest = isTestFile(path);
    if (!named && !isTest && !looksLikeRule(text)) {
      if (hasRuleHeader(text)) stubs.push(path);
      return;
    }
    const around = surroundingsOf(path, folders, profile);
    const { found } = around;
    if (!named && isIgnored(pathInConfiguration(path, found), found.configuration)) return;
    const relativePath = pathForChecks(path, around);
    const own = changes ?? around.changes();
    collected.push({
      path,
      text,
      configuration: around.configuration,
      wanted: !changes || changes.has(path),
      rule: isTest ? undefined : lintedRule({ path, key, relativePath, around, changes: own, index }),
      check: isTest
        ? (version) => testFileProblems(path, version, namedKeys, () => around.schemas?.plan)
        : undefined,
    });
  });
  return {
    files: collected,
    unreadable: failed,
    stubs,
    configurations: [...new Set([...folders.values()].map(({ found }) => found))],
    inventories: [...new Set([...folders.values()].flatMap(({ learned }) => learned ?? []))],
    checkouts: await loadSchemas(folders.values(), output),
    changed: changes?.count,
  };
}

/** Data that the files of one folder share. */
interface Surroundings {
  readonly found: FoundConfiguration;
  readonly configurationKey: string | undefined;
  /** With the profile from the options. */
  readonly configuration: LintConfiguration;
  readonly learned: FoundInventory | undefined;
  readonly checkout: Checkout | undefined;
  readonly rootKey: string | undefined;
  /** Changes since the main branch, for files in Elastic's own repository. */
  readonly changes: () => Changes | undefined;
  schemas: FoundCheckout | undefined;
}

function surroundingsOf(
  path: string,
  folders: Map<string, Surroundings>,
  profile: LintConfiguration['profile'] | undefined,
): Surroundings {
  const folder = dirname(path);
  let around = folders.get(folder);
  if (!around) {
    const known = [...folders.values()];
    const found = sameConfiguration(findConfiguration(folder), known);
    const root = findCheckoutFolder(resolve(folder));
    const rootKey = root === undefined ? undefined : pathKey(root);
    const neighbour = rootKey === undefined ? undefined : known.find((other) => other.rootKey === rootKey);
    const checkout = neighbour?.checkout ?? (root === undefined ? undefined : openCheckoutAt(root));
    const changes =
      neighbour?.changes ?? once(() => (checkout?.prebuilt ? changesSinceMain(checkout.folder) : undefined));
    const configuration = configurationFor(found, profile, known);
    around = {
      found,
      configurationKey: keyOf(found),
      configuration,
      learned: sameInventory(findInventory(folder), known),
      checkout,
      rootKey,
      changes,
      schemas: undefined,
    };
    folders.set(folder, around);
  }
  return around;
}

/**
 * Returns the same object for the same configuration file, and for all folders without one, so that values
 * derived from it are computed once.
 */
function sameConfiguration(found: FoundConfiguration, known: readonly Surroundings[]): FoundConfiguration {
  const key = keyOf(found);
  if (key === undefined) return found;
  return known.find((other) => other.configurationKey === key)?.found ?? found;
}

/** Does the same for learned fields, so that the file is read once. */
function sameInventory(
  found: FoundInventory | undefined,
  known: readonly Surroundings[],
): FoundInventory | undefined {
  if (!found) return undefined;
  const same = known.find(({ learned }) => learned && pathKey(learned.path) === pathKey(found.path));
  return same?.learned ?? found;
}

function keyOf({ path }: FoundConfiguration): string | undefined {
  return path === undefined ? undefined : pathKey(path);
}

function configurationFor(
  { configuration, path }: FoundConfiguration,
  asked: LintConfiguration['profile'] | undefined,
  known: readonly Surroundings[],
): LintConfiguration {
  const profile = asked ?? configuration.profile;
  const same = known.find(
    (other) => other.found.path === path && other.configuration.profile === profile,
  )?.configuration;
  return same ?? { ...configuration, profile };
}

/** Returns the path from the configuration's folder, or else from the checkout, or else as typed. */
function pathForChecks(path: string, { found, checkout }: Surroundings): string {
  if (found.path !== undefined) return pathInConfiguration(path, found);
  return checkout ? withSlashes(relative(checkout.folder, resolve(path))) : path;
}

interface RuleInput {
  /** The displayed path. */
  readonly path: string;
  readonly key: string;
  readonly relativePath: string;
  readonly around: Surroundings;
  readonly changes: Changes | undefined;
  readonly index: RuleIndex;
}

function lintedRule({ path, key, relativePath, around, changes, index }: RuleInput): LintedRule {
  const before = changes?.before(path);
  return {
    read(text) {
      const document = parseToml(text);
      index.set(key, summaryOf(readRule(document), path));
      return document;
    },
    analyse: (document) =>
      analyse(document.text, {
        document,
        path: relativePath,
        others: index.without(key),
        fieldPlan: () => around.schemas?.plan,
        attack: () => around.schemas?.attack,
        inventory: around.learned?.inventory(),
        ...(around.checkout ? { checkout: around.checkout } : {}),
        ...(before === undefined ? {} : { before }),
      }),
  };
}

async function loadSchemas(folders: Iterable<Surroundings>, output: Output): Promise<FoundCheckout[]> {
  const found: FoundCheckout[] = [];
  for (const around of folders) {
    const { checkout } = around;
    if (!checkout) continue;
    let entry = found.find((other) => other.checkout === checkout);
    if (!entry) {
      entry = await withSchemas(checkout, output);
      found.push(entry);
    }
    around.schemas = entry;
  }
  return found;
}
