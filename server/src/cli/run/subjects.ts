import {
  type EvaluateOptions,
  type PreparedRule,
  type PrepareOptions,
  prepareQuery,
} from '../../evaluate/prepare/prepare-query.js';
import { prepareRule, withInputs } from '../../evaluate/prepare/prepare-rule.js';
import { type RuleInputs, withFields } from '../../evaluate/prepare/rule-inputs.js';
import type { RunProblem, UnpreparedRule } from '../../evaluate/prepare/unprepared.js';
import { readIsoDate } from '../../fields/dates.js';
import type { QueryLanguage } from '../../query/languages.js';
import { indexLines } from '../../text/lines.js';
import type { Problem } from '../../text/problem.js';
import { type FileFinding, toFileFinding } from '../findings.js';
import { type LoadedRule, loadRules, ruleFinding } from '../load-rules.js';
import { type ParsedOptions, UsageError } from '../options.js';
import type { Output } from '../output.js';
import { ruleFieldsReader } from '../rule-fields.js';
import type { InputsRead } from '../rule-inputs.js';

/** A rule or query to run, and how its problems become findings. */
export interface Subject {
  readonly path: string | null;
  readonly prepared: PreparedRule | UnpreparedRule;
  readonly find: (problem: RunProblem) => FileFinding;
  readonly loaded: LoadedRule | undefined;
  /** The data that the rule uses besides events. */
  readonly inputs: RuleInputs;
  /** Notes about the run, besides its alerts. */
  readonly notes?: readonly RunProblem[];
}

/** Parses the value of `--now`. Throws {@link UsageError} if it is not a time. */
export function readNow(options: ParsedOptions): string | undefined {
  const now = options.text('now');
  if (now !== undefined && !readIsoDate(now))
    throw new UsageError(`--now takes a time in ISO 8601, not "${now}"`);
  return now;
}

/** Aliases of query languages. */
const otherNames: Readonly<Record<string, QueryLanguage>> = { kql: 'kuery' };

/** Returns the language of `--query`. */
function languageOf(options: ParsedOptions): QueryLanguage {
  const given = options.text('language') ?? 'eql';
  return (otherNames[given] ?? given) as QueryLanguage;
}

/** Creates the subject of a query without a rule. Unknown fields in it are notes on the run. */
async function querySubject(
  query: string,
  language: QueryLanguage,
  settings: EvaluateOptions,
  inputs: RuleInputs,
): Promise<Subject> {
  const lines = indexLines(query);
  const find = (problem: Problem): FileFinding => toFileFinding(problem, '--query', lines);
  const prepared = prepareQuery(query, language, withInputs(settings, inputs));
  // Checks are not needed to run rules.
  const { unknownFieldsOf } = await import('./query-fields.js');
  const notes = prepared.ok ? unknownFieldsOf(query, language) : [];
  return { path: null, prepared, find, loaded: undefined, inputs, notes };
}

/** Prepares the rules or the query that the arguments name. */
export async function subjectsOf(
  options: ParsedOptions,
  { inputs, exceptions }: InputsRead,
  output: Output,
): Promise<{ subjects: Subject[]; unreadable: readonly FileFinding[] }> {
  const now = readNow(options);
  const settings = now === undefined ? {} : { now };
  const query = options.text('query');
  if (query !== undefined) {
    if (options.positionals.length > 0) throw new UsageError('run takes either rules or --query, not both');
    if (options.flag('as-engine'))
      throw new UsageError(
        '--as-engine needs a rule',
        'a query without a rule has no window, index or limits',
      );
    return { subjects: [await querySubject(query, languageOf(options), settings, inputs)], unreadable: [] };
  }
  if (options.positionals.length === 0)
    throw new UsageError('run needs a rule', 'pass a rule file or folder, or --query');
  return ruleSubjects(options.positionals, settings, { inputs, exceptions }, output);
}

/** Prepares the rules that the arguments name. */
export async function ruleSubjects(
  paths: readonly string[],
  settings: PrepareOptions,
  { inputs, exceptions }: Pick<InputsRead, 'inputs' | 'exceptions'>,
  output: Pick<Output, 'message' | 'progress'>,
): Promise<{ subjects: Subject[]; unreadable: readonly FileFinding[] }> {
  const { rules, unreadable } = loadRules(paths, output);
  const fieldsOf = ruleFieldsReader(output);
  const subjects: Subject[] = [];
  for (const loaded of rules) {
    const { path, rule } = loaded;
    const own = withFields(inputs, (await fieldsOf(path))(rule.document));
    subjects.push({
      path,
      prepared: prepareRule(rule, settings, own),
      find: (problem) => ruleFinding(problem, loaded, exceptions),
      loaded,
      inputs: own,
    });
  }
  return { subjects, unreadable };
}
