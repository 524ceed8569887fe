import type { Problem, ProblemCode, RelatedPlace } from '../../../text/problem.js';
import type { Span } from '../../../text/span.js';
import { type ErrorText, problemOfKind } from '../../syntax-problem.js';

interface VerificationText extends ErrorText {
  readonly code: ProblemCode;
  /** Another span that belongs to the cause. */
  readonly related?: RelatedPlace;
}

type Texts = Readonly<Record<string, (...details: never[]) => VerificationText>>;

const didYouMean = (names: readonly string[]): Partial<VerificationText> => {
  const [first, ...others] = names;
  if (first === undefined) return {};
  if (others.length > 0)
    return { help: `did you mean one of ${names.map((name) => `[${name}]`).join(', ')}?` };
  return { help: `did you mean [${first}]?`, replacement: first };
};

/** Returns how to keep a column that a command removes. */
function keepHelp(command: string): string {
  switch (command) {
    case 'STATS':
      return 'after STATS only its aggregates and groups remain: add the column to one of them';
    case 'DROP':
      return 'remove it from the DROP';
    default:
      return `keep it in the ${command}`;
  }
}

/**
 * The errors that Elasticsearch reports once it knows columns and types, each with its text
 * (docs/semantics/esql.md#errors).
 */
export const verificationTexts = {
  'unknown-column': (name: string, nearest: readonly string[]) => ({
    code: 'esql-unknown-column',
    message: `unknown column [${name}]`,
    ...didYouMean(nearest),
  }),
  'gone-column': (name: string, command: string, place: Span) => ({
    code: 'esql-unknown-column',
    message: `[${name}] exists only before the ${command}`,
    related: { span: place, message: `This ${command} does not keep it.` },
    help: keepHelp(command),
  }),
  'renamed-column': (name: string, to: string) => ({
    code: 'esql-unknown-column',
    message: `the column [${name}] was renamed to [${to}]`,
    replacement: to,
  }),
  'no-match-pattern': (pattern: string) => ({
    code: 'esql-unknown-column',
    message: `no column matches [${pattern}]`,
  }),
  'unknown-function': (name: string, nearest: readonly string[]) => ({
    code: 'esql-unknown-function',
    message: `unknown function [${name}]`,
    ...didYouMean(nearest),
  }),
  'argument-count': (name: string, wanted: string, found: number) => ({
    code: 'esql-type',
    message: `[${name}] needs ${wanted}, found ${found}`,
  }),
  'argument-type': (ordinal: string, name: string, wanted: string, written: string, type: string) => ({
    code: 'esql-type',
    message: `the ${ordinal}argument of [${name}] must be ${wanted}, but [${written}] is of type [${type}]`,
    ...(wanted === 'a string' ? { help: `convert it: TO_STRING(${written})` } : {}),
  }),
  'argument-constant': (ordinal: string, name: string, written: string) => ({
    code: 'esql-type',
    message: `the ${ordinal}argument of [${name}] must be a constant, not [${written}]`,
  }),
  'argument-null': (ordinal: string, name: string, written: string) => ({
    code: 'esql-type',
    message: `the ${ordinal}argument of [${name}] cannot be null or 0, found [${written}]`,
  }),
  'argument-value': (reason: string) => ({ code: 'esql-type', message: reason }),
  'mixed-numeric': (ordinal: string, name: string, wanted: string, written: string, type: string) => ({
    code: 'esql-type',
    message: `the ${ordinal}argument of [${name}] must be [${wanted}] like the first number, but [${written}] is [${type}]`,
    help: `convert one of them, as in ${written}::${wanted}`,
  }),
  'implicit-cast': (text: string, type: string, reason: string) => ({
    code: 'esql-type',
    message: `the string [${text}] cannot be converted to [${type}]: ${reason}`,
  }),
  'condition-not-boolean': (written: string, type: string) => ({
    code: 'esql-type',
    message: `a condition must be boolean, but [${written}] is of type [${type}]`,
    help: 'compare it with a value',
  }),
  'operand-not-boolean': (operator: string, written: string, type: string) => ({
    code: 'esql-type',
    message: `[${operator}] joins conditions, but [${written}] is of type [${type}]`,
  }),
  incomparable: (
    left: string,
    leftType: string,
    right: string,
    rightType: string,
    help: string | undefined,
  ) => ({
    code: 'esql-type',
    message: `[${left}] is of type [${leftType}] and [${right}] of type [${rightType}]: they cannot be compared`,
    ...(help === undefined ? {} : { help }),
  }),
  unordered: (written: string, type: string, operator: string) => ({
    code: 'esql-type',
    message: `values of type [${type}] cannot be ordered, so [${operator}] cannot compare [${written}]`,
  }),
  'join-key': (name: string, type: string, table: string, tableType: string) => ({
    code: 'esql-type',
    message: `[${name}] is of type [${type}], and in [${table}] of type [${tableType}]: LOOKUP JOIN cannot compare them`,
    help: 'convert the column before the join',
  }),
  'in-type': (position: number, wanted: string, written: string, type: string) => ({
    code: 'esql-type',
    message: `value ${position} of the list must be [${wanted}], but [${written}] is of type [${type}]`,
  }),
  'unsigned-long-mix': (operator: string, other: string) => ({
    code: 'esql-type',
    message: `[${operator}] cannot combine [unsigned_long] with [${other}]`,
    help: 'convert both sides to one type, as in TO_LONG(…)',
  }),
  'arithmetic-type': (operator: string, written: string, type: string) => ({
    code: 'esql-type',
    message: `[${operator}] needs numbers, or a date and a time span, but [${written}] is of type [${type}]`,
  }),
  'date-arithmetic': (operator: string, reason: string) => ({
    code: 'esql-type',
    message: `[${operator}] cannot be used like this: ${reason}`,
  }),
  'negate-type': (written: string, type: string) => ({
    code: 'esql-type',
    message: `[-] needs a number or a time span, but [${written}] is of type [${type}]`,
  }),
  'pattern-value': (operator: string, written: string, type: string) => ({
    code: 'esql-type',
    message: `[${operator}] needs a string, but [${written}] is of type [${type}]`,
    help: `convert it: TO_STRING(${written})`,
  }),
  'pattern-not-constant': (operator: string) => ({
    code: 'esql-type',
    message: `the pattern of [${operator}] must be a constant string`,
  }),
  'like-pattern': (reason: string) => ({ code: 'esql-type', message: reason }),
  'rlike-pattern': (reason: string) => ({ code: 'esql-type', message: reason }),
  'time-span-as-value': (command: string, written: string, type: string) => ({
    code: 'esql-type',
    message: `[${written}] is of type [${type}], which ${command} cannot put into a column`,
    help: 'use it with a date, as in @timestamp + 1 day',
  }),
  'invalid-cast': (written: string, from: string, to: string) => ({
    code: 'esql-type',
    message: `[${written}] of type [${from}] cannot be converted to [${to}]`,
  }),
  'extract-type': (command: string, written: string, type: string) => ({
    code: 'esql-type',
    message: `${command} needs a string, but [${written}] is of type [${type}]`,
    help: `convert it first: EVAL text = TO_STRING(${written})`,
  }),
  'sort-type': (written: string, type: string) => ({
    code: 'esql-type',
    message: `values of type [${type}] cannot be ordered, so SORT cannot use [${written}]`,
  }),
  'unsupported-type': (name: string, type: string) => ({
    code: 'esql-type',
    message: `the field [${name}] has the type [${type}], whose values ES|QL cannot read`,
  }),
  'ambiguous-mapping': (name: string, types: string) => ({
    code: 'esql-type',
    message: `the field [${name}] has different types in the indices: ${types}`,
    help: `convert it where it is used, as in ${name}::keyword`,
  }),

  'aggregate-outside': (written: string) => ({
    code: 'esql-aggregate',
    message: `the aggregate [${written}] is only allowed in STATS`,
  }),
  'nested-aggregate': (written: string) => ({
    code: 'esql-aggregate',
    message: `the aggregate [${written}] is nested in another aggregate`,
    help: 'calculate the inner one in an earlier STATS',
  }),
  'aggregate-in-group': (written: string) => ({
    code: 'esql-aggregate',
    message: `BY cannot group by the aggregate [${written}]`,
  }),
  'aggregate-in-filter': (written: string) => ({
    code: 'esql-aggregate',
    message: `the WHERE of an aggregate cannot use the aggregate [${written}]`,
  }),
  'agg-filter': () => ({
    code: 'esql-aggregate',
    message: 'WHERE is only allowed after an aggregate function',
  }),
  'not-aggregate': (written: string) => ({
    code: 'esql-aggregate',
    message: `STATS expects an aggregate function, found [${written}]`,
  }),
  'naked-group': (name: string) => ({
    code: 'esql-aggregate',
    message: `[${name}] is already a group in BY, so it is in the result`,
    help: 'remove it here',
  }),
  'ungrouped-column': (name: string) => ({
    code: 'esql-aggregate',
    message: `the column [${name}] is neither in BY nor in an aggregate function`,
    help: `write VALUES(${name}), or add it to BY`,
  }),
  'grouped-as-other': (name: string, group: string) => ({
    code: 'esql-aggregate',
    message: `the column [${name}] is only available as the group [${group}]`,
  }),
  'grouping-outside': (written: string) => ({
    code: 'esql-aggregate',
    message: `[${written}] is only allowed in the BY of STATS`,
  }),
  'grouping-as-aggregate': (written: string) => ({
    code: 'esql-aggregate',
    message: `[${written}] is already a group in BY and not an aggregate`,
    help: 'remove it here',
  }),
  'inline-stats-sort': () => ({
    code: 'esql-aggregate',
    message: 'INLINE STATS cannot follow a SORT without a LIMIT',
    help: 'sort after it',
  }),

  'full-text-place': (name: string) => ({
    code: 'esql-full-text',
    message: `[${name}] is only allowed in WHERE, including the WHERE of an aggregate`,
  }),
  'full-text-after': (name: string, command: string) => ({
    code: 'esql-full-text',
    message: `[${name}] cannot be used after ${command}`,
    help: 'move the condition to a WHERE directly after FROM',
  }),
  'full-text-parent': (name: string, parent: string) => ({
    code: 'esql-full-text',
    message: `[${name}] can only be combined with AND, OR and NOT, not with [${parent}]`,
  }),
  'full-text-field': (name: string, column: string) => ({
    code: 'esql-full-text',
    message: `[${name}] searches index fields, and [${column}] is not one`,
  }),
  'full-text-query': (name: string, reason: string) => ({
    code: 'esql-full-text',
    message: `the query of [${name}] is invalid: ${reason}`,
  }),
} as const satisfies Texts;

export type VerificationError = keyof typeof verificationTexts;
type Details<Kind extends VerificationError> = Parameters<(typeof verificationTexts)[Kind]>;

/** Receives a problem. */
export type Report = <Kind extends VerificationError>(
  kind: Kind,
  span: Span,
  ...details: Details<Kind>
) => void;

/** A problem with its kind, by which tests and oracles distinguish problems. */
export interface VerificationProblem extends Problem {
  readonly kind: VerificationError;
}

export function verificationProblem<Kind extends VerificationError>(
  kind: Kind,
  span: Span,
  ...details: Details<Kind>
): VerificationProblem {
  const make = verificationTexts[kind] as unknown as (...all: Details<Kind>) => VerificationText;
  const text = make(...details);
  const { code, related } = text;
  return { ...problemOfKind(kind, code, span, text), ...(related ? { related: [related] } : {}) };
}
