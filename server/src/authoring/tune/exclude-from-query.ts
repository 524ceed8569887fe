import { eqlLanguage } from '../../query/eql/language.js';
import type { EventFilter } from '../../query/eql/syntax.js';
import { type EqlToken, tokenizeEql } from '../../query/eql/tokens.js';
import { filtersOf } from '../../query/eql/walk.js';
import { esqlLanguage } from '../../query/esql/language.js';
import { kqlLanguage } from '../../query/kql/language.js';
import type { TextEdit } from '../../text/edits.js';
import type { Conjunction } from '../evidence/clause.js';
import { type ClausePrinter, clausePrinters } from '../evidence/print-clause.js';

/**
 * Returns the edits of a query that exclude the events which satisfy one of the conjunctions.
 *
 * @param step the step of a sequence whose events are excluded, from 0; ignored otherwise.
 */
export type Exclude = (
  query: string,
  excluded: readonly Conjunction[],
  step: number,
) => readonly TextEdit[] | undefined;

/** Returns the step of each event in the alerts of an EQL sequence: a step with runs has several events. */
export function stepsOfPlaces(query: string): readonly number[] {
  const { tree } = eqlLanguage.parse(query);
  if (!tree || tree.kind === 'event-query') return [0];
  return tree.steps.flatMap(({ runs }, step) => Array.from({ length: Math.min(runs, 100) }, () => step));
}

/** Excluders by language id; they return undefined for a query that does not parse. */
export const excluders: Readonly<Record<string, Exclude>> = {
  eql(query, excluded, step) {
    const { tree, problems } = eqlLanguage.parse(query);
    const filter = tree && problems.length === 0 ? filtersOf(tree)[step] : undefined;
    if (!filter) return undefined;
    const place = placeOf(query, filter);
    return appendTo(query, place, excluded, clausePrinters.eql);
  },
  kuery(query, excluded) {
    const { tree, problems } = kqlLanguage.parse(query);
    if (!tree || problems.length > 0) return undefined;
    const end = query.trimEnd().length;
    const start = query.length - query.trimStart().length;
    if (!tree.condition) {
      const all = excluded.map((one) => notText(one, clausePrinters.kuery, ''));
      return [{ span: { start: 0, end: query.length }, text: all.join(' and ') }];
    }
    return appendTo(
      query,
      { start, end, isAlternative: tree.condition.kind === 'or' },
      excluded,
      clausePrinters.kuery,
    );
  },
  esql(query, excluded) {
    const { tree, problems } = esqlLanguage.parse(query);
    const [source, next] = tree && problems.length === 0 ? tree.commands : [];
    if (source?.kind !== 'from') return undefined;
    const end = source.span.start + query.slice(source.span.start, source.span.end).trimEnd().length;
    const written = next ? query.slice(next.nameSpan.start, next.nameSpan.end) : 'WHERE';
    const isLower = written === written.toLowerCase();
    const word = (text: string): string => (isLower ? text.toLowerCase() : text);
    const lines = excluded.map((conjunction) => {
      const clauses = conjunction.map((clause) => clausePrinters.esql(clause)).join(word(' AND '));
      // A comparison with a missing field is null, and null rows are dropped.
      return `\n| ${word('WHERE NOT COALESCE')}(${clauses}, false)`;
    });
    return [{ span: { start: end, end }, text: lines.join('') }];
  },
};

/** Returns the range of a filter's condition, including its parentheses. */
function placeOf(query: string, { category, condition, span }: EventFilter): Place {
  const { tokens } = tokenizeEql(query);
  const first = tokens.findIndex(({ start, kind }) => start >= category.span.end && kind === 'where') + 1;
  const end = endOfCondition(tokens, span.end);
  return { start: tokens[first]!.start, end, isAlternative: condition.kind === 'or' };
}

/**
 * Returns the end of a condition, including the parentheses that close after it: they are not in any span of
 * the tree.
 */
function endOfCondition(tokens: readonly EqlToken[], end: number): number {
  const behind = tokens.filter(({ start }) => start >= end);
  const other = behind.findIndex(({ kind }) => kind !== ')');
  return behind.slice(0, other < 0 ? undefined : other).at(-1)?.end ?? end;
}

interface Place {
  readonly start: number;
  readonly end: number;
  /** Whether the condition is a list of alternatives, which needs parentheses. */
  readonly isAlternative: boolean;
}

function appendTo(
  query: string,
  { start, end, isAlternative }: Place,
  excluded: readonly Conjunction[],
  print: ClausePrinter,
): readonly TextEdit[] {
  const isMultiline = query.trim().includes('\n');
  const indent = isMultiline ? indentBefore(query, end) : '';
  const all = excluded.map(
    (one) => (isMultiline ? ` and\n${indent}` : ' and ') + notText(one, print, indent, isMultiline),
  );
  const after: TextEdit = { span: { start: end, end }, text: (isAlternative ? ')' : '') + all.join('') };
  return isAlternative ? [{ span: { start, end: start }, text: '(' }, after] : [after];
}

function notText(
  conjunction: Conjunction,
  print: ClausePrinter,
  indent: string,
  isMultiline = false,
): string {
  const clauses = conjunction.map(print);
  const single = clauses.length === 1 ? `not ${clauses[0]!}` : `not (${clauses.join(' and ')})`;
  if (!isMultiline || single.length <= 80 || clauses.length === 1) return single;
  return `not (\n${clauses.map((clause) => `${indent}  ${clause}`).join(' and\n')}\n${indent})`;
}

/** Returns the indentation of the line that contains an offset; two spaces for a query's first line. */
function indentBefore(query: string, offset: number): string {
  const line = query.lastIndexOf('\n', offset - 1) + 1;
  return line === 0 ? '  ' : /^[ \t]*/.exec(query.slice(line))![0];
}
