import { type Clause, clauseHolds } from './clause.js';
import { commonPattern } from './common-pattern.js';
import { type Trust, trustOf } from './field-trust.js';
import type { Scalar } from './field-values.js';

export type Values = ReadonlyMap<string, readonly Scalar[]>;

/** A list with more values would describe the events and not what they have in common. */
const mostValues = 8;

/** Length limit of a value: nobody would write a longer one into a rule. */
const longestText = 400;

/** Limit of conditions from a field with several values per event, such as a process's arguments. */
const mostOfOneField = 4;

/** Returns the conditions that hold for all of the events, whatever their value. */
export function commonClauses(events: readonly Values[]): readonly Clause[] {
  const [first] = events;
  if (!first) return [];
  return [...first.keys()].flatMap((field) => {
    const trust = trustOf(field);
    return trust === 'never' ? [] : clausesOf(field, trust, events);
  });
}

function clausesOf(
  field: string,
  trust: Exclude<Trust, 'never'>,
  events: readonly Values[],
): readonly Clause[] {
  const values = events.map((event) => (event.get(field) ?? []).filter(isUsable));
  if (values.some((own) => own.length === 0)) return [];
  const same = values[0]!.filter((value) => values.every((own) => own.includes(value)));
  if (same.length > 0)
    return same
      .slice(0, mostOfOneField)
      .map((value) => ({ field, trust, test: { kind: 'values', values: [value] } }));
  if (values.some((own) => own.length > 1)) return [];
  const all = [...new Set(values.flat())];
  const listed: Clause[] =
    all.length <= mostValues ? [{ field, trust, test: { kind: 'values', values: all.sort() } }] : [];
  const pattern = all.every((value) => typeof value === 'string')
    ? commonPattern(all as string[])
    : undefined;
  const open: Clause | undefined = pattern && { field, trust, test: { kind: 'pattern', ...pattern } };
  return open && values.every((own) => clauseHolds(open, new Map([[field, own]])))
    ? [...listed, open]
    : listed;
}

/** Returns whether a value can be used in every language; not all of them can escape wildcards. */
function isUsable(value: Scalar): boolean {
  return (
    typeof value !== 'string' || (value !== '' && value.length <= longestText && !/[*?\p{Cc}]/u.test(value))
  );
}
