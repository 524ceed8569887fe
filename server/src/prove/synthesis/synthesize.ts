import type { PreparedRule } from '../../evaluate/prepare/prepare-query.js';
import { prepareRule } from '../../evaluate/prepare/prepare-rule.js';
import type { FieldCatalogue } from '../../fields/catalogue.js';
import { loadEcsCatalogue } from '../../fields/ecs.js';
import type { Rule } from '../../rule/rule.js';
import { defaultNow } from '../../testing/test-file.js';
import { allSteps, type Steps } from '../../text/steps.js';
import type { Draft } from './draft.js';
import { draftsOfEvents } from './of-events.js';
import { draftsOfSteps } from './of-steps.js';
import { draftsOfTable } from './of-table.js';
import type { SolveOptions } from './solve-plan.js';
import type { Synthesis, SynthesisFailure, SynthesisRequest, SynthesizedCase } from './synthesized.js';
import { doesAsItSays } from './verify-case.js';

/**
 * Creates events for a rule: some that it matches, and near misses, each of which fails one condition. Every
 * case is verified by a run before it is returned; a case that does not hold becomes a failure. The same
 * request returns the same cases.
 *
 * @param fields the fields that the rule can name; the default is ECS.
 */
export function synthesize(rule: Rule, request: SynthesisRequest, fields?: FieldCatalogue): Synthesis {
  return allSteps(synthesisSteps(rule, request, fields));
}

/** Does the same in steps, one per case. */
export function* synthesisSteps(
  rule: Rule,
  request: SynthesisRequest,
  fields?: FieldCatalogue,
): Steps<Synthesis> {
  const prepared = prepareRule(rule, { now: defaultNow }, { indicators: [{}], ...(fields && { fields }) });
  if (!prepared.ok) {
    const reason = prepared.problems[0]?.message ?? 'the rule cannot be evaluated';
    return { cases: [], failures: [{ name: 'match', reason }] };
  }
  const options: SolveOptions = {
    catalogue: fields ?? loadEcsCatalogue(),
    now: prepared.context.now,
    seed: request.seed,
    query: prepared.queryText,
  };
  const cases: SynthesizedCase[] = [];
  const failures: SynthesisFailure[] = [];
  const holds = (one: SynthesizedCase): boolean => doesAsItSays(rule, one, fields);
  for (const { name, span, kind, versions, reason } of draftsOf(rule, prepared, request, options)) {
    const first = versions.find(holds);
    yield;
    if (first) cases.push(first);
    else
      failures.push({
        name,
        ...(span && { span }),
        reason: reason ?? (kind === 'match' ? 'no event was found' : notFound),
      });
  }
  return { cases, failures };
}

const notFound = 'no event fails only this condition: other conditions imply or replace it';

function draftsOf(
  rule: Rule,
  prepared: PreparedRule,
  request: SynthesisRequest,
  options: SolveOptions,
): Iterable<Draft> {
  const { planned } = prepared;
  switch (planned.kind) {
    case 'sequence':
    case 'sample':
      return draftsOfSteps(planned, request, options);
    case 'table':
      return draftsOfTable(planned, request, options);
    default:
      return draftsOfEvents(planned, request, options, rule.type === 'machine_learning');
  }
}
