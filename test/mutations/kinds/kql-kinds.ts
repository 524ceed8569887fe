import type { KqlValue } from '../../../server/src/query/kql/syntax.js';
import type { Span } from '../../../server/src/text/span.js';
import { misspell } from '../edits.js';
import type { MutationKind, Original } from '../mutant.js';
import {
  conditionsOf,
  isListed,
  misspellField,
  queryKind,
  replaceInQuery,
  withNext,
  written,
} from './query-edits.js';

const syntax = ['kql-syntax'];

interface Pair {
  readonly field: KqlValue;
  readonly value: KqlValue;
  readonly span: Span;
}

const pairs = (original: Original): Pair[] =>
  conditionsOf(original).flatMap((node): Pair[] =>
    node.kind === 'is' && node.field ? [{ field: node.field, value: node.value, span: node.span }] : [],
  );

/** Returns the whole query if it is KQL. */
const queries = ({ analysis: { rule }, kql }: Original): string[] => (kql ? [rule.query!.text] : []);

function listedPairs(original: Original): Pair[] {
  return pairs(original).filter(({ field, value }) => isListed(field.text, value.text, original));
}

/** Returns the spans of a pattern outside of quotes. */
function outsideQuotes(query: string, pattern: RegExp): Span[] {
  const blanked = query.replace(/"(?:\\.|[^"\\])*"/g, (quoted) => '~'.repeat(quoted.length));
  return [...blanked.matchAll(pattern)].map(({ index, 0: match }) => ({
    start: index,
    end: index + match.length,
  }));
}

const valueCodes = ['value-typo', 'value-closed-enum', 'value-open'];
const word = (value: KqlValue, by: string): string => (value.quoted ? `"${by}"` : by);

/** Mistakes in KQL queries. */
export const kqlKinds: readonly MutationKind[] = [
  queryKind('KQL: misspelt field', ['field-unknown'], pairs, ({ field }, original, random) => {
    if (field.pieces || written(original, field.span) !== field.text) return undefined;
    const wrong = misspellField(field.text, original, random);
    return wrong === undefined ? undefined : replaceInQuery(original, field.span, wrong);
  }),
  queryKind('KQL: misspelt value', valueCodes, listedPairs, ({ field, value }, original, random) => {
    const wrong = misspell(value.text, random);
    if (wrong === undefined || isListed(field.text, wrong, original)) return undefined;
    return replaceInQuery(original, value.span, word(value, wrong));
  }),
  queryKind('KQL: value in capitals', valueCodes, listedPairs, ({ field, value }, original) => {
    const wrong = value.text.toUpperCase();
    return isListed(field.text, wrong, original)
      ? undefined
      : replaceInQuery(original, value.span, word(value, wrong));
  }),
  queryKind(
    'KQL: text for a number',
    ['kql-type', 'field-type', 'kql-never-matches'],
    pairs,
    ({ field, value }, original, random) => {
      const type = original.analysis.catalogue.get(field.text)?.mapping.type;
      if (type !== 'long' || !/^\d+$/.test(value.text)) return undefined;
      return replaceInQuery(original, value.span, random.pick(['https', 'high', '"ten"', `${value.text}x`])!);
    },
  ),
  queryKind(
    'KQL: text for an address',
    ['kql-type', 'field-type', 'kql-never-matches'],
    pairs,
    ({ field, value }, original, random) => {
      if (original.analysis.catalogue.get(field.text)?.mapping.type !== 'ip' || value.pieces)
        return undefined;
      return replaceInQuery(
        original,
        value.span,
        random.pick(['localhost', '10.0.0', '"300.1.1.1"', '"10.0.0.0/40"'])!,
      );
    },
  ),
  queryKind(
    'KQL: keyword in capitals',
    ['kql-keyword-case', 'kql-syntax'],
    queries,
    (query, original, random) => {
      const span = random.pick(outsideQuotes(query, /(?<=[\s)])(?:and|or|not)(?=\s)/g));
      return span && replaceInQuery(original, span, query.slice(span.start, span.end).toUpperCase());
    },
  ),
  queryKind('KQL: parenthesis not closed', syntax, queries, (query, original, random) => {
    const span = random.pick(outsideQuotes(query, /\)/g));
    const open = span && query.lastIndexOf('(', span.start);
    return span && replaceInQuery(original, span, '', { start: open!, end: query.length });
  }),
  queryKind('KQL: parenthesis not opened', syntax, queries, (query, original, random) => {
    const span = random.pick(outsideQuotes(query, /\(/g));
    return span && replaceInQuery(original, span, '', { start: span.start, end: query.length });
  }),
  queryKind('KQL: text not closed', syntax, queries, (query, original, random) => {
    const span = random.pick([...query.matchAll(/"[^"\\\n]*"/g)]);
    if (!span) return undefined;
    const end = span.index + span[0].length;
    return replaceInQuery(original, { start: end - 1, end }, '', { start: span.index, end: query.length });
  }),
  queryKind('KQL: value missing', syntax, pairs, ({ field, value, span }, original) => {
    const gap = written(original, { start: field.span.end, end: value.span.start });
    const alone = /^\s*:\s*$/.test(gap);
    return alone ? replaceInQuery(original, value.span, '', withNext(original, span, 3)) : undefined;
  }),
  queryKind(
    'KQL: equals signs as in EQL',
    [...syntax, 'kql-free-text'],
    queries,
    (query, original, random) => {
      const span = random.pick(outsideQuotes(query, /(?<=\w) ?: ?(?=[~\w])/g));
      return (
        span &&
        replaceInQuery(original, span, random.pick([' == ', ' = ', ' is '])!, {
          start: span.start - 10,
          end: span.end + 10,
        })
      );
    },
  ),
  queryKind('KQL: keyword missing', syntax, queries, (query, original, random) => {
    const span = random.pick(outsideQuotes(query, /(?<=[)~] *\n? *)(?:and|or)(?=\s+[~(\w])/g));
    const next = span && /\S+\s+\S+/.exec(query.slice(span.end));
    return (
      span &&
      replaceInQuery(original, span, '', {
        start: span.start - 1,
        end: span.end + (next?.[0].length ?? 0) + 2,
      })
    );
  }),
  queryKind('KQL: comment', [...syntax, 'kql-comment'], queries, (query, original) => {
    const at = query.trimEnd().length;
    // After an unquoted word it is part of the word.
    if (!/[")]$/.test(query.slice(0, at))) return undefined;
    return replaceInQuery(original, { start: at, end: at }, ' // only servers', { start: at, end: at });
  }),
  queryKind(
    'KQL: same field twice instead of a list',
    ['kql-optimized'],
    queries,
    (query, original, random) => {
      const span = random.pick(outsideQuotes(query, /[\w.]+ ?: ?\([^()]+\)/g));
      const [, field, list] =
        (span && /^([\w.]+) ?: ?\(([^()]+)\)$/.exec(query.slice(span.start, span.end))) ?? [];
      const values = list?.trim().split(/\s+or\s+/) ?? [];
      if (!span || values.length < 2 || /\band\b|\bnot\b/.test(list!)) return undefined;
      return replaceInQuery(original, span, `(${values.map((value) => `${field}:${value}`).join(' or ')})`);
    },
  ),
];
