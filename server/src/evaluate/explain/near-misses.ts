import { least } from '../../text/extremes.js';
import { once } from '../../text/once.js';
import { EvaluationError } from '../plan/plan.js';
import type { PlannedTableQuery } from '../plan/planned-query.js';
import type { PreparedRule } from '../prepare/prepare-query.js';
import type { EventObject } from '../values/access.js';
import { eventsInRows, mostAmong } from './among.js';
import { explainEvent, type FilterExplanation } from './explain-rule.js';
import type { Explanation } from './explanation.js';
import { decidingClauses, distance } from './nearest.js';

/** An event that matches no event filter of a query, and why it fails the filter that it comes nearest to. */
export interface NearMiss<Origin> {
  readonly origin: Origin;
  /** The number of the step from 0. Undefined for an event query. */
  readonly step: number | undefined;
  /** The number of failing clauses, at least 1. */
  readonly failing: number;
  /** The first failing clause. */
  readonly clause: Explanation;
}

export interface NearMisses<Origin> {
  /**
   * Whether further events are considered. Explaining costs more than matching, so their number is limited.
   */
  looking(): boolean;
  offer(event: EventObject, origin: Origin): void;
  /** Returns the nearest first, and equally near ones in the order of arrival. */
  list(): readonly NearMiss<Origin>[];
}

/** An event with this many more failing clauses than the nearest one is not near. */
const farther = 2;

interface Limits {
  readonly most: number;
  readonly candidates: number;
}

/** Picks, from the first `candidates` events, at most `most` with the fewest failing clauses. */
export function nearMisses<Origin>(rule: PreparedRule, limits: Limits): NearMisses<Origin> {
  const { planned } = rule;
  return planned.kind === 'table' ? missesOfTable(rule, planned, limits) : missesOfEvents(rule, limits);
}

function missesOfEvents<Origin>(rule: PreparedRule, { most, candidates }: Limits): NearMisses<Origin> {
  const best = bestMisses<Origin>(most);
  let offered = 0;
  return {
    looking: () => offered < candidates,
    offer(event, origin) {
      if (offered++ < candidates) best.add(explainEvent(rule, event), origin);
    },
    list: best.list,
  };
}

/**
 * Keeps all events if other events affect the result. The ones that are nearest on their own are explained
 * again among the others.
 */
function missesOfTable<Origin>(
  rule: PreparedRule,
  planned: PlannedTableQuery,
  { most, candidates }: Limits,
): NearMisses<Origin> {
  const events: EventObject[] = [];
  const origins: Origin[] = [];
  const list = once(() => {
    const alerting = orNone(() => eventsInRows(planned, events));
    const alone = [...events.keys()]
      .slice(0, candidates)
      .filter((index) => !alerting?.has(index))
      .map((index) => ({ index, filters: explainEvent(rule, events[index]!) }));
    const nearest = alone.toSorted((a, b) => nearness(a.filters) - nearness(b.filters)).slice(0, most);
    const best = bestMisses<Origin>(most);
    for (const { index } of nearest.toSorted((a, b) => a.index - b.index))
      best.add(explainEvent(rule, events[index]!, { events, index }), origins[index]!);
    return best.list();
  });
  return {
    looking: () => events.length < mostAmong,
    offer(event, origin) {
      if (events.length >= mostAmong) return;
      events.push(event);
      origins.push(origin);
    },
    list,
  };
}

function nearness(filters: readonly FilterExplanation[]): number {
  return least(filters.map(({ explanation }) => distance(explanation)));
}

/** Returns undefined if the search fails. */
function orNone<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch (error) {
    if (error instanceof EvaluationError) return undefined;
    throw error;
  }
}

/** Keeps the nearest, and of equally near ones the first. */
function bestMisses<Origin>(most: number): {
  add(filters: readonly FilterExplanation[], origin: Origin): void;
  list(): readonly NearMiss<Origin>[];
} {
  const best: NearMiss<Origin>[] = [];
  return {
    add(filters, origin) {
      if (filters.some(({ explanation }) => explanation.holds)) return;
      const [nearest] = filters
        .map((filter) => ({ ...filter, failing: distance(filter.explanation) }))
        .sort((a, b) => a.failing - b.failing);
      const [clause] = nearest ? decidingClauses(nearest.explanation) : [];
      if (!nearest || !clause) return;
      if (best.length === most && nearest.failing >= best[most - 1]!.failing) return;
      best.push({ origin, step: nearest.step, failing: nearest.failing, clause });
      best.sort((a, b) => a.failing - b.failing);
      best.length = Math.min(best.length, most);
    },
    list: () => best.filter(({ failing }) => failing <= best[0]!.failing + farther),
  };
}
