import type { Span } from '../../text/span.js';

/**
 * The syntax tree of EQL (docs/semantics/eql.md#grammar). Every node has the span of its source in the query,
 * without surrounding parentheses. `missing` is a node that the parser expected and did not find.
 */
export type EqlQuery = EventQuery | SequenceQuery | SampleQuery | JoinQuery;

/** `process where true | head 5` */
export interface EventQuery {
  readonly kind: 'event-query';
  readonly filter: EventFilter;
  readonly pipes: readonly Pipe[];
  readonly span: Span;
}

/** `sequence by host.id with maxspan=1m [..] [..] until [..]` */
export interface SequenceQuery {
  readonly kind: 'sequence';
  readonly keys: readonly Field[];
  readonly maxspan?: Maxspan;
  readonly steps: readonly Step[];
  readonly until?: Step;
  readonly pipes: readonly Pipe[];
  readonly span: Span;
}

/** `sample by host.id [..] [..]` */
export interface SampleQuery {
  readonly kind: 'sample';
  readonly keys: readonly Field[];
  readonly steps: readonly Step[];
  readonly pipes: readonly Pipe[];
  readonly span: Span;
}

/** `join by pid [..] [..]`: still parses, but cannot run. */
export interface JoinQuery {
  readonly kind: 'join';
  readonly keys: readonly Field[];
  readonly steps: readonly Step[];
  readonly until?: Step;
  readonly pipes: readonly Pipe[];
  readonly span: Span;
}

/** `process where process.name == "a"` */
export interface EventFilter {
  readonly category: EventCategory;
  readonly condition: Expression;
  readonly span: Span;
}

export interface EventCategory {
  /** The category without quotes, or `any` if {@link any} is true. */
  readonly name: string;
  readonly any: boolean;
  readonly span: Span;
}

export interface Maxspan {
  readonly milliseconds: number;
  readonly span: Span;
}

/** `[process where ..] by process.pid with runs=3`, or `![..]` when `missing`. */
export interface Step {
  readonly filter: EventFilter;
  readonly keys: readonly Field[];
  /** The number of consecutive copies of this step, by default 1. */
  readonly runs: number;
  readonly runsSpan?: Span;
  readonly missing: boolean;
  readonly span: Span;
}

export interface Pipe {
  readonly name: string;
  readonly nameSpan: Span;
  readonly arguments: readonly Expression[];
  readonly span: Span;
}

export type Expression =
  | And
  | Or
  | Not
  | Comparison
  | Membership
  | PatternMatch
  | Arithmetic
  | Negative
  | Call
  | Field
  | Literal
  | Missing;

/** Two or more operands of one chain. A nested `and` was in parentheses. */
export interface And {
  readonly kind: 'and';
  readonly operands: readonly Expression[];
  readonly span: Span;
}

export interface Or {
  readonly kind: 'or';
  readonly operands: readonly Expression[];
  readonly span: Span;
}

export interface Not {
  readonly kind: 'not';
  readonly operand: Expression;
  readonly span: Span;
}

export type ComparisonOperator = '==' | '!=' | '<' | '<=' | '>' | '>=';

export interface Comparison {
  readonly kind: 'comparison';
  readonly operator: ComparisonOperator;
  readonly operatorSpan: Span;
  readonly left: Expression;
  readonly right: Expression;
  readonly span: Span;
}

/** `subject in (..)`, `subject not in~ (..)` */
export interface Membership {
  readonly kind: 'membership';
  readonly subject: Expression;
  readonly negated: boolean;
  readonly caseInsensitive: boolean;
  readonly operatorSpan: Span;
  readonly items: readonly Expression[];
  readonly span: Span;
}

export type PatternOperator = ':' | 'like' | 'like~' | 'regex' | 'regex~';

/** `subject : "a*"`, `subject regex~ ("a.*", "b.*")` */
export interface PatternMatch {
  readonly kind: 'pattern-match';
  readonly subject: Expression;
  readonly operator: PatternOperator;
  readonly operatorSpan: Span;
  readonly patterns: readonly Expression[];
  /** Whether the patterns are in parentheses. */
  readonly listed: boolean;
  readonly span: Span;
}

export type ArithmeticOperator = '+' | '-' | '*' | '/' | '%';

export interface Arithmetic {
  readonly kind: 'arithmetic';
  readonly operator: ArithmeticOperator;
  readonly operatorSpan: Span;
  readonly left: Expression;
  readonly right: Expression;
  readonly span: Span;
}

/** Unary minus. */
export interface Negative {
  readonly kind: 'negative';
  readonly operand: Expression;
  readonly span: Span;
}

export interface Call {
  readonly kind: 'call';
  /** As written, without `~`. */
  readonly name: string;
  readonly nameSpan: Span;
  readonly caseInsensitive: boolean;
  readonly arguments: readonly Expression[];
  readonly span: Span;
}

/** A field. `?name` is optional: it may be unknown. */
export interface Field {
  readonly kind: 'field';
  /** Path without backquotes. */
  readonly name: string;
  readonly optional: boolean;
  readonly span: Span;
}

export type Literal = StringLiteral | NumberLiteral | BooleanLiteral | NullLiteral;

export interface StringLiteral {
  readonly kind: 'string';
  readonly value: string;
  /** Whether it is written as `"""..."""`. */
  readonly raw: boolean;
  readonly span: Span;
}

export interface NumberLiteral {
  readonly kind: 'number';
  /** Exact, even if `type` is `long` and the number is beyond 2^53. */
  readonly value: number | bigint;
  readonly type: 'integer' | 'long' | 'double';
  readonly span: Span;
}

export interface BooleanLiteral {
  readonly kind: 'boolean';
  readonly value: boolean;
  readonly span: Span;
}

export interface NullLiteral {
  readonly kind: 'null';
  readonly span: Span;
}

/** A node that the parser expected and did not find. */
export interface Missing {
  readonly kind: 'missing';
  readonly span: Span;
}
