import type { PreparedRule } from '../../evaluate/prepare/prepare-query.js';
import { createLineFilter, type LineFilter } from '../../evaluate/run/prefilter.js';
import { createRuleRunner, type RuleRunner } from '../../evaluate/run/run-rules.js';
import { once } from '../../text/once.js';
import type { FileFinding } from '../findings.js';
import type { ParsedOptions } from '../options.js';
import type { Output } from '../output.js';
import { readRuleInputs } from '../rule-inputs.js';
import { ruleSubjects, type Subject } from '../run/subjects.js';

/** What the rules of a backtest are made from. Another thread can load the same rules from it. */
export interface RuleSources {
  readonly rules: readonly string[];
  /** Values of the options that name what rules look at besides events. */
  readonly inputs: Readonly<Record<string, readonly string[]>>;
  /** When all rules run, in ISO 8601; undefined: each at the time of the last event of a file. */
  readonly now: string | undefined;
  /** The current time for queries that ask for it, the same in all threads. */
  readonly clock: string;
}

/** Options that name what rules look at besides events. */
const inputOptions = ['indicators', 'exceptions', 'table'] as const;

/** Returns the sources that the options name. */
export function sourcesOf(options: ParsedOptions, now: string | undefined): RuleSources {
  return {
    rules: options.positionals,
    inputs: Object.fromEntries(inputOptions.map((name) => [name, options.texts(name)])),
    now,
    clock: new Date().toISOString(),
  };
}

/** Rules that are ready to run on one file after another. */
export interface BacktestRules {
  readonly subjects: readonly Subject[];
  /** What of the rules and of what they look at could not be read. */
  readonly problems: readonly FileFinding[];
  /** The indexes in `subjects` of the rules that can run. */
  readonly active: readonly number[];
  readonly runner: RuleRunner;
  readonly filter: () => LineFilter | undefined;
}

/** Reads and prepares rules. */
export async function loadBacktestRules(
  { rules, inputs, now, clock }: RuleSources,
  output: Output,
): Promise<BacktestRules> {
  const options: ParsedOptions = {
    positionals: rules,
    texts: (name) => inputs[name] ?? [],
    text: (name) => inputs[name]?.[0],
    flag: () => false,
  };
  const given = await readRuleInputs(options, output);
  const settings = { clock, ...(now === undefined ? {} : { now }) };
  const { subjects, unreadable } = await ruleSubjects(rules, settings, given, output);
  const active = subjects.flatMap(({ prepared }, index) => (prepared.ok ? [index] : []));
  const runner = createRuleRunner(active.flatMap((index) => preparedOf(subjects[index]!)));
  return {
    subjects,
    problems: [...given.problems, ...unreadable],
    active,
    runner,
    filter: once(() => createLineFilter(runner.required())),
  };
}

/** Returns the rule as a list, empty when it cannot run. */
export function preparedOf({ prepared }: Subject): PreparedRule[] {
  return prepared.ok ? [prepared] : [];
}
