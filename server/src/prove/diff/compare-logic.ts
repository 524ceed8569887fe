import type { JoinKey } from '../../evaluate/plan/keys.js';
import type { PlannedFilter } from '../../evaluate/plan/planned-filter.js';
import {
  hasSteps,
  type PlannedPipe,
  type PlannedSample,
  type PlannedSequence,
  type PlannedStep,
} from '../../evaluate/plan/planned-query.js';
import type { PreparedRule } from '../../evaluate/prepare/prepare-query.js';
import type { ThreatEntry } from '../../evaluate/threat-match/plan-threat-match.js';
import type { PlannedThreshold } from '../../evaluate/threshold/plan-threshold.js';
import { implies } from '../../logic/implies.js';
import { meaningOfQuery } from '../../query/meaning.js';
import type { Rule } from '../../rule/rule.js';

/** How the events that raise alerts relate between two versions of a rule. */
export type LogicRelation = 'equal' | 'narrower' | 'wider' | 'overlapping' | 'unknown';

/** One version of a rule, ready to run. */
export interface RuleVersion {
  readonly rule: Rule;
  readonly prepared: PreparedRule;
}

/** The proved relation of two versions. */
interface Proved {
  /** Whether the new version raises alerts only where the old one does. */
  readonly isWithin: boolean;
  /** Whether the new version raises an alert wherever the old one does. */
  readonly contains: boolean;
}

/** Returns how two versions of a rule relate, as far as that can be proved, else `unknown`. */
export function compareLogic(before: RuleVersion, after: RuleVersion): LogicRelation {
  const { isWithin, contains } = proved(before, after);
  if (isWithin && contains) return 'equal';
  if (isWithin) return 'narrower';
  return contains ? 'wider' : 'unknown';
}

const nothing: Proved = { isWithin: false, contains: false };
const everything: Proved = { isWithin: true, contains: true };

/** Both hold if two values are the same; otherwise nothing is proved. */
const ifSame = (isSame: boolean): Proved => (isSame ? everything : nothing);

const isEqual = ({ isWithin, contains }: Proved): boolean => isWithin && contains;

function both(...all: readonly Proved[]): Proved {
  return {
    isWithin: all.every(({ isWithin }) => isWithin),
    contains: all.every(({ contains }) => contains),
  };
}

/** Keys that change which events are read, or how. */
export const readingKeys = [
  'type',
  'event_category_override',
  'timestamp_field',
  'timestamp_override',
  'timestamp_override_fallback_disabled',
  'tiebreaker_field',
] as const;

function proved(before: RuleVersion, after: RuleVersion): Proved {
  const [a, b] = [before.prepared.planned, after.prepared.planned];
  const isSameKey = (key: string): boolean => isSameValue(before.rule.table[key], after.rule.table[key]);
  const data = compareIndices(before.rule.index, after.rule.index);
  const filters = comparingFilters(before.prepared.queryText, after.prepared.queryText);
  const common = both(data, ifSame(readingKeys.every(isSameKey)));
  if (hasSteps(a) || hasSteps(b))
    return hasSteps(a) && hasSteps(b) ? compareSteps(a, b, filters, common) : nothing;
  const own = filters(a.filter, b.filter);
  switch (a.kind) {
    case 'event':
      return b.kind === 'event' ? piped(both(common, own), a.pipes, b.pipes) : nothing;
    case 'threshold':
      return b.kind === 'threshold'
        ? both(common, own, compareThresholds(a.threshold, b.threshold))
        : nothing;
    case 'new-terms':
      // A wider query also has a wider history, so fewer terms are new.
      return ifSame(isEqual(common) && isEqual(own) && isSameKey('new_terms'));
    case 'threat-match': {
      if (b.kind !== 'threat-match') return nothing;
      const indicators = comparingFilters(a.threatMatch.threatQuery, b.threatMatch.threatQuery)(
        a.threatMatch.filter,
        b.threatMatch.filter,
      );
      const isSame = isSameValue(entriesOf(a.threatMatch.groups), entriesOf(b.threatMatch.groups));
      const negates = a.threatMatch.groups.flat().some(({ negated }) => negated);
      return both(
        common,
        own,
        ifSame(isSame && isSameKey('threat_index')),
        negates ? ifSame(isEqual(indicators)) : indicators,
      );
    }
    case 'table':
      return both(common, own, ifSame(hasSameMeaning(before, after)));
  }
}

