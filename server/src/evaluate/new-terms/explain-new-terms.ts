import { incompleteEvents, mostEntries, type RaisedExplanation, showKeys } from '../explain/raised.js';
import { printKeys } from '../plan/keys.js';
import type { PlannedFilter } from '../plan/planned-filter.js';
import { lengthInWords } from '../prepare/window.js';
import { eventClock } from '../run/event-clock.js';
import type { EventObject } from '../values/access.js';
import type { PlannedNewTerms } from './plan-new-terms.js';
import { keepTerms, type NewTermsSpan, type Term } from './terms.js';

/** Explains when each combination of values was first seen by a new_terms rule. */
export function explainNewTerms(
  filter: PlannedFilter,
  newTerms: PlannedNewTerms,
  events: readonly EventObject[],
): RaisedExplanation {
  const clock = eventClock(newTerms.window);
  const keeper = keepTerms<number>(newTerms, clock);
  const fields = newTerms.keys.map((key) => key.field.name);
  let incomplete = 0;
  let untimed = 0;
  for (const event of newTerms.history) if (filter.matches(event)) keeper.add(event, undefined);
  events.forEach((event, index) => {
    clock.pass(event);
    if (!filter.matches(event) || keeper.add(event, index)) return;
    if (newTerms.window.timeOf(event) === undefined) untimed++;
    else incomplete++;
  });
  const span = keeper.span();
  const terms = keeper.terms().sort((a, b) => rank(a) - rank(b));
  const shown = terms.slice(0, mostEntries).map((term) => {
    const keys = printKeys(term.keys, newTerms.keys, 'text');
    return { term, keys, verdict: describeTerm(term, span) };
  });
  return {
    key: 'newTerms',
    entries: shown.map(({ term, keys, verdict }) => ({
      text: `${showKeys(fields, keys)}: ${verdict}`,
      holds: term.isNew,
    })),
    notes: [
      ...(incomplete > 0 ? [incompleteEvents(incomplete, fields)] : []),
      ...(untimed > 0 ? [incompleteEvents(untimed, ['a time'])] : []),
    ],
    details: {
      fields,
      historyStart: isoTime(span.historyStart),
      from: isoTime(span.from),
      to: isoTime(span.to),
      terms: shown.map(({ term, keys, verdict }) => ({
        keys,
        event: term.first?.origin ?? null,
        firstSeen: term.firstSeen === undefined ? null : isoTime(term.firstSeen),
        isNew: term.isNew,
        verdict,
      })),
    },
  };
}

/** Ranks new combinations first, then those with an event in the window. */
function rank({ isNew, first }: Term<number>): number {
  return isNew ? 0 : first ? 1 : 2;
}

/** Describes when values were first seen, as far as that decides. */
function describeTerm(
  { first, firstSeen, before, isNew }: Term<number>,
  { from, to, historyStart, now }: NewTermsSpan,
): string {
  const ago = (time: number): string =>
    `${lengthInWords(Math.abs(now - time))} ${time > now ? 'ahead' : 'ago'}`;
  const history = `the history window of ${lengthInWords(from - historyStart)}`;
  const at = first === undefined ? '' : `, event ${first.origin}`;
  if (isNew)
    return before === undefined
      ? `never seen before${at}`
      : `last seen ${ago(before)}, before ${history}, so it is new${at}`;
  if (first && firstSeen !== undefined)
    return firstSeen === from
      ? `first seen exactly at the start of the window, so it is not new`
      : `first seen ${ago(firstSeen)}, inside ${history}`;
  if (firstSeen !== undefined && firstSeen < from)
    return `only seen ${ago(firstSeen)}, before the window of ${lengthInWords(to - from)}`;
  if (before !== undefined) return `only seen ${ago(before)}, before ${history}`;
  return `only seen after the end of the window, ${isoTime(to)}`;
}

function isoTime(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}
