import {
  hasSteps,
  type PlannedQuery,
  type PlannedStepQuery,
  type PlannedTableQuery,
} from '../../evaluate/plan/planned-query.js';
import type { EventObject } from '../../evaluate/values/access.js';
import type { FieldCatalogue } from '../../fields/catalogue.js';
import type { Rule } from '../../rule/rule.js';
import { meetsExpectation } from '../../testing/run-case.js';
import { once } from '../../text/once.js';
import type { Steps } from '../../text/steps.js';
import { raised } from '../synthesis/of-events.js';
import { stepsWith } from '../synthesis/of-steps.js';
import { eventsOfTable } from '../synthesis/of-table.js';
import { type Solved, solveChanged, solveDifference, solveFilter } from '../synthesis/solve-filter.js';
import type { SolveOptions } from '../synthesis/solve-plan.js';
import { synthesisSteps } from '../synthesis/synthesize.js';
import type { SynthesizedCase } from '../synthesis/synthesized.js';
import { type PreparedCase, prepareCase } from '../synthesis/verify-case.js';
import { describeMutant } from './describe-mutant.js';
import { notices } from './prepared-tests.js';
import type { RuleMutant } from './rule-mutant.js';

/** The rule whose mutants are to be noticed. */
export interface KillerSearch {
  readonly rule: Rule;
  readonly planned: PlannedQuery;
  readonly options: SolveOptions;
  readonly fields: FieldCatalogue | undefined;
  /** An event that matches a rule whose query has a single event filter. */
  readonly solved: () => Solved | undefined;
  /** Events from which an ES|QL query creates a row. */
  readonly rows: () => readonly EventObject[] | undefined;
}

/** Starts a search for cases. */
export function killerSearch(
  rule: Rule,
  planned: PlannedQuery,
  options: SolveOptions,
  fields: FieldCatalogue | undefined,
): KillerSearch {
  return {
    rule,
    planned,
    options,
    fields,
    solved: once(() => ('filter' in planned ? solveFilter(planned.filter, true, options) : undefined)),
    rows: once(() => (planned.kind === 'table' ? eventsOfTable(planned, options) : undefined)),
  };
}

/** A synthesised case, ready to be run on mutants. */
interface MadeCase {
  readonly own: SynthesizedCase;
  readonly prepared: PreparedCase;
}

/** Creates the cases of a rule, which notice most mutants. */
export function* madeCases({ rule, fields }: KillerSearch): Steps<readonly MadeCase[]> {
  const request = { match: true, nearMisses: true, eachValue: true, seed: 0 };
  const { cases } = yield* synthesisSteps(rule, request, fields);
  return cases.flatMap((own): MadeCase[] => {
    const prepared = prepareCase(rule, own, fields);
    return prepared ? [{ own, prepared }] : [];
  });
}

/**
 * Returns a function that finds a case which holds for the rule and fails for a mutant, from the created
 * cases or a new one.
 */
export function killerFinder(
  search: KillerSearch,
  made: readonly MadeCase[],
): (mutant: RuleMutant) => SynthesizedCase | undefined {
  // A case created for one mutant often notices others, too.
  const further: MadeCase[] = [];
  return (mutant) => {
    const known = [...made, ...further].find(
      ({ own, prepared }) => isNear(own, mutant, search.planned) && notices(prepared, mutant),
    );
    if (known) return known.own;
    const found = specialCase(mutant, search);
    if (found) further.push(found);
    return found?.own;
  };
}

/**
 * Returns whether a case may notice a mutant. Running an ES|QL query is slow, so near misses are only used
 * for the same condition.
 */
function isNear({ span }: SynthesizedCase, { span: changed }: RuleMutant, { kind }: PlannedQuery): boolean {
  if (kind !== 'table' || !span || !changed) return true;
  return span.start < changed.end && changed.start < span.end;
}

type CaseInputs = Pick<SynthesizedCase, 'events' | 'history' | 'indicators' | 'isAnomaly'>;

/** Returns a case created for one mutant. */
function specialCase(
  mutant: RuleMutant,
  search: KillerSearch,
): { readonly own: SynthesizedCase; readonly prepared: PreparedCase } | undefined {
  for (const inputs of inputsFor(mutant, search)) {
    const name = `notices that it ${describeMutant(mutant, search.options.query)}`;
    for (const [kind, expect] of [
      ['match', 'alert'],
      ['near-miss', 'no alert'],
    ] as const) {
      const own: SynthesizedCase = { ...inputs, kind, name, expect };
      const prepared = prepareCase(search.rule, own, search.fields);
      if (prepared && holds(prepared) && notices(prepared, mutant)) return { own, prepared };
    }
  }
  return undefined;
}

function holds({ prepared, events, expect }: PreparedCase): boolean {
  return meetsExpectation(prepared, events, expect) === true;
}

/** Limit of differences between two filters to run. */
const mostDifferences = 4;

function* inputsFor(mutant: RuleMutant, search: KillerSearch): Generator<CaseInputs> {
  const { planned, options, rule } = search;
  const changed = mutant.change(planned, options.now);
  if (planned.kind === 'table') yield* tableInputs(mutant, planned, search);
  else if (hasSteps(planned)) {
    if (hasSteps(changed)) yield* stepInputs(mutant, planned, changed, options);
  } else if (changed.kind !== 'table' && 'filter' in changed) {
    const solved = search.solved();
    const { span, changeNode: change } = mutant;
    if (solved && span && change)
      for (const event of solveChanged(solved, span, change, options))
        for (const one of [planned, changed])
          yield {
            ...raised(one, event, options),
            ...(rule.type === 'machine_learning' && { isAnomaly: true as const }),
          };
    let found = 0;
    for (const { event, matchesFirst } of solveDifference(planned.filter, changed.filter, options)) {
      if (found++ >= mostDifferences) return;
      yield {
        ...raised(matchesFirst ? planned : changed, event, options),
        ...(rule.type === 'machine_learning' && { isAnomaly: true as const }),
      };
    }
  }
}

/** Yields events in which the changed step's event matches only one of the two steps. */
function* stepInputs(
  { step }: RuleMutant,
  planned: PlannedStepQuery,
  changed: PlannedStepQuery,
  options: SolveOptions,
): Generator<CaseInputs> {
  const own = planned.steps.find((one) => one.step === step);
  const other = changed.steps.find((one) => one.step === step);
  if (step === undefined || !own || !other) return;
  for (const [all, isWanted] of [
    [planned, true],
    [changed, false],
  ] as const)
    for (const events of stepsWith(all, step, options, (given) => {
      for (const { event, matchesFirst } of solveDifference(own, other, { ...options, given }))
        if (matchesFirst === isWanted) return event;
      return undefined;
    }))
      yield { events };
}

/** Yields events that the changed query matches, or a query that matches what only one of the two does. */
function* tableInputs(
  { trees = [] }: RuleMutant,
  planned: PlannedTableQuery,
  { options, rows }: KillerSearch,
): Generator<CaseInputs> {
  const others = rows();
  if (!others) return;
  for (const tree of trees) {
    const events = eventsOfTable({ ...planned, table: planned.table.withTree(tree) }, options, others);
    if (events) yield { events };
  }
}
