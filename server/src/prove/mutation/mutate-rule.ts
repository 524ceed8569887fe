import type { PlannedQuery } from '../../evaluate/plan/planned-query.js';
import { prepareRule, prepareRuleForEvents } from '../../evaluate/prepare/prepare-rule.js';
import { withFields } from '../../evaluate/prepare/rule-inputs.js';
import type { FieldCatalogue } from '../../fields/catalogue.js';
import { loadEcsCatalogue } from '../../fields/ecs.js';
import type { Rule } from '../../rule/rule.js';
import { caseEvents, type EventsReader } from '../../testing/case-events.js';
import { caseInputs } from '../../testing/case-inputs.js';
import { engineClock } from '../../testing/engine-clock.js';
import { meetsExpectation } from '../../testing/run-case.js';
import { defaultNow, type TestFile } from '../../testing/test-file.js';
import { once } from '../../text/once.js';
import { conditionText } from '../synthesis/draft.js';
import { raised } from '../synthesis/of-events.js';
import { solveDifference } from '../synthesis/solve-filter.js';
import type { SolveOptions } from '../synthesis/solve-plan.js';
import { synthesize } from '../synthesis/synthesize.js';
import type { SynthesizedCase } from '../synthesis/synthesized.js';
import { type PreparedCase, prepareCase } from '../synthesis/verify-case.js';
import { operators } from './operators.js';
import { type RuleMutant, ruleMutants } from './rule-mutants.js';

/** A change of the rule that no test notices. */
export interface Survivor {
  readonly mutant: RuleMutant;
  /** What the changed rule does, in words. */
  readonly description: string;
  /** A case that notices it; it holds for the rule as it is. */
  readonly killer: SynthesizedCase | undefined;
}

/** What the tests of a rule notice. */
export interface MutationReport {
  readonly mutants: number;
  readonly killed: number;
  /** Changes that a case would notice. */
  readonly survivors: readonly Survivor[];
  /** Changes that no case was found for: they may change nothing. They do not count. */
  readonly undecided: readonly Survivor[];
  /** The share of the changes that were noticed, from 0 to 100; undefined where there is none. */
  readonly score: number | undefined;
  /** Names of cases that fail as the rule is: they prove nothing. */
  readonly failing: readonly string[];
  /** Why the rule cannot be changed. */
  readonly problem?: string;
}

/** Changes a rule in many ways, one at a time, and tells which of them its tests do not notice. */
export function mutateRule(
  rule: Rule,
  file: TestFile | undefined,
  readEvents: EventsReader,
  fields?: FieldCatalogue,
): MutationReport {
  const whole = prepareRule(rule, { now: defaultNow }, { indicators: [{}], ...(fields && { fields }) });
  if (!whole.ok) return notMutated(whole.problems[0]?.message ?? 'the rule cannot be evaluated');
  if (whole.planned.kind === 'table') return notMutated('rules in ES|QL are not mutated yet');
  const mutants = ruleMutants(whole.planned);
  const { ready, failing } = preparedTests(rule, file, readEvents, fields);
  const left = mutants.filter((mutant) => !ready.some((one) => notices(one, mutant)));
  const options: SolveOptions = {
    catalogue: fields ?? loadEcsCatalogue(),
    now: whole.context.now,
    seed: 0,
    query: whole.queryText,
  };
  const made = once(() => {
    const request = { match: true, nearMisses: true, eachValue: true, seed: 0 };
    return synthesize(rule, request, fields).cases.flatMap((own) => {
      const prepared = prepareCase(rule, own, fields);
      return prepared ? [{ own, prepared }] : [];
    });
  });
  const survivors = left.map(
    (mutant): Survivor => ({
      mutant,
      description: describe(mutant, whole.queryText),
      killer:
        made().find(({ prepared }) => notices(prepared, mutant))?.own ??
        differenceOf(rule, whole.planned, mutant, options, fields),
    }),
  );
  const proved = survivors.filter(({ killer }) => killer);
  const killed = mutants.length - left.length;
  const counted = killed + proved.length;
  return {
    mutants: mutants.length,
    killed,
    survivors: proved,
    undecided: survivors.filter(({ killer }) => !killer),
    score: counted === 0 ? undefined : Math.floor((100 * killed) / counted),
    failing,
  };
}

function notMutated(problem: string): MutationReport {
  return { mutants: 0, killed: 0, survivors: [], undecided: [], score: undefined, failing: [], problem };
}

function preparedTests(
  rule: Rule,
  file: TestFile | undefined,
  readEvents: EventsReader,
  fields: FieldCatalogue | undefined,
): { readonly ready: readonly PreparedCase[]; readonly failing: readonly string[] } {
  const ready: PreparedCase[] = [];
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
    const prepared = prepareRuleForEvents(rule, events, engineClock(events, file!.now), inputs);
    if (prepared.ok && meetsExpectation(prepared, events, one.expect) === true)
      ready.push({ prepared, events, expect: one.expect });
    else failing.push(one.name);
  }
  return { ready, failing };
}

/** Whether a case that holds for the rule does not hold for the changed rule. */
function notices({ prepared, events, expect }: PreparedCase, { change }: RuleMutant): boolean {
  const planned = change(prepared.planned, prepared.context.now);
  return meetsExpectation({ ...prepared, planned }, events, expect) !== true;
}

/** A case with an event that only one of the rule and the changed rule matches. */
function differenceOf(
  rule: Rule,
  planned: PlannedQuery,
  mutant: RuleMutant,
  options: SolveOptions,
  fields: FieldCatalogue | undefined,
): SynthesizedCase | undefined {
  if (planned.kind === 'table' || planned.kind === 'sequence' || planned.kind === 'sample') return undefined;
  const changed = mutant.change(planned, options.now);
  if (!('filter' in changed)) return undefined;
  const found = solveDifference(planned.filter, changed.filter, options);
  if (!found) return undefined;
  const { matchesFirst, event } = found;
  const own: SynthesizedCase = {
    ...raised(planned, event, options),
    kind: matchesFirst ? 'match' : 'near-miss',
    name: `notices that it ${describe(mutant, options.query)}`,
    ...(rule.type === 'machine_learning' && { isAnomaly: true as const }),
    expect: matchesFirst ? 'alert' : 'no alert',
  };
  const ready = prepareCase(rule, own, fields);
  if (!ready || meetsExpectation(ready.prepared, ready.events, ready.expect) !== true) return undefined;
  return notices(ready, mutant) ? own : undefined;
}

function describe({ operator, detail, span }: RuleMutant, query: string): string {
  const what = detail === undefined ? '' : ` ${detail}`;
  return `${operators[operator]}${what}${span ? `: ${conditionText(query, span)}` : ''}`;
}
