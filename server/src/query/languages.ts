import { eqlLanguage } from './eql/language.js';
import { esqlLanguage } from './esql/language.js';
import { kqlLanguage } from './kql/language.js';
import type { Language, QueryPart } from './language.js';
import { luceneLanguage } from './lucene/language.js';

/**
 * The languages that a rule can be written in, by the rules' `language` key. Adding a language takes one line
 * here.
 */
const registered = {
  eql: eqlLanguage,
  kuery: kqlLanguage,
  esql: esqlLanguage,
  lucene: luceneLanguage,
};

/** Language ids, as in the rules' `language` key. */
export type QueryLanguage = keyof typeof registered;

/** Returns whether a value is the id of a language. */
export function isQueryLanguage(text: unknown): text is QueryLanguage {
  return typeof text === 'string' && Object.hasOwn(registered, text);
}

/** Returns the language with an id, or undefined for any other value. */
export function languageOf(id: unknown): Language<unknown> | undefined {
  return isQueryLanguage(id) ? (registered[id] as Language<unknown>) : undefined;
}

/**
 * Returns the parts of a query in a language. Empty for a language that has none, and for a query that cannot
 * be parsed.
 */
export function partsOfQuery(text: string, id: unknown): readonly QueryPart[] {
  const language = languageOf(id);
  const tree = language?.parts && language.parse(text).tree;
  return tree === undefined ? [] : (language?.parts?.(tree, text) ?? []);
}
