import type { PlannedQuery } from '../../evaluate/plan/planned-query.js';
import type { PreparedRule } from '../../evaluate/prepare/prepare-query.js';
import { type RuleInputs, withFields } from '../../evaluate/prepare/rule-inputs.js';
import type { EventObject } from '../../evaluate/values/access.js';
import type { FieldCatalogue } from '../../fields/catalogue.js';
import type { Rule } from '../../rule/rule.js';
import { caseEvents, type EventsReader } from '../../testing/case-events.js';
import { caseInputs } from '../../testing/case-inputs.js';
import { engineClock } from '../../testing/engine-clock.js';
import { meetsExpectation } from '../../testing/run-case.js';
import type { TestFile } from '../../testing/test-file.js';
import { preparedAlike } from '../synthesis/prepared-alike.js';
import type { PreparedCase } from '../synthesis/verify-case.js';
import type { RuleMutant } from './rule-mutant.js';

/** A test of a rule, ready to be run on mutants. */
export interface PreparedTest extends PreparedCase {
  readonly exceptions: readonly EventObject[];
  /** The data that the test provides besides its events. */
  readonly inputs: RuleInputs;
  /** Prepares the test's rule with other exceptions. */
  readonly withExceptions: (exceptions: readonly EventObject[]) => PreparedRule | undefined;
}

/** Prepares a rule's tests. Tests that fail or cannot be run prove nothing and are listed by name. */
export function preparedTests(
  rule: Rule,
  file: TestFile | undefined,
  readEvents: EventsReader,
  fields: FieldCatalogue | undefined,
): { readonly ready: readonly PreparedTest[]; readonly failing: readonly string[] } {
  const ready: PreparedTest[] = [];
  const failing: string[] = [];
  for (const one of file?.cases ?? []) {
    const built = file!.fault || one.fault ? undefined : caseEvents(one, file!, readEvents);
    const given = built?.ok ? caseInputs(one, file!, rule, built.events, readEvents) : undefined;
    if (!built?.ok || !given?.ok) {
      failing.push(one.name);
      continue;
    }
    const { events } = built;
    const inputs = withFields(given.inputs, fields);
    const prepare = (exceptions: readonly EventObject[]): PreparedRule | undefined => {
      const prepared = preparedAlike(rule, events, engineClock(events, file!.now), {
        ...inputs,
        exceptions,
      });
      return prepared.ok ? prepared : undefined;
    };
    const exceptions = inputs.exceptions ?? [];
    const prepared = prepare(exceptions);
    const { expect } = one;
    if (prepared && meetsExpectation(prepared, events, expect) === true)
      ready.push({ prepared, events, expect, exceptions, inputs, withExceptions: prepare });
    else failing.push(one.name);
  }
  return { ready, failing };
}

/** Changed queries by their original query: a rule's cases often share it. */
const changedQueries = new WeakMap<PlannedQuery, Map<RuleMutant, PlannedQuery>>();

function changedQuery({ planned, context }: PreparedRule, mutant: RuleMutant): PlannedQuery {
  const all = changedQueries.get(planned) ?? new Map<RuleMutant, PlannedQuery>();
  changedQueries.set(planned, all);
  const changed = all.get(mutant) ?? mutant.change(planned, context.now);
  all.set(mutant, changed);
  return changed;
}

/** Returns whether a case that holds for a rule fails for the mutant. */
export function notices({ prepared, events, expect }: PreparedCase, mutant: RuleMutant): boolean {
  const planned = changedQuery(prepared, mutant);
  return meetsExpectation({ ...prepared, planned }, events, expect) !== true;
}

/** A mutant that ignores an exception of some tests. */
export interface ExceptionMutant extends RuleMutant {
  readonly operator: 'drop-exception';
  readonly exception: string;
}

/** Returns the change that ignores an exception, for each exception of the tests. */
export function exceptionMutants(tests: readonly PreparedTest[]): readonly ExceptionMutant[] {
  const all = new Map(
    tests.flatMap(({ exceptions }) => exceptions.map((one) => [JSON.stringify(one), one] as const)),
  );
  return [...all].map(([exception, item]) => ({
    operator: 'drop-exception',
    span: undefined,
    detail: typeof item.name === 'string' ? item.name : exception,
    exception,
    change: (planned) => planned,
  }));
}

/** Returns whether a test fails without an exception. */
export function noticesException(
  { events, expect, exceptions, withExceptions }: PreparedTest,
  { exception }: ExceptionMutant,
): boolean {
  const left = exceptions.filter((one) => JSON.stringify(one) !== exception);
  if (left.length === exceptions.length) return false;
  const prepared = withExceptions(left);
  return !prepared || meetsExpectation(prepared, events, expect) !== true;
}
