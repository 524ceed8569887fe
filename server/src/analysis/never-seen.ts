import type { LearnedSource } from '../fields/inventory/inventory.js';
import type { Analysis } from './analysis.js';
import { learnedView } from './learned-view.js';

/** Returns `never seen in 40,000 events of logs-endpoint.*`, or undefined if the data does not show that. */
export function neverSeen(field: string, analysis: Analysis): string | undefined {
  const view = learnedView(analysis);
  if (!view || view.documents === 0 || (view.anyFacts(field)?.documents ?? 0) > 0) return undefined;
  return `never seen in ${countedEvents(view.documents)} of ${namesOf(view.certain)}`;
}

/** Returns `1 event`, `40,000 events`. */
export function countedEvents(count: number): string {
  return `${grouped(count)} event${count === 1 ? '' : 's'}`;
}

/** Formats a number with commas between thousands, independent of the locale. */
export function grouped(count: number): string {
  return String(count).replace(/\B(?=(?:\d{3})+$)/g, ',');
}

const mostNamed = 2;

/** Returns the display names of sources, those with the most documents first. */
export function namesOf(sources: readonly LearnedSource[]): string {
  const names = [...sources]
    .filter(({ documents = 0 }) => documents > 0)
    .sort((a, b) => (b.documents ?? 0) - (a.documents ?? 0))
    .map(({ name }) => name);
  const shown = names.slice(0, mostNamed).map((name) => `"${name}"`);
  const more = names.length - shown.length;
  if (more > 0) shown.push(`${more} other ${more === 1 ? 'source' : 'sources'}`);
  return shown.length < 2 ? (shown[0] ?? '') : `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}`;
}
