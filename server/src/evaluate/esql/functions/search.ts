import { wordsOf as analysedWords } from '../../values/words.js';
import { NotEvaluable } from '../failure.js';
import { sourceColumn } from '../stage.js';
import { keyOf, type Value, valuesOf } from '../values/value.js';
import type { CallInfo, FunctionBodies } from './body.js';

type Cell = (row: number) => Value;

/** Returns the words of an analysed string (docs/semantics/esql.md#full-text-search). */
function wordsOf(text: string): readonly string[] {
  return analysedWords(text, 'standard');
}

/** Returns a function that caches its last result: most queries are constants. */
function rememberLast<Answer>(work: (text: string) => Answer): (text: string) => Answer {
  let last: { readonly text: string; readonly answer: Answer } | undefined;
  return (text) => {
    if (last?.text !== text) last = { text, answer: work(text) };
    return last.answer;
  };
}

/** MATCH and `:`: matches any value of the field, analysed if the field is. Never null. */
function match([field, query]: readonly Cell[], { types, call }: CallInfo): Cell {
  const needsAll = optionOf(call, 'operator') === 'and';
  const type = types[0]!;
  const wordsOfQuery = rememberLast(wordsOf);
  return (row) => {
    const wanted = query!(row);
    if (wanted === null) return false;
    const values = valuesOf(field!(row));
    if (type === 'text') {
      const tokens = wordsOfQuery(String(wanted));
      return values.some((value) => {
        const found = new Set(wordsOf(String(value)));
        return needsAll
          ? tokens.every((token) => found.has(token))
          : tokens.some((token) => found.has(token));
      });
    }
    const keys = new Set(valuesOf(wanted).map((value) => String(keyOf(value, type))));
    return values.some((value) => keys.has(String(keyOf(value, type))));
  };
}

function optionOf({ options }: CallInfo['call'], name: string): string | undefined {
  const value = options?.entries.find(({ key }) => key.value === name)?.value;
  return value?.kind === 'string' ? value.value.toLowerCase() : undefined;
}

/** MATCH_PHRASE: matches the words in this order. */
function matchPhrase([field, query]: readonly Cell[], { types }: CallInfo): Cell {
  const wordsOfQuery = rememberLast(wordsOf);
  return (row) => {
    const wanted = query!(row);
    if (wanted === null) return false;
    if (types[0] !== 'text') return valuesOf(field!(row)).some((value) => value === wanted);
    const phrase = ` ${wordsOfQuery(String(wanted)).join(' ')} `;
    return valuesOf(field!(row)).some((value) => ` ${wordsOf(String(value)).join(' ')} `.includes(phrase));
  };
}

/** KQL and QSTR search the document, whatever the query has changed. */
const onDocument =
  (language: 'kuery' | 'lucene') =>
  (_: readonly Cell[], { call, columns, environment }: CallInfo): Cell => {
    const [query] = call.arguments;
    if (query?.kind !== 'string')
      throw new NotEvaluable(
        'a query that is not a literal string is not evaluated',
        call.span.start,
        call.span.end,
      );
    const source = columns.find(({ name }) => name === sourceColumn);
    const test = environment.documentTest(language, query.value);
    return (row) => {
      const event = source?.at(row);
      return typeof event === 'number' && test(event);
    };
  };

export const searchBodies: FunctionBodies = {
  match: { aware: match },
  match_phrase: { aware: matchPhrase },
  kql: { aware: onDocument('kuery') },
  qstr: { aware: onDocument('lucene') },
};
