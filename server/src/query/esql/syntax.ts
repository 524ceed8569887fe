import type { Span } from '../../text/span.js';

/** A whole ES|QL query: a pipeline, preceded by settings. */
export interface EsqlQuery extends Pipeline {
  readonly settings: readonly Setting[];
}

/** Commands separated by pipes. */
export interface Pipeline {
  readonly commands: readonly Command[];
  readonly span: Span;
}

/** `SET name = value;` */
export interface Setting {
  readonly name: Name;
  readonly value: Expression | OptionMap;
  readonly span: Span;
}

/** The name of a column, without backquotes. */
export interface Name {
  readonly text: string;
  readonly span: Span;
}

/** A name in which `*` matches any characters. */
export interface NamePattern extends Name {
  readonly isPattern: boolean;
  /** The offsets in the text of each literal `*`, that is, each one in backquotes. */
  readonly literalStars: readonly number[];
}

/** `name = expression`, or an expression that names its column by its own source. */
export interface Assignment {
  /** Undefined if the expression has no name. */
  readonly name: Name | undefined;
  readonly value: Expression;
  readonly span: Span;
}

/** An aggregate of STATS, with its optional `WHERE` condition. */
export interface Aggregate extends Assignment {
  readonly filter: Expression | undefined;
}

/** An index pattern, alias or data stream after FROM. */
export interface IndexPattern {
  /** Without cluster and selector. In quotes it may be several names separated by commas. */
  readonly text: string;
  readonly cluster: string | undefined;
  readonly selector: string | undefined;
  readonly isQuoted: boolean;
  readonly span: Span;
}

export interface Subquery {
  readonly kind: 'subquery';
  readonly pipeline: Pipeline;
  readonly span: Span;
}

/** The common fields of all commands. */
interface CommandFrame {
  /** In upper case, with one space between two words: `INLINE STATS`. */
  readonly name: string;
  readonly nameSpan: Span;
  /** From its name to the last character before the next pipe. */
  readonly span: Span;
}

export interface FromCommand extends CommandFrame {
  readonly kind: 'from';
  readonly sources: readonly (IndexPattern | Subquery)[];
  readonly metadata: MetadataClause | undefined;
}

export interface MetadataClause {
  readonly names: readonly Name[];
  /** The span of the names, which is empty and after the keyword if there are none. */
  readonly span: Span;
  /** Whether the names are in brackets, the old syntax. */
  readonly isBracketed: boolean;
}

export interface RowCommand extends CommandFrame {
  readonly kind: 'row';
  readonly fields: readonly Assignment[];
}

export interface WhereCommand extends CommandFrame {
  readonly kind: 'where';
  readonly condition: Expression;
}

export interface EvalCommand extends CommandFrame {
  readonly kind: 'eval';
  readonly fields: readonly Assignment[];
}

/** STATS and INLINE STATS. */
export interface StatsCommand extends CommandFrame {
  readonly kind: 'stats' | 'inline-stats';
  readonly aggregates: readonly Aggregate[];
  readonly groups: readonly Assignment[];
}

export interface ProjectCommand extends CommandFrame {
  readonly kind: 'keep' | 'drop';
  readonly patterns: readonly NamePattern[];
}

export interface RenameCommand extends CommandFrame {
  readonly kind: 'rename';
  readonly clauses: readonly RenameClause[];
}

export interface RenameClause {
  readonly from: NamePattern;
  readonly to: NamePattern;
  readonly span: Span;
}

export interface SortKey {
  readonly value: Expression;
  readonly isDescending: boolean;
  /** Undefined if the query does not say it: last if ascending, first if descending. */
  readonly nulls: 'first' | 'last' | undefined;
  readonly span: Span;
}

export interface SortCommand extends CommandFrame {
  readonly kind: 'sort';
  readonly keys: readonly SortKey[];
}

export interface LimitCommand extends CommandFrame {
  readonly kind: 'limit';
  readonly count: Expression;
  readonly groups: readonly Expression[];
}

export interface DissectCommand extends CommandFrame {
  readonly kind: 'dissect';
  readonly input: Expression;
  readonly pattern: StringLiteral | undefined;
  readonly options: readonly CommandOption[];
}

export interface CommandOption {
  readonly name: Name;
  readonly value: Expression;
}

export interface GrokCommand extends CommandFrame {
  readonly kind: 'grok';
  readonly input: Expression;
  readonly patterns: readonly StringLiteral[];
}

export interface MvExpandCommand extends CommandFrame {
  readonly kind: 'mv-expand';
  readonly column: Name;
}

export interface EnrichCommand extends CommandFrame {
  readonly kind: 'enrich';
  /** Without its mode. */
  readonly policy: Name;
  readonly mode: Name | undefined;
  readonly on: NamePattern | undefined;
  readonly fields: readonly { readonly name: NamePattern | undefined; readonly field: NamePattern }[];
}

export interface LookupJoinCommand extends CommandFrame {
  readonly kind: 'lookup-join';
  /** `LOOKUP`, or another word that no release supports. */
  readonly type: Name;
  readonly index: IndexPattern;
  readonly conditions: readonly Expression[];
}

export interface ChangePointCommand extends CommandFrame {
  readonly kind: 'change-point';
  readonly value: Name;
  readonly on: Name | undefined;
  readonly type: Name | undefined;
  readonly probability: Name | undefined;
  readonly groups: readonly Expression[];
}

export interface ForkCommand extends CommandFrame {
  readonly kind: 'fork';
  readonly branches: readonly Pipeline[];
}

