import { eqlLanguage } from './eql/language.js';
import { esqlLanguage } from './esql/language.js';
import { kqlLanguage } from './kql/language.js';
import type { Language, QueryPart } from './language.js';
import { luceneLanguage } from './lucene/language.js';

/** The languages a rule can be written in, by the `language` key of rules. A new language is one line here. */
const registered = {
  eql: eqlLanguage,
  kuery: kqlLanguage,
  esql: esqlLanguage,
  lucene: luceneLanguage,
};

/** Languages as the `language` key of rules spells them. */
export type QueryLanguage = keyof typeof registered;

/** Whether a text is the id of a language. */
export function isQueryLanguage(text: unknown): text is QueryLanguage {
  return typeof text === 'string' && Object.hasOwn(registered, text);
}

/** The language with an id; undefined for any other text. */
export function languageOf(id: unknown): Language<unknown> | undefined {
  return isQueryLanguage(id) ? (registered[id] as Language<unknown>) : undefined;
}

/** The parts of a query in a language; none in one that cannot tell them, and of a query that cannot be read. */
export function partsOfQuery(text: string, id: unknown): readonly QueryPart[] {
  const language = languageOf(id);
  const tree = language?.parts && language.parse(text).tree;
  return tree === undefined ? [] : (language?.parts?.(tree, text) ?? []);
}
