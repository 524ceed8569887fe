import type { FieldCatalogue } from '../../../fields/catalogue.js';
import type { KqlValue } from '../../../query/kql/syntax.js';
import type { Fix } from '../../../text/problem.js';
import type { Span } from '../../../text/span.js';

/** Syntax that KQL reads as part of an unquoted value. Spans are in the query. */
interface Misreading {
  readonly span: Span;
  readonly message: string;
  readonly help: string;
  readonly fix?: Fix;
}

/**
 * Returns whether an unquoted value is between quotes or slashes that were meant as syntax, or begins with a
 * keyword, which is reported as such.
 */
export function isMisread({ quoted, text }: KqlValue): boolean {
  return !quoted && /^(?:['“”„‘’/].*['“”„‘’/]|(?:and|or)\s.*)$/is.test(text);
}

/**
 * Returns whether an unquoted field name contains spaces, so that something is missing in it or before it.
 */
export function hasMisreadBlank(name: string, catalogue: FieldCatalogue): boolean {
  if (!/\s/.test(name) || catalogue.knows(name)) return false;
  // "user name" is a misspelt field.
  return !catalogue.knows(name.split(/\s+/).join('.'));
}

/** Finds words that run into a field name: a repeated keyword, or a value whose comparison is missing. */
export function misreadName(
  name: KqlValue,
  query: string,
  catalogue: FieldCatalogue,
): Misreading | undefined {
  if (name.quoted || !hasMisreadBlank(name.text, catalogue)) return undefined;
  const keyword = keywordAtStart(name, query, 'the field name');
  if (keyword) return keyword;
  const { start, end } = name.span;
  const match = /^(.*\S)\s+(\S+)$/s.exec(query.slice(start, end));
  const [, before, last] = match ?? [];
  if (before === undefined || last === undefined || !catalogue.knows(last)) {
    return {
      span: name.span,
      message: `"${name.text}" is read as one field name, including the spaces.`,
      help: 'Add the missing operator or comparison, or put the name in double quotes if it is one name.',
    };
  }
  return {
    span: { start, end: start + before.length },
    message: `"${before}" is read as part of the field name.`,
    help: `Write "and" or "or" before "${last}", and complete the comparison before it.`,
  };
}

/**
 * Finds `or or field: value` and `(a or or b)`: the second of two consecutive keywords is read as part of the
 * value.
 */
export function keywordAtStart({ span }: KqlValue, query: string, whole: string): Misreading | undefined {
  const [all, keyword] = /^(and|or)\s+/i.exec(query.slice(span.start, span.end)) ?? [];
  if (all === undefined || keyword === undefined) return undefined;
  const place = { start: span.start, end: span.start + keyword.length };
  const before = /(?<![^\s)"])(and|or)\s+$/i.exec(query.slice(0, span.start))?.[1];
  const fix = {
    title: `Remove "${keyword}"`,
    edits: [{ span: { start: span.start, end: span.start + all.length }, text: '' }],
  };
  if (before === undefined) {
    return {
      span: place,
      message: `Nothing precedes "${keyword}": it is read as part of ${whole}.`,
      help: 'Remove it, or add the missing condition before it.',
      fix,
    };
  }
  if (before.toLowerCase() === keyword.toLowerCase()) {
    return {
      span: place,
      message: `Repeated "${keyword}": the second is read as part of ${whole}.`,
      help: 'Remove it, or add the missing condition between the two.',
      fix,
    };
  }
  return {
    span: place,
    message: `"${keyword}" follows "${before}": it is read as part of ${whole}.`,
    help: 'Keep one of the two.',
  };
}
