import { existsSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import type { PayloadOf } from '../../exchange/payload.js';
import type { UnusableRule } from '../../exchange/unusable-rule.js';
import { isTomlFile } from '../../files/file-names.js';
import { withSlashes } from '../../files/path-below.js';
import type { Stack } from '../../stack/open-stack.js';
import { askStates } from '../../stack/state/ask-states.js';
import type { LocalRule, RuleState } from '../../stack/state/compare.js';
import { localRule } from '../../stack/state/local-rule.js';
import type { LockedRule } from '../../stack/state/lock.js';
import { lockFileOf, readLock } from '../../stack/state/read-lock.js';
import { append } from '../../text/append.js';
import { isolated } from '../../text/internal-error.js';
import { discover } from '../discover.js';
import { payloadReader } from '../exchange/payloads.js';
import { type FileFinding, fileFinding, toFileFinding } from '../findings.js';
import { type LoadedRule, loadRules } from '../load-rules.js';
import type { Output } from '../output.js';
import { readRuleText } from '../read-rule.js';
import { plural } from '../report/source-lines.js';

/** The rules of files and of Kibana, compared. */
export interface ReadStates {
  readonly states: readonly RuleState[];
  /** The files by `rule_id`. */
  readonly files: ReadonlyMap<string, LoadedRule>;
  readonly payloadsIn: (folder: string) => Promise<PayloadOf>;
  readonly lock: Map<string, LockedRule>;
  readonly lockFile: string;
  /** Files and rules that could not be read. */
  readonly problems: readonly FileFinding[];
  /** Why the list of files may be incomplete, in words. If set, no file is created. */
  readonly unread: string | undefined;
  /** Why the list of files may be incomplete, or that it is empty, in words. If set, nothing is deleted. */
  readonly incomplete: string | undefined;
  /** Features that this Kibana version does not support, in words, with the affected files. */
  readonly losses: ReadonlyMap<string, readonly string[]>;
}

export interface StatePlace {
  /** The configuration's folder. */
  readonly folder: string;
  /** Given rules and folders; empty for the whole project. */
  readonly paths: readonly string[];
}

/** Reads the rules of files and Kibana. Throws {@link StackError}. */
export async function readStates(
  stack: Stack,
  { folder, paths }: StatePlace,
  output: Output,
  signal: AbortSignal,
): Promise<ReadStates> {
  output.progress('fetching the rules from Kibana');
  const isWhole = paths.length === 0;
  const payloadsIn = payloadReader(output);
  const problems: FileFinding[] = [];
  const files = new Map<string, LoadedRule>();
  const losses = new Map<string, string[]>();
  let isSkipping = false;
  const readHere = async (version: string): Promise<readonly LocalRule[]> => {
    const loaded = loadRules(isWhole ? wholeProject(folder) : paths, {
      message(text) {
        // Links that are not followed can lead to rules.
        isSkipping = true;
        output.message(text);
      },
    });
    append(problems, loaded.unreadable);
    const here: LocalRule[] = [];
    for (const rule of loaded.rules) {
      const payloadOf = await payloadsIn(dirname(rule.path));
      const read = readLocal(rule, payloadOf, version, files);
      if ('problem' in read) problems.push(read.problem);
      else {
        here.push(read.rule);
        files.set(read.rule.ruleId, rule);
        for (const loss of read.losses) losses.set(loss, [...(losses.get(loss) ?? []), rule.path]);
      }
    }
    return here;
  };
  const lockFile = lockFileOf(folder, stack.profile.name);
  const lock = readLock(lockFile, stack.profile);
  const { states, unusable } = await askStates(stack, { readHere, lock, isWhole }, signal);
  if (unusable > 0) {
    const message = `${plural(unusable, 'rule')} in Kibana cannot be read.`;
    problems.push(fileFinding(stack.kibana().host, 'unusable-input', message));
  }
  const unread =
    problems.length > 0
      ? `${plural(problems.length, 'file')} could not be read`
      : isSkipping
        ? 'not all files were read'
        : lostFile(isWhole ? wholeProject(folder) : paths, files);
  const incomplete = unread ?? (files.size === 0 ? 'there are no rules in the project' : undefined);
  return { states, files, payloadsIn, lock, lockFile, problems, unread, incomplete, losses };
}

/** Traces of a rule in a file that is not a rule, or no longer one. */
const mayBeRule = /^\s*$|\[\s*"?(?:rule|metadata)|rule_id/;

/**
 * Returns why a file may be a lost rule: TOML that does not parse as a rule, but is empty or has parts of
 * one.
 */
function lostFile(paths: readonly string[], files: ReadonlyMap<string, LoadedRule>): string | undefined {
  const read = new Set([...files.values()].map(({ path }) => path));
  for (const { path } of discover(paths, isTomlFile, { message: () => {} }).files) {
    if (read.has(path)) continue;
    const text = readRuleText(path);
    if ('error' in text || mayBeRule.test(text.text)) return `${path} cannot be read as a rule`;
  }
  return undefined;
}

/** Returns the folder for a project's new rules. */
export function newRulesFolder(folder: string): string {
  const shown = shownFolder(folder);
  return existsSync(join(shown, 'rules')) ? join(shown, 'rules') : shown;
}

/** Returns the arguments that select a whole project; none for the current folder's project. */
function wholeProject(folder: string): string[] {
  const shown = shownFolder(folder);
  return shown === '.' ? [] : [shown];
}

/** Returns a folder as a path from the current one. */
function shownFolder(folder: string): string {
  return withSlashes(relative('.', folder)) || '.';
}

type ReadLocal =
  | { readonly rule: LocalRule; readonly losses: readonly string[] }
  | { readonly problem: FileFinding };

function readLocal(
  { path, rule, lines }: LoadedRule,
  payloadOf: PayloadOf,
  stackVersion: string,
  files: ReadonlyMap<string, LoadedRule>,
): ReadLocal {
  const [broken] = rule.document.problems;
  if (broken) return { problem: toFileFinding(broken, path, lines) };
  return isolated<ReadLocal>(
    () => {
      const read = localRule(path, rule.document, payloadOf, stackVersion);
      const unusable = 'unusable' in read ? read.unusable : duplicate(files.get(read.rule.ruleId)?.path);
      if (!unusable) return read as ReadLocal;
      return {
        problem: fileFinding(path, 'unusable-input', `Not compared: ${unusable.message}.`, unusable.help),
      };
    },
    { start: 0, end: 0 },
    (problem) => ({ problem: toFileFinding(problem, path, lines) }),
  );
}

function duplicate(other: string | undefined): UnusableRule | undefined {
  if (other === undefined) return undefined;
  return { message: `${other} has the same "rule_id"`, help: 'Give one of the two rules a new id.' };
}
