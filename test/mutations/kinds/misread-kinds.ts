import { kqlLanguage } from '../../../server/src/query/kql/language.js';
import type { KqlValue } from '../../../server/src/query/kql/syntax.js';
import type { MutationKind, Original } from '../mutant.js';
import { conditionsOf, queryKind, replaceInQuery, written } from './query-edits.js';

const misread = ['kql-misread-value'];

interface Pair {
  readonly field: KqlValue;
  readonly value: KqlValue;
}

/** Returns the values of fields whose strings are compared exactly. */
function exactPairs(original: Original): Pair[] {
  return conditionsOf(original).flatMap((node): Pair[] => {
    if (node.kind !== 'is' || !node.field) return [];
    const type = original.analysis.catalogue.get(node.field.text)?.mapping.type;
    return type === 'keyword' || type === 'wildcard' ? [{ field: node.field, value: node.value }] : [];
  });
}

/**
 * Returns those whose value works without quotes, so that another character next to it does no other harm.
 */
function plainPairs(original: Original): Pair[] {
  return exactPairs(original).filter(
    ({ value }) => /^[\w.-]+$/.test(value.text) && !/^(?:and|or|not|true|false|null)$/i.test(value.text),
  );
}

/** Returns the kind that writes a value with other delimiters. */
const around = (name: string, codes: readonly string[], write: (text: string) => string): MutationKind =>
  queryKind(name, codes, plainPairs, ({ value }, original) =>
    replaceInQuery(original, value.span, write(value.text)),
  );

interface Gap {
  readonly start: number;
  readonly end: number;
  readonly word: string;
}

/** Returns the keywords between list items or conditions. */
function keywords(original: Original): Gap[] {
  const query = original.analysis.parsed(kqlLanguage) ? (original.analysis.rule.query?.text ?? '') : '';
  const blanked = query.replace(/"(?:\\.|[^"\\])*"/g, (quoted) => '~'.repeat(quoted.length));
  return [...blanked.matchAll(/(?<=[~\w)]\s+)(and|or)(?=\s+[~\w(])/g)].map(({ index, 0: word }) => ({
    start: index,
    end: index + word.length,
    word,
  }));
}

/** Mistakes after which KQL still parses the query, but with another meaning. */
export const misreadKinds: readonly MutationKind[] = [
  around('KQL: single quotes', misread, (text) => `'${text}'`),
  around('KQL: curly quotes', misread, (text) => `“${text}”`),
  around('KQL: regular expression', misread, (text) => `/${text}.*/`),
  queryKind('KQL: keyword twice', [...misread, 'kql-syntax', 'kql-type'], keywords, (gap, original) =>
    replaceInQuery(original, { start: gap.end, end: gap.end }, ` ${gap.word}`, {
      start: gap.start,
      end: gap.end,
    }),
  ),
  queryKind('KQL: signs for keywords', [...misread, 'kql-syntax'], keywords, (gap, original) =>
    replaceInQuery(original, gap, gap.word === 'and' ? '&&' : '||'),
  ),
  queryKind('KQL: field without a comparison', misread, plainPairs, ({ field }, original) => {
    if (written(original, field.span) !== field.text) return undefined;
    const { start } = field.span;
    return replaceInQuery(original, { start, end: start }, 'process.name ', {
      start,
      end: field.span.end,
    });
  }),
  queryKind('KQL: file names behind each other', misread, plainPairs, ({ value }, original) => {
    if (!/^[\w-]+\.exe$/.test(value.text)) return undefined;
    return replaceInQuery(original, value.span, `${value.text}, cmd.exe`);
  }),
];
