import type { PreparedRule } from '../../evaluate/prepare/prepare-query.js';
import { createLineFilter, type LineFilter } from '../../evaluate/run/prefilter.js';
import { createRuleRunner, type RuleRunner } from '../../evaluate/run/run-rules.js';
import { once } from '../../text/once.js';
import type { FileFinding } from '../findings.js';
import type { ParsedOptions } from '../options.js';
import type { Output } from '../output.js';
import { readRuleInputs } from '../rule-inputs.js';
import { ruleSubjects, type Subject } from '../run/subjects.js';

/** The inputs from which a backtest's rules are built. Another thread can load the same rules from them. */
export interface RuleSources {
  readonly rules: readonly string[];
  /** Values of the options for data that rules read besides events. */
  readonly inputs: Readonly<Record<string, readonly string[]>>;
  /** When all rules run, in ISO 8601. If undefined, each rule runs at the time of a file's last event. */
  readonly now: string | undefined;
  /** The current time for queries that use it, the same in all threads. */
  readonly clock: string;
}

/** Options for data that rules read besides events. */
const inputOptions = ['indicators', 'exceptions', 'table'] as const;

/** Returns the sources that the options specify. */
export function sourcesOf(options: ParsedOptions, now: string | undefined): RuleSources {
  return {
    rules: options.positionals,
    inputs: Object.fromEntries(inputOptions.map((name) => [name, options.texts(name)])),
    now,
    clock: new Date().toISOString(),
  };
}

/** Rules that are ready to run on any number of files. */
export interface BacktestRules {
  readonly subjects: readonly Subject[];
  /** Problems from reading the rules and their inputs. */
  readonly problems: readonly FileFinding[];
  /** Indexes into `subjects` of the rules that can run. */
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

/** Returns the rule as a list, which is empty if the rule cannot run. */
export function preparedOf({ prepared }: Subject): PreparedRule[] {
  return prepared.ok ? [prepared] : [];
}
