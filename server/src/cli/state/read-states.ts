import { existsSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { filledKeys } from '../../exchange/api-keys.js';
import type { PayloadOf } from '../../exchange/payload.js';
import { unusableRule } from '../../exchange/unusable-rule.js';
import { withSlashes } from '../../files/path-below.js';
import { kibanaStatus } from '../../stack/describe-stack.js';
import { listRules } from '../../stack/kibana/rules.js';
import type { Stack } from '../../stack/open-stack.js';
import { StackError } from '../../stack/stack-error.js';
import { compareRules, type LocalRule, type RuleState } from '../../stack/state/compare.js';
import type { LockedRule } from '../../stack/state/lock.js';
import { isolated } from '../../text/internal-error.js';
import { payloadReader } from '../exchange/payloads.js';
import { type FileFinding, fileFinding, toFileFinding } from '../findings.js';
import { type LoadedRule, loadRules } from '../load-rules.js';
import type { Output } from '../output.js';
import { lockFileOf, readLock } from './side-files.js';

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
  /** What the version of Kibana cannot do, in words, with the files that it concerns. */
  readonly losses: ReadonlyMap<string, readonly string[]>;
}

export interface StatePlace {
  /** Folder of the configuration. */
  readonly folder: string;
  /** Rules and folders that were named; none for the whole project. */
  readonly paths: readonly string[];
}

/** Reads what files and Kibana say. Throws {@link StackError}. */
export async function readStates(
  stack: Stack,
  { folder, paths }: StatePlace,
  output: Output,
  signal: AbortSignal,
): Promise<ReadStates> {
  const kibana = stack.kibana();
  output.progress('asking Kibana for its rules');
  const { version } = await kibanaStatus(stack, signal);
  const [stackVersion] = /^\d+\.\d+/.exec(version) ?? [];
  if (stackVersion === undefined)
    throw new StackError('bad-answer', `${kibana.host} does not say which version it has.`);
  const custom = await listRules(kibana, 'custom', signal);
  const isWhole = paths.length === 0;
  const loaded = loadRules(isWhole ? wholeProject(folder) : paths, output);
  const payloadsIn = payloadReader(output);
  const problems = [...loaded.unreadable];
  if (custom.unusable > 0)
    problems.push(
      fileFinding(
        kibana.host,
        'unusable-input',
        `${custom.unusable} rules of Kibana have no usable "rule_id".`,
      ),
    );
  const files = new Map<string, LoadedRule>();
  const losses = new Map<string, string[]>();
  const here: LocalRule[] = [];
  for (const rule of loaded.rules) {
    const payloadOf = await payloadsIn(dirname(rule.path));
    const read = readLocal(rule, payloadOf, stackVersion, files);
    if ('problem' in read) problems.push(read.problem);
    else {
      here.push(read.rule);
      files.set(read.rule.ruleId, rule);
      for (const loss of read.losses) losses.set(loss, [...(losses.get(loss) ?? []), rule.path]);
    }
  }
  const known = new Set(custom.rules.map(({ ruleId }) => ruleId));
  const prebuilt = here.some(({ ruleId }) => !known.has(ruleId))
    ? (await listRules(kibana, 'prebuilt', signal)).rules
    : [];
  const lockFile = lockFileOf(folder, stack.profile.name);
  const lock = readLock(lockFile);
  const states = compareRules(here, [...custom.rules, ...prebuilt], lock, isWhole);
  return { states, files, payloadsIn, lock, lockFile, problems, losses };
}

/** The folder for new rules of a project. */
export function newRulesFolder(folder: string): string {
  const shown = shownFolder(folder);
  return existsSync(join(shown, 'rules')) ? join(shown, 'rules') : shown;
}

/** The arguments that stand for a project; none for that of the current folder. */
function wholeProject(folder: string): string[] {
  const shown = shownFolder(folder);
  return shown === '.' ? [] : [shown];
}

/** A folder as a path from the current one. */
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
      const { rule: payload, losses } = payloadOf(rule.document, stackVersion);
      const unusable = unusableRule(payload);
      if (unusable)
        return {
          problem: fileFinding(path, 'unusable-input', `Not compared: ${unusable.message}.`, unusable.help),
        };
      const ruleId = String(payload.rule_id);
      const other = files.get(ruleId)?.path;
      if (other !== undefined)
        return {
          problem: fileFinding(
            path,
            'unusable-input',
            `Not compared: ${other} has the same "rule_id".`,
            'Give one of the two rules a new id.',
          ),
        };
      const filled = [...filledKeys].filter((key) => !Object.hasOwn(rule.table, key));
      return { rule: { path, ruleId, name: String(payload.name), payload, filled }, losses };
    },
    { start: 0, end: 0 },
    (problem) => ({ problem: toFileFinding(problem, path, lines) }),
  );
}
