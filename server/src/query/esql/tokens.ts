import type { Token } from '../token.js';
import type { CommandShape } from './commands.js';
import type { LiteralContent } from './literals.js';

/** Words that cannot be names in an expression (docs/semantics/esql.md#reserved-words). */
export const reservedWords = [
  'and',
  'asc',
  'by',
  'desc',
  'false',
  'first',
  'in',
  'is',
  'last',
  'like',
  'not',
  'null',
  'nulls',
  'on',
  'or',
  'rlike',
  'true',
  'where',
  'with',
] as const;

type ReservedWord = (typeof reservedWords)[number];

/** Signs in expressions, longer ones first. */
export const signs = [
  '::',
  '==',
  '!=',
  '<=',
  '>=',
  '=~',
  '->',
  '<',
  '>',
  '=',
  '+',
  '-',
  '*',
  '/',
  '%',
  ':',
  ',',
  '.',
  ';',
  '[',
  ']',
  '{',
  '}',
] as const;

type Sign = (typeof signs)[number];

/** The token kinds by which the grammar distinguishes commands. */
export type CommandKind = `command-${CommandShape}`;

/** Keywords and signs have the kind that they are written as. */
export type EsqlTokenKind =
  | ReservedWord
  | Sign
  | '('
  | ')'
  /** A pipe between commands. */
  | '|'
  /** A parenthesis around commands. */
  | 'pipeline-start'
  | 'pipeline-end'
  | CommandKind
  | 'unknown-command'
  | 'identifier'
  | 'quoted-identifier'
  | 'name-pattern'
  | 'index'
  | 'metadata'
  | 'as'
  | 'parameter'
  | 'string'
  | 'raw-string'
  | 'integer'
  | 'decimal'
  | 'raw'
  | 'comment'
  | 'end';

export type EsqlToken = Token<EsqlTokenKind, LiteralContent>;
