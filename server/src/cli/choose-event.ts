import { amongOf, eventsInRows } from '../evaluate/explain/among.js';
import { explainEvent, type FilterExplanation } from '../evaluate/explain/explain-rule.js';
import { distance } from '../evaluate/explain/nearest.js';
import { EvaluationError } from '../evaluate/plan/plan.js';
import type { PreparedRule } from '../evaluate/prepare/prepare-query.js';
import type { EventObject } from '../evaluate/values/access.js';
import { least } from '../text/extremes.js';

/** An event that can be explained. Its number counts all events that were read. */
export interface Candidate {
  readonly event: EventObject;
  readonly number: number;
}

/** The event to explain. */
export interface Chosen extends Candidate {
  readonly filters: readonly FilterExplanation[];
}

/**
 * Returns the event that comes closest to matching, the first one if there are several.
 *
 * @param around all events of the run in order, for a query that builds rows from them.
 */
export function chooseEvent(
  prepared: PreparedRule,
  candidates: readonly Candidate[],
  around: readonly Candidate[],
): Chosen | undefined {
  if (prepared.planned.kind !== 'table') return nearest(prepared, candidates);
  const chosen = raising(prepared, candidates, around) ?? nearest(prepared, candidates);
  if (!chosen) return undefined;
  const index = around.findIndex(({ number }) => number === chosen.number);
  if (index < 0) return { ...chosen, filters: explainEvent(prepared, chosen.event) };
  const events = around.map(({ event }) => event);
  return { ...chosen, filters: explainEvent(prepared, chosen.event, amongOf(events, index)) };
}

/** Returns the first candidate that contributes to a row. */
function raising(
  { planned }: PreparedRule,
  candidates: readonly Candidate[],
  around: readonly Candidate[],
): Candidate | undefined {
  if (planned.kind !== 'table' || candidates.length === 1) return candidates[0];
  try {
    const rows = eventsInRows(
      planned,
      around.map(({ event }) => event),
    );
    const numbers = new Set([...rows].map((index) => around[index]!.number));
    return candidates.find(({ number }) => numbers.has(number));
  } catch (error) {
    if (error instanceof EvaluationError) return undefined;
    throw error;
  }
}

function nearest(prepared: PreparedRule, candidates: readonly Candidate[]): Chosen | undefined {
  let best: { chosen: Chosen; distance: number } | undefined;
  for (const candidate of candidates) {
    const filters = explainEvent(prepared, candidate.event);
    const nearest = least(filters.map(({ explanation }) => distance(explanation)));
    if (!best || nearest < best.distance) best = { chosen: { ...candidate, filters }, distance: nearest };
    if (nearest === 0) break;
  }
  return best?.chosen;
}
