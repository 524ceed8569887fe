import type { Token } from '../token.js';
import type { CommandShape } from './commands.js';
import type { LiteralContent } from './literals.js';

/** Words that cannot be a name in an expression (docs/semantics/esql.md#reserved-words). */
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

/** Signs of expressions, those of two characters first. */
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

/** By which the grammar tells commands apart. */
export type CommandKind = `command-${CommandShape}`;

/** Keywords and signs are of the kind that they are written as. */
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
