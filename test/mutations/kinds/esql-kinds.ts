import { insert, misspell } from '../edits.js';
import type { MutationKind, Original } from '../mutant.js';
import type { Random } from '../random.js';
import { queryKind, replaceInQuery } from './query-edits.js';

const queries = ({ analysis: { rule } }: Original): string[] =>
  rule.type === 'esql' && rule.query ? [rule.query.text] : [];

/** Returns the matches outside of comments and strings. */
function matches(query: string, pattern: RegExp): RegExpMatchArray[] {
  const blanked = query.replace(/"""[\s\S]*?"""|"(?:\\.|[^"\\])*"|\/\/[^\n]*|\/\*[\s\S]*?\*\//g, (text) =>
    '~'.repeat(text.length),
  );
  return [...blanked.matchAll(pattern)];
}

const hasStats = (query: string): boolean => matches(query, /\|\s*(?:inline\s+)?stats\b/gi).length > 0;

/** Returns a string in single-line quotes, outside of comments and raw strings. */
function plainString(query: string, random: Random): RegExpExecArray | undefined {
  const match = random.pick([...query.matchAll(/(?<=[\s(])"[^"\\\n]+"(?!")/g)]);
  return match && /\/\/[^\n]*$|"""/.test(query.slice(0, match.index)) ? undefined : match;
}

/** Mistakes in ES|QL queries. */
export const esqlKinds: readonly MutationKind[] = [
  queryKind('ES|QL: no metadata', ['esql-metadata'], queries, (query, original) => {
    const [match] = matches(query, /\s+metadata\s+_id\s*,\s*_version\s*,\s*_index/gi);
    if (!match || hasStats(query)) return undefined;
    const start = match.index!;
    return replaceInQuery(original, { start, end: start + match[0].length }, '', { start: 0, end: start });
  }),
  queryKind('ES|QL: metadata incomplete', ['esql-metadata'], queries, (query, original, random) => {
    const [match] = matches(query, /metadata\s+_id\s*,\s*_version\s*,\s*_index/gi);
    if (!match || hasStats(query)) return undefined;
    const start = match.index!;
    const by = random.pick(['metadata _id, _index', 'metadata _id', 'metadata _id, _version'])!;
    return replaceInQuery(original, { start, end: start + match[0].length }, by);
  }),
  queryKind('ES|QL: no keep', ['esql-keep'], queries, (query, original) => {
    const all = matches(query, /\|\s*keep\s[^|]*/gi);
    const [match] = all;
    if (!match || all.length > 1) return undefined;
    const start = match.index!;
    const span = { start, end: start + match[0].length };
    const mutant = replaceInQuery(original, span, '', { start: 0, end: start });
    // A comment before the mistake now ends the query.
    return mutant && { ...mutant, company: ['esql-trailing-comment'] };
  }),
  queryKind('ES|QL: keep without the id', ['esql-keep'], queries, (query, original) => {
    const [match] = matches(query, /(?<=\|\s*keep\s[^|]*)(?<![\w.])_id\s*,\s*/gi);
    if (!match || hasStats(query)) return undefined;
    const start = match.index!;
    const keep = query.slice(0, start).search(/\|\s*keep[^|]*$/i);
    // A wildcard may keep the id.
    if (/^\|[^|]*\*/.test(query.slice(keep))) return undefined;
    return replaceInQuery(original, { start, end: start + match[0].length }, '', {
      start: keep,
      end: start + match[0].length + 200,
    });
  }),
  queryKind('ES|QL: misspelt command', ['esql-syntax'], queries, (query, original, random) => {
    const match = random.pick(
      matches(query, /(?<=\|\s*)(?:where|eval|keep|stats|sort|limit|dissect|grok)(?=\s)/gi),
    );
    const wrong = match && misspell(match[0], random);
    if (!match || wrong === undefined) return undefined;
    return replaceInQuery(original, { start: match.index!, end: match.index! + match[0].length }, wrong);
  }),
  queryKind('ES|QL: misspelt function', ['esql-unknown-function'], queries, (query, original, random) => {
    const match = random.pick(
      matches(
        query,
        /\b(?:count_distinct|values|date_trunc|to_lower|coalesce|case|concat|replace|mv_count)(?=\()/gi,
      ),
    );
    const wrong = match && misspell(match[0], random);
    if (!match || wrong === undefined || /^(?:value|max|min)$/i.test(wrong)) return undefined;
    return replaceInQuery(original, { start: match.index!, end: match.index! + match[0].length }, wrong);
  }),
  queryKind('ES|QL: parenthesis not closed', ['esql-syntax'], queries, (query, original, random) => {
    const match = random.pick(matches(query, /\)/g));
    if (!match) return undefined;
    return replaceInQuery(original, { start: match.index!, end: match.index! + 1 }, '', {
      start: query.lastIndexOf('(', match.index!),
      end: query.length,
    });
  }),
  queryKind('ES|QL: text not closed', ['esql-syntax'], queries, (query, original, random) => {
    const match = plainString(query, random);
    if (!match) return undefined;
    const end = match.index + match[0].length;
    return replaceInQuery(original, { start: end - 1, end }, '', { start: match.index, end });
  }),
  queryKind('ES|QL: pipe missing', ['esql-syntax'], queries, (query, original, random) => {
    const match = random.pick(
      matches(query, /\|(?=\s*(?:where|eval|keep|stats|sort|limit|dissect|grok)\s)/gi),
    );
    const next = match && /^\|\s*\w+\s+\S+/.exec(query.slice(match.index))?.[0];
    if (!match || next === undefined) return undefined;
    const span = { start: match.index!, end: match.index! + 1 };
    return replaceInQuery(original, span, '', { start: span.start, end: span.start + next.length });
  }),
  queryKind('ES|QL: wrong escape', ['esql-syntax'], queries, (query, original, random) => {
    const match = plainString(query, random);
    const at = match && match.index + 1;
    return at === undefined
      ? undefined
      : replaceInQuery(original, { start: at, end: at }, random.pick(['\\d', '\\.', '\\*'])!);
  }),
  queryKind('ES|QL: single quotes', ['esql-syntax'], queries, (query, original, random) => {
    const match = plainString(query, random);
    if (!match || match[0].includes("'")) return undefined;
    const span = { start: match.index, end: match.index + match[0].length };
    return replaceInQuery(original, span, match[0].replaceAll('"', "'"));
  }),
  queryKind('ES|QL: aggregate outside of STATS', ['esql-aggregate'], queries, (query, original, random) => {
    const match = random.pick(matches(query, /(?<=\|\s*where\s+)\S/gi));
    const at = match?.index;
    return at === undefined
      ? undefined
      : replaceInQuery(original, { start: at, end: at }, 'count(*) > 5 and ');
  }),
  queryKind('ES|QL: argument too many', ['esql-type'], queries, (query, original, random) => {
    const match = random.pick(matches(query, /\b(?:to_lower|to_string|mv_count|values)\([\w.]+(?=\))/gi));
    if (!match) return undefined;
    const end = match.index! + match[0].length;
    return replaceInQuery(original, { start: end, end }, ', "x"', { start: match.index!, end });
  }),
  queryKind('ES|QL: one equals sign', ['esql-syntax'], queries, (query, original, random) => {
    const match = random.pick(matches(query, /(?<=where [^|]*)==(?=[^|]*\|)/gi));
    if (!match) return undefined;
    return replaceInQuery(original, { start: match.index!, end: match.index! + 2 }, '=');
  }),
  queryKind(
    'ES|QL: computed column without prefix',
    ['esql-column-dynamic-prefix'],
    queries,
    (query, original, random) => {
      const match = random.pick(matches(query, /(?<=\|\s*(?:stats|eval)\s+)Esql\.(?=[a-z_]+\s*=)/gi));
      if (!match) return undefined;
      const name = /^Esql\.\w+/i.exec(query.slice(match.index!))![0];
      if (query.split(name).length > 2) return undefined;
      const span = { start: match.index!, end: match.index! + 5 };
      return replaceInQuery(original, span, '', { start: span.start, end: span.start + name.length });
    },
  ),
  queryKind('ES|QL: language model without its tag', ['llm-tag'], queries, (query, original) => {
    if (original.analysis.rule.tags.includes('Resources: LLM')) return undefined;
    const at = query.trimEnd().length;
    const mutant = replaceInQuery(
      original,
      { start: at, end: at },
      '\n| completion Esql.answer = "What is this?" with {"inference_id": "example"}',
    );
    const tags = original.analysis.document.placeAt(['rule', 'tags'])?.key;
    return mutant && tags && { ...mutant, expected: [...mutant.expected, tags] };
  }),
  queryKind('ES|QL: compared with null', ['esql-null-comparison'], queries, (query, original, random) => {
    const match = random.pick(matches(query, /(?<=[\w.`] )is\s+(?:not\s+)?null\b/gi));
    if (!match) return undefined;
    const span = { start: match.index!, end: match.index! + match[0].length };
    return replaceInQuery(original, span, /not/i.test(match[0]) ? '!= null' : '== null');
  }),
  queryKind(
    'ES|QL: column as a string',
    ['esql-constant-condition', 'esql-null-comparison'],
    queries,
    (query, original, random) => {
      const match = random.pick(matches(query, /(?<=\b(?:where|and|or)\s+)[a-z][\w.]*(?= == ~)/gi));
      if (!match) return undefined;
      const span = { start: match.index!, end: match.index! + match[0].length };
      return replaceInQuery(original, span, `"${match[0]}"`);
    },
  ),
  queryKind('ES|QL: sorted before STATS', ['esql-sort-lost'], queries, (query, original) => {
    const at = matches(query, /\|(?=\s*stats\s)/gi)[0]?.index;
    // After KEEP the column may not exist.
    if (at === undefined || matches(query.slice(0, at), /\|\s*keep\s/gi).length > 0) return undefined;
    return replaceInQuery(original, { start: at, end: at }, '| sort @timestamp desc\n');
  }),
  queryKind('ES|QL: limited before STATS', ['esql-limit-cuts'], queries, (query, original, random) => {
    const match = random.pick(matches(query, /\|(?=\s*stats\s)/gi));
    const at = match?.index;
    return at === undefined ? undefined : replaceInQuery(original, { start: at, end: at }, '| limit 10000\n');
  }),
  {
    name: 'ES|QL: query that is EQL',
    codes: ['esql-syntax'],
    mutate(original) {
      const value = original.analysis.document.placeAt(['rule', 'query'])?.value;
      if (original.analysis.rule.type !== 'esql' || !value) return undefined;
      return insert(original, value.start + 3, '\nprocess where true\n');
    },
  },
];
