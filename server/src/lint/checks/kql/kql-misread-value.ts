import type { Analysis } from '../../../analysis/analysis.js';
import { isSignedField } from '../../../analysis/known-fields.js';
import { kqlClauses } from '../../../analysis/query-parts.js';
import { type FieldMapping, familyOf } from '../../../fields/field-type.js';
import { kqlLanguage } from '../../../query/kql/language.js';
import { quoteKql } from '../../../query/kql/print.js';
import type { KqlIs, KqlValue } from '../../../query/kql/syntax.js';
import type { KqlClause } from '../../../query/kql/walk.js';
import type { Fix, Severity } from '../../../text/problem.js';
import type { Span } from '../../../text/span.js';
import { defineLint } from '../../lint.js';
import { keywordAtStart, misreadName } from '../query/misread-names.js';

export default defineLint({
  id: 'kql-misread-value',
  severity: 'warning',
  language: kqlLanguage,
  echoes: ['kql-syntax'],
  summary: 'Operator, comment or quote read as part of a KQL value',
  why: 'KQL has no comments, commas or Lucene syntax. Unquoted text continues to the next keyword, so the intended syntax becomes part of a value that never occurs.',
  avoid: `type = "query"
language = "kuery"
query = 'process.name: (cmd.exe, powershell.exe)'`,
  prefer: `type = "query"
language = "kuery"
query = 'process.name: (cmd.exe or powershell.exe)'`,

  check(analysis, report) {
    const { catalogue, queryToDocument, queryFix } = analysis;
    const kql = analysis.parsed(kqlLanguage);
    if (!kql || !suspicious.test(kql.text)) return;
    let last: Span | undefined;
    for (const clause of kqlClauses(analysis)) {
      const misread = misreadingOf(clause, kql.text, catalogue);
      // All values of a list have the same field name.
      if (!misread || misread.span.start === last?.start) continue;
      last = misread.span;
      const { span, fix, ...rest } = misread;
      const fixed = fix && queryFix(fix);
      report({ span: queryToDocument(span), ...rest, ...(fixed ? { fix: fixed } : {}) });
    }
  },
});

