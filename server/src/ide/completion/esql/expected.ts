import type { EsqlToken, EsqlTokenKind } from '../../../query/esql/tokens.js';

/** The elements that can follow in an expression. */
export type Expected =
  | 'operand'
  | 'operator'
  | 'negated operator'
  | 'pattern'
  | 'matched value'
  | 'list'
  | 'null test'
  | 'negated null test'
  | 'cast type'
  | 'unit'
  | 'direction'
  | 'nulls';

const ends: ReadonlySet<EsqlTokenKind> = new Set<EsqlTokenKind>([
  ...([')', ']', '}', 'identifier', 'quoted-identifier', 'decimal', 'string', 'raw-string'] as const),
  ...(['null', 'true', 'false', 'parameter', 'pipeline-end'] as const),
]);

const behind: Readonly<Partial<Record<EsqlTokenKind, Expected>>> = {
  is: 'null test',
  in: 'list',
  like: 'pattern',
  rlike: 'pattern',
  ':': 'matched value',
  '::': 'cast type',
  integer: 'unit',
  asc: 'direction',
  desc: 'direction',
  nulls: 'nulls',
};

/** Returns what can follow the tokens of an unfinished expression. */
export function expectedAfter(segment: readonly EsqlToken[]): Expected {
  const last = segment.at(-1);
  if (!last) return 'operand';
  if (ends.has(last.kind)) return 'operator';
  if (last.kind !== 'not') return behind[last.kind] ?? 'operand';
  const before = segment.at(-2)?.kind;
  if (before === 'is') return 'negated null test';
  return before !== undefined && (ends.has(before) || before === 'integer') ? 'negated operator' : 'operand';
}
