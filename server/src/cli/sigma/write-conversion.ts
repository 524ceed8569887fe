import { existsSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describeError } from '../../files/describe-error.js';
import { pathBelow, withSlashes } from '../../files/path-below.js';
import { nearestExisting, realPath } from '../../files/path-key.js';
import { replaceFile } from '../../files/write-atomically.js';
import { writeInProject } from '../../files/write-in-project.js';
import type { RuleDates } from '../../sigma/conversion/rule-file.js';
import { parseTestFile } from '../../testing/parse-test-file.js';
import { isObject } from '../../text/plain-objects.js';
import { parseToml } from '../../toml/document.js';
import { readRuleText } from '../read-rule.js';
import type { ReportedRule } from './report.js';

/** Returns the file for a conversion. */
export function targetOf(folder: string, name: string): string {
  return withSlashes(join(folder, `${name}.toml`));
}

/** Returns the dates of an earlier conversion, or undefined. */
export function datesOf(target: string): RuleDates | undefined {
  const text = textOf(target);
  if (text === undefined) return undefined;
  const { metadata } = parseToml(text).values;
  if (!isObject(metadata)) return undefined;
  const { creation_date: creation, updated_date: updated } = metadata;
  return typeof creation === 'string' && typeof updated === 'string' ? { creation, updated } : undefined;
}

function textOf(path: string): string | undefined {
  if (!existsSync(path)) return undefined;
  const read = readRuleText(path);
  return 'error' in read ? undefined : read.text;
}

interface Written {
  readonly text: string;
  readonly tests: string | undefined;
}

/** Writes a rule and its tests. Existing files are changed only with `update`. */
export function writeConversion(
  target: string,
  { text, tests }: Written,
  { root, update }: { readonly root: string; readonly update: boolean },
): Pick<ReportedRule, 'written' | 'tests' | 'change' | 'reason' | 'isBlocked'> {
  const before = textOf(target);
  if (update && before !== undefined && idOf(before) !== idOf(text))
    return { isBlocked: true, reason: `${target} is another rule, and was not changed` };
  const rule = writeText(root, target, text, update);
  if ('blocked' in rule) return { isBlocked: true, reason: rule.blocked };
  const testFile = target.replace(/\.toml$/, '.tests.yaml');
  if (tests === undefined) return { written: target, change: rule.change };
  if (!mayReplace(testFile, tests))
    return {
      written: target,
      change: rule.change,
      reason: `${testFile} has other tests and was not changed`,
    };
  const written = writeText(root, testFile, tests, update);
  if ('blocked' in written)
    return { written: target, change: rule.change, isBlocked: true, reason: written.blocked };
  return {
    written: target,
    tests: testFile,
    change: rule.change === 'unchanged' ? written.change : rule.change,
  };
}

/** Reads a rule's ID from its text, so that only a conversion of the same rule is replaced. */
function idOf(text: string): unknown {
  const { rule } = parseToml(text).values;
  return isObject(rule) ? rule.rule_id : undefined;
}

/** Returns whether a test file contains only tests from samples. */
function mayReplace(testFile: string, tests: string): boolean {
  const before = textOf(testFile);
  if (before === undefined || before === tests) return true;
  const own = new Set(parseTestFile(tests).cases.map(({ name }) => name));
  return parseTestFile(before).cases.every(({ name }) => own.has(name));
}

/** Creates a file's folder below `root`. Returns why this fails, such as a link that leads elsewhere. */
function prepareFolder(root: string, path: string): string | undefined {
  const folder = dirname(path);
  try {
    mkdirSync(root, { recursive: true });
    const real = realPath(nearestExisting(folder));
    if (real !== realPath(root) && pathBelow(realPath(root), real) === undefined)
      return `${folder} is a link to a folder outside ${root}`;
    mkdirSync(folder, { recursive: true });
    return undefined;
  } catch (error) {
    return `${folder} cannot be created: ${describeError(error)}`;
  }
}

type Change = NonNullable<ReportedRule['change']>;

function writeText(
  root: string,
  path: string,
  text: string,
  update: boolean,
): { readonly change: Change } | { readonly blocked: string } {
  const leadsOut = prepareFolder(root, path);
  if (leadsOut !== undefined) return { blocked: leadsOut };
  const before = textOf(path);
  if (before === text) return { change: 'unchanged' };
  if (before === undefined) {
    if (existsSync(path)) return { blocked: `${path} exists and cannot be read` };
    const error = writeInProject(path, text);
    return error === undefined ? { change: 'created' } : { blocked: `${path}: ${error}` };
  }
  if (!update) return { blocked: `${path} exists and differs; pass --update to replace it` };
  const error = replaceFile(path, before, text);
  return error === undefined ? { change: 'updated' } : { blocked: `${path}: ${error}` };
}
