import type { PreparedRule } from '../prepare/prepare-query.js';
import type { EventObject } from '../values/access.js';
import { explainEvent } from './explain-rule.js';
import type { Explanation } from './explanation.js';
import { decidingClauses, distance } from './nearest.js';

/** An event that matches no event filter of a query, and what it lacks for the filter that it comes nearest to. */
export interface NearMiss<Origin> {
  readonly origin: Origin;
  /** Number of the step from 0; undefined for an event query. */
  readonly step: number | undefined;
  /** Clauses that do not hold; at least 1. */
  readonly failing: number;
  /** The first of them. */
  readonly clause: Explanation;
}

export interface NearMisses<Origin> {
  /** Whether further events are looked at. Explaining costs more than matching, so their number is limited. */
  looking(): boolean;
  offer(event: EventObject, origin: Origin): void;
  /** The nearest first, then as they were offered. */
  list(): readonly NearMiss<Origin>[];
}

/** An event that fails in so many clauses more than the nearest one is not near. */
const farther = 2;

/** Picks from the first `candidates` events those, at most `most`, that fail in the fewest clauses. */
export function nearMisses<Origin>(
  rule: PreparedRule,
  { most, candidates }: { readonly most: number; readonly candidates: number },
): NearMisses<Origin> {
  const best: NearMiss<Origin>[] = [];
  let offered = 0;
  return {
    looking: () => offered < candidates,
    offer(event, origin) {
      if (offered++ >= candidates) return;
      const filters = explainEvent(rule, event);
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
