import { printFieldName, printString } from '../../query/eql/print.js';
import { writtenName } from '../../query/esql/written-name.js';
import type { Clause, Conjunction } from '../evidence/clause.js';
import type { Values } from '../evidence/common-clauses.js';
import { clausePrinters } from '../evidence/print-clause.js';
import type { ChosenClauses } from './choose-clauses.js';
import { maxspanFor, type Shape } from './shape.js';

/** The fields that an analyst looks at first. */
const shownFields = ['host.id', 'host.name', 'user.name', 'source.ip'];

export type DraftLanguage = 'eql' | 'kuery' | 'esql';

/** Returns a query for events of one kind. `index` is where ES|QL reads from. */
export function singleQuery(
  language: DraftLanguage,
  chosen: ChosenClauses,
  events: readonly Values[],
  index: string,
): string {
  const all = [...chosen.kind, ...chosen.telling];
  if (language === 'eql') return `${eqlCategory(events)} where ${eqlCondition(all)}`;
  const clauses = [...categoryClause(events), ...all];
  if (language === 'kuery')
    return clauses.length === 0 ? '*:*' : clauses.map(clausePrinters.kuery).join(' and\n  ');
  const where =
    clauses.length === 0
      ? ''
      : `\n| where ${clauses.map(clausePrinters.esql).join('\n    and ').replaceAll(' IN (', ' in (').replaceAll(' LIKE ', ' like ')}`;
  const kept = [
    ...new Set([
      '@timestamp',
      ...shownFields.filter((field) => events.every((event) => event.has(field))),
      ...clauses.map(({ field }) => field),
    ]),
  ];
  return `from ${index} metadata _id, _version, _index${where}\n| keep _id, _version, _index, ${kept.map(writtenName).join(', ')}`;
}

/** Returns a sequence from the conditions of each step, in order. */
export function sequenceQuery(
  steps: readonly ChosenClauses[],
  events: readonly Values[],
  { keys, milliseconds }: Extract<Shape, { kind: 'sequence' }>,
): string {
  const isOneKey = new Set(keys).size === 1;
  const lines = steps.map(({ kind, telling }, step) => {
    const by = isOneKey ? '' : ` by ${keys[step]!}`;
    return `  [${eqlCategory([events[step]!])} where ${eqlCondition([...kind, ...telling], '    ')}]${by}`;
  });
  return `sequence${isOneKey ? ` by ${keys[0]!}` : ''} with maxspan=${maxspanFor(milliseconds)}\n${lines.join('\n')}`;
}

function eqlCondition(clauses: Conjunction, indent = '  '): string {
  return clauses.length === 0 ? 'true' : clauses.map(eqlClause).join(` and\n${indent}`);
}

/**
 * Prints a condition in EQL, case-insensitive for program, file and key names, whose letter case differs
 * between hosts.
 */
function eqlClause(clause: Clause): string {
  const { field, trust, test } = clause;
  if (
    (trust !== 'name' && trust !== 'place') ||
    (test.kind === 'values' && test.values.some((one) => typeof one !== 'string'))
  )
    return clausePrinters.eql(clause);
  const texts = test.kind === 'pattern' ? [`${test.prefix}*${test.suffix}`] : test.values.map(String);
  const written = texts.map(printString).join(', ');
  return `${printFieldName(field)} : ${texts.length === 1 ? written : `(${written})`}`;
}

/** Returns the category that all of the events share, or `any`. */
function eqlCategory(events: readonly Values[]): string {
  const [first] = events;
  const shared = (first?.get('event.category') ?? []).find((category) =>
    events.every((event) => event.get('event.category')?.includes(category)),
  );
  if (typeof shared !== 'string') return 'any';
  return /^[a-z_]+$/.test(shared) ? shared : printString(shared);
}

function categoryClause(events: readonly Values[]): Conjunction {
  const category = eqlCategory(events);
  return category === 'any' || category.startsWith('"')
    ? []
    : [{ field: 'event.category', trust: 'context', test: { kind: 'values', values: [category] } }];
}