function hasSameMeaning(before: RuleVersion, after: RuleVersion): boolean {
  const meaning = meaningOfQuery(before.prepared.queryText, before.prepared.language);
  return (
    meaning !== undefined && meaning === meaningOfQuery(after.prepared.queryText, after.prepared.language)
  );
}

type FilterComparison = (before: PlannedFilter, after: PlannedFilter) => Proved;

/** Returns a comparison of filters whose spans are in these two texts. */
function comparingFilters(before: string, after: string): FilterComparison {
  return (a, b) => {
    const own = { condition: a.plan, query: before };
    const other = { condition: b.plan, query: after };
    return { isWithin: implies(other, own), contains: implies(own, other) };
  };
}

/** Weakens a proof if there is a head or tail, where one more match changes which events are taken. */
function piped(proved: Proved, before: readonly PlannedPipe[], after: readonly PlannedPipe[]): Proved {
  if (before.length + after.length === 0) return proved;
  return ifSame(isEqual(proved) && isSameValue(before, after));
}

/**
 * Compares index patterns: a further pattern reads more events. With an exclusion in one of the versions, or
 * without patterns, when a rule reads the indices of its space, only equal lists prove anything.
 */
function compareIndices(before: readonly string[], after: readonly string[]): Proved {
  const excludes = [...before, ...after].some((pattern) => pattern.startsWith('-'));
  if (excludes || before.length === 0 || after.length === 0) return ifSame(isSameValue(before, after));
  return {
    isWithin: after.every((pattern) => before.includes(pattern)),
    contains: before.every((pattern) => after.includes(pattern)),
  };
}

function compareThresholds(a: PlannedThreshold, b: PlannedThreshold): Proved {
  const [own, other] = [a.cardinality, b.cardinality];
  if (!isSameValue(namesOf(a.keys).sort(), namesOf(b.keys).sort())) return nothing;
  if (own && other && own.field.name !== other.field.name) return nothing;
  const [leastBefore, leastAfter] = [own?.least ?? 0, other?.least ?? 0];
  return {
    isWithin: b.least >= a.least && leastAfter >= leastBefore,
    contains: b.least <= a.least && leastAfter <= leastBefore,
  };
}

function compareSteps(
  a: PlannedSequence | PlannedSample,
  b: PlannedSequence | PlannedSample,
  filters: FilterComparison,
  common: Proved,
): Proved {
  if (a.kind !== b.kind || a.steps.length !== b.steps.length) return nothing;
  const steps = a.steps.map((step, index) => compareStep(step, b.steps[index]!, filters));
  if (a.kind === 'sample' || b.kind === 'sample') return piped(both(common, ...steps), a.pipes, b.pipes);
  const [first, second] = [a.maxspan ?? Number.POSITIVE_INFINITY, b.maxspan ?? Number.POSITIVE_INFINITY];
  const span: Proved = { isWithin: second <= first, contains: second >= first };
  // More data also contains more of the events that end a sequence.
  const data = a.until || b.until ? ifSame(isEqual(common)) : common;
  const proved = both(data, ...steps, span, compareUntil(a.until, b.until, filters));
  // Whether an event is missing depends on the times of the events around it: any change can have either
  // effect.
  const hasMissing = [...a.steps, ...b.steps].some(({ missing }) => missing);
  return piped(hasMissing ? ifSame(isEqual(proved)) : proved, a.pipes, b.pipes);
}

function compareStep(a: PlannedStep, b: PlannedStep, filters: FilterComparison): Proved {
  const isSameKind = a.missing === b.missing && isSameValue(keyNames(a.keys), keyNames(b.keys));
  return isSameKind ? filters(a, b) : nothing;
}

function compareUntil(
  a: PlannedStep | undefined,
  b: PlannedStep | undefined,
  filters: FilterComparison,
): Proved {
  if (!a || !b) return { isWithin: !a || a === b, contains: !b || a === b };
  if (!isSameValue(keyNames(a.keys), keyNames(b.keys))) return nothing;
  const own = filters(a, b);
  return { isWithin: own.contains, contains: own.isWithin };
}

const namesOf = (keys: readonly JoinKey[]): string[] => keys.map(({ field }) => field.name);
const keyNames = (keys: readonly JoinKey[]): unknown =>
  keys.map(({ field, optional }) => [field.name, optional]);

function entriesOf(groups: readonly (readonly ThreatEntry[])[]): unknown {
  return groups.map((group) =>
    group.map(({ field, indicatorField, negated }) => [field.name, indicatorField.name, negated]),
  );
}

function isSameValue(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
