import { prepareRule } from '../../evaluate/prepare/prepare-rule.js';
import type { RuleInputs } from '../../evaluate/prepare/rule-inputs.js';
import type { FieldCatalogue } from '../../fields/catalogue.js';
import { loadEcsCatalogue } from '../../fields/ecs.js';
import type { Rule } from '../../rule/rule.js';
import type { EventsReader } from '../../testing/case-events.js';
import { defaultNow, type TestFile } from '../../testing/test-file.js';
import type { Span } from '../../text/span.js';
import { allSteps, type Steps } from '../../text/steps.js';
import type { SolveOptions } from '../synthesis/solve-plan.js';
import type { SynthesizedCase } from '../synthesis/synthesized.js';
import { describeMutant } from './describe-mutant.js';
import { killerFinder, killerSearch, madeCases } from './find-killer.js';
import { proofFor } from './is-equivalent.js';
import { exceptionMutants, notices, noticesException, preparedTests } from './prepared-tests.js';
import type { RuleMutant } from './rule-mutant.js';
import { ruleMutants } from './rule-mutants.js';

/** A mutant that no test notices. */
export interface Survivor {
  readonly mutant: RuleMutant;
  /** What the changed rule does, in words. */
  readonly description: string;
  /** A case that notices it and holds for the unchanged rule. */
  readonly killer: SynthesizedCase | undefined;
}

/** The mutation report of a rule's tests. */
export interface MutationReport {
  readonly mutants: number;
  readonly killed: number;
  /** The unique ranges in the query that were changed, in text order. */
  readonly places: readonly Span[];
  /** Mutants that a case would notice. */
  readonly survivors: readonly Survivor[];
  /** Number of mutants proved equivalent. They do not count. */
  readonly equivalent: number;
  /** Mutants that no case was found for: they may be equivalent. They do not count. */
  readonly undecided: readonly Survivor[];
  /** The share of mutants that were noticed, from 0 to 100; undefined if there are none. */
  readonly score: number | undefined;
  /** Names of cases that fail on the unchanged rule, so they prove nothing. */
  readonly failing: readonly string[];
  /** Why the rule cannot be mutated. */
  readonly problem?: string;
}

/** Mutates a rule in many ways, one at a time, and returns which mutants its tests do not notice. */
export function mutateRule(
  rule: Rule,
  file: TestFile | undefined,
  readEvents: EventsReader,
  fields?: FieldCatalogue,
): MutationReport {
  return allSteps(mutationSteps(rule, file, readEvents, fields));
}

/** Does the same in steps, one per mutant, so that other work can run in between. */
export function* mutationSteps(
  rule: Rule,
  file: TestFile | undefined,
  readEvents: EventsReader,
  fields?: FieldCatalogue,
): Steps<MutationReport> {
  const { ready, failing } = preparedTests(rule, file, readEvents, fields);
  // Tables and responses that a query needs for planning are in the tests.
  const whole = planOf(rule, fields, ready[0]?.inputs);
  if (!whole.ok) return notMutated(whole.problems[0]?.message ?? 'the rule cannot be evaluated');
  const { planned, queryText: query, context } = whole;
  const catalogue = fields ?? loadEcsCatalogue();
  const mutants = ruleMutants(planned, catalogue);
  const unnoticed: RuleMutant[] = [];
  for (const mutant of mutants) {
    yield;
    if (!ready.some((one) => notices(one, mutant))) unnoticed.push(mutant);
  }
  const isEquivalent = proofFor(planned, { context, catalogue, query });
  const left: RuleMutant[] = [];
  for (const mutant of unnoticed) {
    yield;
    if (!isEquivalent(mutant, mutant.change(planned, context.now))) left.push(mutant);
  }
  const options: SolveOptions = { catalogue, now: context.now, seed: 0, query };
  const search = killerSearch(rule, planned, options, fields);
  const killerOf = killerFinder(search, left.length > 0 ? yield* madeCases(search) : []);
  const exceptions = exceptionMutants(ready);
  const kept = exceptions.filter((one) => !ready.some((test) => noticesException(test, one)));
  const survivors: Survivor[] = [];
  const survived = (mutant: RuleMutant, killer: SynthesizedCase | undefined): void => {
    survivors.push({ mutant, description: describeMutant(mutant, query), killer });
  };
  for (const mutant of left) {
    yield;
    survived(mutant, killerOf(mutant));
  }
  for (const mutant of kept) survived(mutant, undefined);
  const proved = survivors.filter(({ killer }) => killer);
  const killed = mutants.length - unnoticed.length + exceptions.length - kept.length;
  const counted = killed + proved.length;
  return {
    mutants: mutants.length + exceptions.length,
    killed,
    places: placesOf(mutants),
    survivors: proved,
    equivalent: unnoticed.length - left.length,
    undecided: survivors.filter(({ killer }) => !killer),
    score: counted === 0 ? undefined : Math.floor((100 * killed) / counted),
    failing,
  };
}

function planOf(rule: Rule, fields: FieldCatalogue | undefined, given: RuleInputs = {}) {
  const { tables, answers } = given;
  return prepareRule(
    rule,
    { now: defaultNow },
    {
      indicators: [{}],
      ...(tables && { tables }),
      ...(answers !== undefined && { answers }),
      ...(fields && { fields }),
    },
  );
}

function placesOf(mutants: readonly RuleMutant[]): readonly Span[] {
  const places = new Map<string, Span>();
  for (const { span } of mutants) if (span) places.set(`${span.start}-${span.end}`, span);
  return [...places.values()].sort((a, b) => a.start - b.start || a.end - b.end);
}

function notMutated(problem: string): MutationReport {
  return {
    mutants: 0,
    killed: 0,
    places: [],
    survivors: [],
    equivalent: 0,
    undecided: [],
    score: undefined,
    failing: [],
    problem,
  };
}