/** COMPLETION and RERANK, which call a language model. */
export interface ModelCommand extends CommandFrame {
  readonly kind: 'completion' | 'rerank';
  readonly target: Name | undefined;
  readonly input: Expression;
  /** For RERANK: the fields to rank. */
  readonly fields: readonly Assignment[];
  readonly options: OptionMap | undefined;
}

export interface SampleCommand extends CommandFrame {
  readonly kind: 'sample';
  readonly probability: Expression;
}

/** URI_PARTS, REGISTERED_DOMAIN, USER_AGENT, IP_LOCATION: `prefix = expression`. */
export interface PartsCommand extends CommandFrame {
  readonly kind: 'parts';
  readonly prefix: Name;
  readonly input: Expression;
  readonly options: OptionMap | undefined;
}

/** FUSE, MMR, PROMQL, SHOW, EXPLAIN and the commands without arguments, which are parsed but not checked. */
export interface OtherCommand extends CommandFrame {
  readonly kind: 'other' | 'unknown';
}

export type Command =
  | FromCommand
  | RowCommand
  | WhereCommand
  | EvalCommand
  | StatsCommand
  | ProjectCommand
  | RenameCommand
  | SortCommand
  | LimitCommand
  | DissectCommand
  | GrokCommand
  | MvExpandCommand
  | EnrichCommand
  | LookupJoinCommand
  | ChangePointCommand
  | ForkCommand
  | ModelCommand
  | SampleCommand
  | PartsCommand
  | OtherCommand;

export type ComparisonOperator = '==' | '!=' | '<' | '<=' | '>' | '>=';
export type ArithmeticOperator = '+' | '-' | '*' | '/' | '%';

export interface StringLiteral {
  readonly kind: 'string';
  readonly value: string;
  /** Whether it is in triple quotes, where backslashes are literal. */
  readonly isRaw: boolean;
  readonly span: Span;
}

/** A number. Whole numbers are bigints if they fit in 64 bits. */
export interface NumberLiteral {
  readonly kind: 'number';
  readonly value: number | bigint;
  readonly type: 'integer' | 'long' | 'unsigned_long' | 'double';
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

/** `[1, 2]`: several values of one type. */
export interface ListLiteral {
  readonly kind: 'list';
  readonly items: readonly (StringLiteral | NumberLiteral | BooleanLiteral)[];
  readonly span: Span;
}

/** `5 minutes` */
export interface TimeSpan {
  readonly kind: 'time-span';
  readonly amount: bigint;
  /** As written, in lower case. */
  readonly unit: string;
  readonly unitSpan: Span;
  readonly span: Span;
}

export interface ColumnReference {
  readonly kind: 'column';
  readonly name: string;
  readonly span: Span;
}

export interface Call {
  readonly kind: 'call';
  /** In lower case. */
  readonly name: string;
  readonly nameSpan: Span;
  readonly arguments: readonly Expression[];
  /** Whether it is `COUNT(*)`. */
  readonly isStar: boolean;
  readonly options: OptionMap | undefined;
  readonly span: Span;
}

/** `{"key": value}` */
export interface OptionMap {
  readonly kind: 'map';
  readonly entries: readonly OptionEntry[];
  readonly span: Span;
}

export interface OptionEntry {
  readonly key: StringLiteral;
  readonly value: Expression | OptionMap;
}

/** A placeholder for a missing node. */
export interface Missing {
  readonly kind: 'missing';
  readonly span: Span;
}

export type Expression =
  | StringLiteral
  | NumberLiteral
  | BooleanLiteral
  | NullLiteral
  | ListLiteral
  | TimeSpan
  | ColumnReference
  | Call
  | Subquery
  | Missing
  | { readonly kind: 'and' | 'or'; readonly operands: readonly Expression[]; readonly span: Span }
  | { readonly kind: 'not' | 'negative'; readonly operand: Expression; readonly span: Span }
  | Comparison
  | Arithmetic
  | PatternTest
  | Membership
  | {
      readonly kind: 'is-null';
      readonly operand: Expression;
      readonly isNegated: boolean;
      readonly span: Span;
    }
  | MatchTest
  | Cast
  | { readonly kind: 'parameter'; readonly text: string; readonly span: Span }
  | { readonly kind: 'lambda'; readonly parameter: Name; readonly body: Expression; readonly span: Span };

export interface Comparison {
  readonly kind: 'comparison';
  readonly operator: ComparisonOperator;
  readonly operatorSpan: Span;
  readonly left: Expression;
  readonly right: Expression;
  readonly span: Span;
}

export interface Arithmetic {
  readonly kind: 'arithmetic';
  readonly operator: ArithmeticOperator;
  readonly operatorSpan: Span;
  readonly left: Expression;
  readonly right: Expression;
  readonly span: Span;
}

/** `value LIKE pattern`, `value RLIKE ("a", "b")` */
export interface PatternTest {
  readonly kind: 'pattern';
  readonly operator: 'like' | 'rlike';
  readonly operatorSpan: Span;
  readonly isNegated: boolean;
  readonly value: Expression;
  readonly patterns: readonly Expression[];
  readonly isList: boolean;
  readonly span: Span;
}

/** `value IN (a, b)` */
export interface Membership {
  readonly kind: 'in';
  readonly operatorSpan: Span;
  readonly isNegated: boolean;
  readonly value: Expression;
  /** A single subquery, or values. */
  readonly items: readonly Expression[];
  readonly span: Span;
}

/** `column : "text"`, which tests whether any value of the column matches. */
export interface MatchTest {
  readonly kind: 'match';
  readonly operatorSpan: Span;
  readonly value: Expression;
  readonly query: Expression;
  readonly span: Span;
}

/** `value::type` */
export interface Cast {
  readonly kind: 'cast';
  readonly value: Expression;
  readonly type: Name;
  readonly span: Span;
}