/** Most queries contain nothing of the kind, and line breaks between clauses are everywhere. */
const suspicious =
  /(?:^|[\s(])[-+!]\w|[,/“”„‘’'&|]|^\s*(?:and|or)\s|[^\s:(]\s+(?!and\b|or\b|not\b)[^\s)}:<>=]|_exists_|\[/i;

/** A typical value: only characters that none of the checks below looks for. */
const plain = /^[\w.:*@$%-]*$/;

interface Misread {
  readonly span: Span;
  readonly message: string;
  readonly help?: string;
  readonly severity?: Severity;
  readonly fix?: Fix;
}

function misreadingOf(
  { node, field }: KqlClause,
  text: string,
  catalogue: Analysis['catalogue'],
): Misread | undefined {
  if (node.kind !== 'is' || !node.field || field === undefined) return undefined;
  if (!node.field.quoted && isLineComment(node.field.text)) return comment(node.field, text, 0);
  if (node.field.text === '_exists_') return luceneExists(node);
  const name = luceneSign(node.field, catalogue) ?? misreadName(node.field, text, catalogue);
  if (name) return name;
  if (node.value.quoted || node.value.constant !== undefined) return undefined;
  if (plain.test(text.slice(node.value.span.start, node.value.span.end))) return undefined;
  if (!takesAnyText(catalogue.get(field)?.mapping)) return undefined;
  return (
    commentBehind(node.value, text) ??
    keywordAtStart(node.value, text, 'the value') ??
    curlyQuotes(node.value) ??
    singleQuotes(node.value, text) ??
    regularExpression(node.value) ??
    connective(node.value, text) ??
    luceneRange(node.value) ??
    severalValues(node.value, text)
  );
}

/**
 * Returns whether a field accepts any string: others reject such a value, and analysed text splits it into
 * words.
 */
function takesAnyText(mapping: FieldMapping | undefined): boolean {
  if (!mapping) return true;
  return familyOf(mapping.type) === 'string' && mapping.type !== 'text' && mapping.type !== 'match_only_text';
}

function isLineComment(text: string): boolean {
  return /^(?:\/\/|#)[^\n]*\n/.test(text);
}

function commentBehind(value: KqlValue, text: string): Misread | undefined {
  const match = /(?:^|\s)(\/\/(?=\s|$)|\/\*(?=\s)|\/\/(?=\S+\s)|#(?=\s))/.exec(
    text.slice(value.span.start, value.span.end),
  );
  return match ? comment(value, text, match.index + match[0].length - match[1]!.length) : undefined;
}

function comment({ span }: KqlValue, text: string, offset: number): Misread {
  const start = span.start + offset;
  const lineEnd = text.slice(start, span.end).search(/\s*[\r\n]/);
  const end = lineEnd < 0 ? span.end : start + lineEnd;
  return {
    span: { start, end },
    message: `KQL has no comments: "${text.slice(start, end)}" is searched for as part of the query.`,
    help: 'Move it to a line above "query", after "#".',
  };
}

function luceneExists({ field, value }: KqlIs): Misread | undefined {
  if (value.pieces || value.text === '') return undefined;
  const span = { start: field!.span.start, end: value.span.end };
  const text = `${value.text}: *`;
  return {
    span,
    message: '"_exists_" is Lucene syntax: KQL looks for a field with this name.',
    help: `Write ${text}`,
    fix: { title: `Write ${text}`, edits: [{ span, text }] },
  };
}

/** Finds `-field: value` and `!field: value`. */
function luceneSign({ text, quoted, span }: KqlValue, catalogue: Analysis['catalogue']): Misread | undefined {
  if (quoted || !isSignedField(text, catalogue)) return undefined;
  const sign = { start: span.start, end: span.start + 1 };
  const fix =
    text[0] === '+'
      ? { title: 'Remove "+"', edits: [{ span: sign, text: '' }] }
      : { title: 'Write "not"', edits: [{ span: sign, text: 'not ' }] };
  return {
    span: sign,
    message: `"${text[0]}" is Lucene syntax: KQL reads it as part of the field name.`,
    help: text[0] === '+' ? 'Remove it, and join conditions with "and".' : 'Write "not" before the field.',
    fix,
  };
}

/** Finds a Lucene range, `[a TO b]`. */
function luceneRange({ text, span }: KqlValue): Misread | undefined {
  if (!/^\[.+\sTO\s.+\]$/.test(text)) return undefined;
  return {
    span,
    message: `KQL has no ranges in brackets: it searches for the string "${text}".`,
    help: 'Write "field >= value and field <= value".',
  };
}

function curlyQuotes({ text, span }: KqlValue): Misread | undefined {
  const match = /^[“”„‘’](.*?)[“”„‘’]?$/s.exec(text);
  if (!match) return undefined;
  const straight = quoteKql(match[1]!);
  // If there is text after the first pair, it is more than one value.
  const fix = /[“”„‘’*]/.test(match[1]!)
    ? undefined
    : { title: `Write ${straight}`, edits: [{ span, text: straight }] };
  return {
    span,
    message: `${text[0]} is not a quote in KQL, but part of the value.`,
    help: 'Use straight double quotes.',
    ...(fix ? { fix } : {}),
  };
}

/** Finds `'cmd.exe'`, and several separated by commas. */
function singleQuotes({ text, pieces, span }: KqlValue, query: string): Misread | undefined {
  if (!/^'.*'$/s.test(text) || text.length < 3) return undefined;
  const values = text.slice(1, -1).split(/'\s*,\s*'/);
  const plain = values.every((value) => !value.includes("'"));
  const several = values.length > 1 && !isInList(span, query) && !isAloneInList(span, query);
  // In quotes, a wildcard is literal.
  const list = values.map((value) => (pieces ? value : quoteKql(value))).join(' or ');
  const written = several ? `(${list})` : list;
  const isSafe = plain && query.slice(span.start, span.end) === text;
  return {
    span,
    message: "' is not a quote in KQL, but part of the value.",
    help: pieces ? 'Write it without quotes: in double quotes "*" is not a wildcard.' : 'Use double quotes.',
    ...(isSafe ? { fix: { title: `Write ${written}`, edits: [{ span, text: written }] } } : {}),
  };
}

/**
 * Finds `/cmd.*\/` as in Lucene. A path such as `/tmp/*\/` has more slashes, or no regular expression
 * characters.
 */
function regularExpression({ text, span }: KqlValue): Misread | undefined {
  if (!/^\/[^/]+\/$/.test(text) || !/\.[*+]|[[\]|+^$]/.test(text)) return undefined;
  return {
    span,
    message: `KQL has no regular expressions: it searches for the string "${text}", with the slashes.`,
    help: 'Use the wildcard "*", or EQL with "regex".',
  };
}

/** Finds `a && b` and `a || b` within a value. */
function connective({ span }: KqlValue, query: string): Misread | undefined {
  const match = /\s(&&|\|\|)\s/.exec(query.slice(span.start, span.end));
  if (!match) return undefined;
  const start = span.start + match.index + 1;
  return {
    span: { start, end: start + 2 },
    message: `"${match[1]}" is not an operator in KQL, but part of the value.`,
    help: `Write "${match[1] === '&&' ? 'and' : 'or'}", or put the value in double quotes if it is one value.`,
  };
}

const fileName = /^[\w$-]+\.[A-Za-z]\w{1,3}$/;

/** Finds what was meant as several values, separated by a comma, a line break or spaces. */
function severalValues(value: KqlValue, query: string): Misread | undefined {
  const { text, pieces, span } = value;
  const words = text.split(/,\s*|\s+/).filter((word) => word !== '');
  if (words.length < 2) return undefined;
  const written = query.slice(span.start, span.end);
  const alone = isAloneInList(span, query);
  const certain = /,\s/.test(text) || /[\r\n]/.test(written) || words.every((word) => fileName.test(word));
  const inList = alone && /^[^\s]+,[^\s]+$/.test(text) && words.every((word) => fileName.test(word));
  const broken = /[\r\n]/.test(written);
  const separator = /,/.test(text) ? 'comma' : broken ? 'line break' : 'blank';
  if (!certain && !inList) {
    // With a wildcard, the space is part of the pattern.
    if (pieces || separator !== 'blank') return undefined;
    return {
      span,
      severity: 'information',
      message: `"${text}" is one value, including the ${words.length > 2 ? 'spaces' : 'space'}.`,
      help: 'Put it in double quotes if this is intended, or list several values with "or".',
      fix: { title: 'Put it in double quotes', edits: [{ span, text: quoteKql(text) }] },
    };
  }
  // A pattern continues across spaces, and a sentence is not a list.
  if (pieces && separator === 'blank') return undefined;
  const list = listOf(written, separator);
  const replacement = list && (alone || isInList(span, query) ? list : `(${list})`);
  return {
    span,
    message: `A ${separator} does not separate values in KQL: this is read as one value.`,
    help: replacement
      ? `Write ${replacement.replace(/\s+/g, ' ')}, or put it in double quotes if it is one value.`
      : 'List the values with "or", or put it in double quotes if it is one value.',
    ...(replacement
      ? { fix: { title: 'Join the values with "or"', edits: [{ span, text: replacement }] } }
      : {}),
  };
}

/** Returns the values separated by `or`, with line breaks kept, or undefined if they cannot be separated. */
function listOf(written: string, separator: 'comma' | 'line break' | 'blank'): string | undefined {
  const gap = separator === 'comma' ? /\s*,(\s*)/ : separator === 'line break' ? /(\s*[\r\n]\s*)/ : /(\s+)/;
  const parts = written.split(gap);
  const values = parts.filter((_, index) => index % 2 === 0);
  if (values.some((value) => value === '' || /\s/.test(value))) return undefined;
  return parts
    .map((part, index) =>
      index % 2 === 0 ? part : /[\r\n]/.test(part) ? ` or${part.replace(/^[ \t]+/, '')}` : ' or ',
    )
    .join('');
}

function isInList({ start, end }: Span, query: string): boolean {
  return /[(]\s*$|\bor\s+$/.test(query.slice(0, start)) && /^\s*(?:\)|or\s)/.test(query.slice(end));
}

/** Returns whether a value is the only thing in the parentheses after a colon. */
function isAloneInList({ start, end }: Span, query: string): boolean {
  return /:\s*\(\s*$/.test(query.slice(0, start)) && /^\s*\)/.test(query.slice(end));
}
