import type { PlannedNewTerms } from '../../evaluate/new-terms/plan-new-terms.js';
import type {
  PlannedNewTermsQuery,
  PlannedQuery,
  PlannedThreatMatchQuery,
  PlannedThresholdQuery,
} from '../../evaluate/plan/planned-query.js';
import type { PlannedThreatMatch, ThreatGroup } from '../../evaluate/threat-match/plan-threat-match.js';
import type { PlannedThreshold } from '../../evaluate/threshold/plan-threshold.js';
import type { FieldCatalogue } from '../../fields/catalogue.js';
import { beside, keyMutants } from './beside.js';
import { changedFilter } from './changed-filter.js';
import { planMutants } from './plan-mutants.js';
import type { RuleMutant } from './rule-mutant.js';
import { withItem, without } from './with-item.js';

/** Returns the changes of a threshold: its numbers and keys. */
export function thresholdMutants({ least, cardinality, keys }: PlannedThreshold): readonly RuleMutant[] {
  return [
    ...beside(
      'threshold',
      [least + 1, least - 1].filter((count) => count > 0),
      (planned, count) => withThreshold(planned, (own) => ({ ...own, least: count })),
    ),
    ...beside(
      'cardinality',
      cardinality ? [cardinality.least + 1, cardinality.least - 1] : [],
      (planned, count) =>
        withThreshold(planned, (own) => ({
          ...own,
          cardinality: own.cardinality && { ...own.cardinality, least: count },
        })),
    ),
    ...keyMutants(keys, (planned, index) =>
      withThreshold(planned, (own) => ({ ...own, keys: without(own.keys, index) })),
    ),
  ];
}

function withThreshold(
  planned: PlannedQuery,
  change: (threshold: PlannedThreshold) => PlannedThreshold,
): PlannedQuery {
  return planned.kind === 'threshold'
    ? ({ ...planned, threshold: change(planned.threshold) } satisfies PlannedThresholdQuery)
    : planned;
}

/** Returns the changes of new terms: the length of the history, and the fields. */
export function newTermsMutants({ keys }: PlannedNewTerms): readonly RuleMutant[] {
  const windows = [2, 0.5].map(
    (factor): RuleMutant => ({
      operator: 'history',
      span: undefined,
      detail: factor === 2 ? 'twice' : 'half',
      change: (planned) => withNewTerms(planned, (own) => ({ ...own, historyStart: stretched(own, factor) })),
    }),
  );
  const dropped = keys.length < 2 ? [] : keys;
  return [
    ...windows,
    ...keyMutants(dropped, (planned, index) =>
      withNewTerms(planned, (own) => ({ ...own, keys: without(own.keys, index) })),
    ),
  ];
}

/** Returns the start of a longer or shorter history. */
function stretched(
  { window, historyStart }: PlannedNewTerms,
  factor: number,
): PlannedNewTerms['historyStart'] {
  return (now) => {
    const end = window.at(now).from;
    return end - (end - historyStart(now)) * factor;
  };
}

function withNewTerms(
  planned: PlannedQuery,
  change: (newTerms: PlannedNewTerms) => PlannedNewTerms,
): PlannedQuery {
  return planned.kind === 'new-terms'
    ? ({ ...planned, newTerms: change(planned.newTerms) } satisfies PlannedNewTermsQuery)
    : planned;
}

/** Returns the changes of an indicator match: what is compared, and which indicators count. */
export function threatMutants(
  { groups, filter, threatQuery }: PlannedThreatMatch,
  catalogue: FieldCatalogue,
): readonly RuleMutant[] {
  const alternatives = (groups.length < 2 ? [] : groups).map(
    (group, index): RuleMutant => ({
      operator: 'drop-alternative',
      span: undefined,
      detail: namesOf(group),
      change: (planned) => withThreat(planned, (own) => ({ ...own, groups: without(own.groups, index) })),
    }),
  );
  const entries = groups.flatMap((group, index) =>
    (group.length < 2 ? [] : group).map(
      (entry, at): RuleMutant => ({
        operator: 'drop-key',
        span: undefined,
        detail: entry.field.name,
        change: (planned) =>
          withThreat(planned, (own) => ({
            ...own,
            groups: withItem(own.groups, index, without(own.groups[index]!, at)),
          })),
      }),
    ),
  );
  // The spans are in the threat query and have no meaning in the rule's query.
  const indicators = planMutants(filter.plan, catalogue).map((mutant): RuleMutant => {
    const text = threatQuery.slice(mutant.span.start, mutant.span.end).replace(/\s+/g, ' ');
    return {
      operator: mutant.operator,
      span: undefined,
      detail: mutant.detail === undefined ? text : `${mutant.detail}: ${text}`,
      change: (planned, now) =>
        withThreat(planned, (own) => ({ ...own, filter: changedFilter(own.filter, mutant, now) })),
    };
  });
  return [...alternatives, ...entries, ...indicators];
}

function namesOf(group: ThreatGroup): string {
  return group.map(({ field }) => field.name).join(', ');
}

function withThreat(
  planned: PlannedQuery,
  change: (threatMatch: PlannedThreatMatch) => PlannedThreatMatch,
): PlannedQuery {
  return planned.kind === 'threat-match'
    ? ({ ...planned, threatMatch: change(planned.threatMatch) } satisfies PlannedThreatMatchQuery)
    : planned;
}
