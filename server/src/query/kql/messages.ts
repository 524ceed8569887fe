import type { Fix } from '../../text/problem.js';
import type { Span } from '../../text/span.js';
import { type ErrorText, type SyntaxProblem, syntaxProblem } from '../syntax-problem.js';
import type { Token } from '../token.js';

/** Descriptions of what can be missing. Signs are quoted as written. */
const wantedWords: Readonly<Record<string, string>> = {
  connective: '[and] or [or]',
  operand: 'a field or a value',
  value: 'a value',
};

/** What was found instead: a token or a part of one. */
type Found = Pick<Token, 'kind' | 'image'>;

function describeFound({ kind, image }: Found): string {
  return kind === 'end' ? 'the query ends' : `found [${image.trim()}]`;
}

/** The errors of KQL, each with its text. */
export const kqlErrors = {
  missing: (wanted: string, found: Found): ErrorText => ({
    message: `expected ${wantedWords[wanted] ?? `[${wanted}]`}, ${describeFound(found)}`,
  }),
  'too-deep': (most: number): ErrorText => ({
    message: `the query is nested more than ${most} levels deep`,
  }),
  'other-language': (name: string, language: string): ErrorText => ({
    message: `this looks like ${name}, not KQL`,
    help: `write language = "${language}" and type = "${language}" if it is ${name}`,
  }),
  'unclosed-string': (): ErrorText => ({ message: 'this string is not closed', help: 'end it with "' }),
  'range-with-wildcard': (): ErrorText => ({ message: 'a range cannot have wildcards' }),
  'stray-parenthesis': (): ErrorText => ({
    message: 'unmatched [)]',
    help: 'remove it, or add the missing (',
  }),

  'keyword-twice': (keyword: string, before: string): ErrorText => ({
    message: `[${keyword}] follows [${before}]`,
    help: 'remove one of the two',
  }),
  'keyword-without-blanks': (keyword: string): ErrorText => ({
    message: `[${keyword}] needs a space on both sides`,
  }),
  'not-without-blank': (keyword: string): ErrorText => ({ message: `[${keyword}] needs a space after it` }),
  'missing-condition': (keyword: string, found: Found): ErrorText => ({
    message: `expected a condition after [${keyword}], ${describeFound(found)}`,
  }),

  'foreign-operator': (operator: string, help?: string): ErrorText => ({
    message: `[${operator}] is not a KQL operator: use [:]`,
    ...(help === undefined ? {} : { help }),
  }),
  'foreign-connective': (sign: string, keyword: string): ErrorText => ({
    message: `[${sign}] is not a KQL operator: use [${keyword}]`,
    help: `write ${keyword}`,
    replacement: keyword,
  }),
  comma: (isInList: boolean): ErrorText => ({
    message: 'KQL separates values with [or], not with [,]',
    help: isInList ? 'write or' : 'put the values in parentheses, with or between them',
  }),
  'values-in-a-row': (found: Found): ErrorText => ({
    message: `expected [or] between two values, ${describeFound(found)}`,
    help: 'write or between them',
  }),

  'list-before-clause': (keyword: string): ErrorText => ({ message: `expected [)] before [${keyword}]` }),
  'clause-in-list': (field: string): ErrorText => ({
    message: `a list of values cannot contain a condition on another field, found [${field}]`,
    help: 'close the list before it, or write \\: for a colon in a value',
  }),
  'clause-in-value': (field: string): ErrorText => ({ message: `expected [and] or [or] before [${field}]` }),
  'colon-in-value': (): ErrorText => ({
    message: 'a colon in a value must be escaped',
    help: 'put the value in double quotes, or write \\: for the colon',
  }),
  'not-in-value': (image: string): ErrorText => ({
    message: `[${image}] before a space must be quoted in a value`,
    help: 'put the value in double quotes, or write \\not',
  }),
  'not-without-connective': (): ErrorText => ({
    message: 'expected [and] or [or], found [not]',
    help: 'write and not',
  }),
};

type KqlError = keyof typeof kqlErrors;

/** Creates a problem of a kind in a query. The fix defaults to that of the kind. */
export function kqlProblem<Kind extends KqlError>(
  kind: Kind,
  { span, fix }: { readonly span: Span; readonly fix?: Fix | undefined },
  ...details: Parameters<(typeof kqlErrors)[Kind]>
): SyntaxProblem<Kind> {
  const problem = syntaxProblem<typeof kqlErrors, Kind>('kql-syntax', kqlErrors, kind, span, ...details);
  return fix ? { ...problem, fix } : problem;
}
