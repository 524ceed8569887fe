import { cover, type Span } from '../../text/span.js';
import { tokenSpan } from '../token.js';
import { tokenTypes } from '../token-types.js';
import { EqlOperands, type Kinds } from './grammar-operands.js';
import { membershipOperators, patternOperators } from './operators.js';
import type { Expression, PatternOperator } from './syntax.js';
import type { EqlToken, EqlTokenKind } from './tokens.js';

const predicateOperators: Kinds = new Set<EqlTokenKind>([...membershipOperators, ...patternOperators]);
const constants: ReadonlySet<Expression['kind']> = new Set(['string', 'number', 'boolean', 'null']);

interface Patterns {
  readonly patterns: readonly Expression[];
  readonly listed: boolean;
  readonly end: Span;
}

/** The operands of EQL with an optional predicate: `in`, `:`, `like` or `regex`. */
export abstract class EqlPredicates extends EqlOperands {
  /** Reads the subject with at most one predicate. `index` distinguishes the positions in a rule. */
  protected predicated(index: number, subject: Expression): Expression {
    const readPredicate = () => this.subrule(index, this.predicate, { ARGS: [subject] });
    if (this.RECORDING_PHASE) return this.option(index, readPredicate) ?? subject;
    const { kind } = this.next;
    const operator = kind === 'not' ? this.peek(1).kind : kind;
    return predicateOperators.has(operator) ? readPredicate() : subject;
  }

  /** predicate := "not"? ("in" list | operator (patternList | pattern)) */
  private readonly predicate = this.RULE('predicate', (subject: Expression): Expression => {
    const not = this.take(0, 'not');
    return this.OR([
      { ALT: () => this.membership(subject, not) },
      { ALT: () => this.patternMatch(subject, not) },
    ]);
  });

  private membership(subject: Expression, not: EqlToken | undefined): Expression {
    const operator = this.read(this.CONSUME(tokenTypes['membership operator']));
    const list = this.SUBRULE(this.list, { ARGS: ['list'] });
    if (this.RECORDING_PHASE) return subject;
    this.checkNotEmpty(list, 'value');
    return {
      kind: 'membership',
      subject,
      negated: not !== undefined,
      caseInsensitive: operator.kind === 'in~',
      operatorSpan: cover(not ?? operator, operator),
      items: list.items,
      span: cover(subject.span, list.close),
    };
  }

  private patternMatch(subject: Expression, not: EqlToken | undefined): Expression {
    const operator = this.read(this.CONSUME(tokenTypes['pattern operator']));
    // `process.name not like "a*"`
    if (not) this.report('misplaced-not', tokenSpan(not), operator.image);
    const { patterns, listed, end } = this.patterns(operator);
    if (this.RECORDING_PHASE) return subject;
    for (const pattern of patterns) this.checkConstant(pattern, operator.image);
    const span = cover(subject.span, end);
    const match: Expression = {
      kind: 'pattern-match',
      subject,
      operator: operator.image as PatternOperator,
      operatorSpan: tokenSpan(operator),
      patterns,
      listed,
      span,
    };
    return not ? { kind: 'not', operand: match, span } : match;
  }

  private patterns(operator: EqlToken): Patterns {
    if (!this.RECORDING_PHASE && this.nextIsBracketedList())
      return this.patternsOf(this.SUBRULE1(this.patternList));
    if (!this.RECORDING_PHASE && !this.nextIsOperand()) {
      this.reportMissing('patterns');
      return { patterns: [this.missingHere()], listed: false, end: operator };
    }
    return this.OR1([
      { ALT: () => this.patternsOf(this.SUBRULE1(this.patternList)) },
      {
        ALT: () => {
          const pattern = this.SUBRULE(this.pattern);
          return { patterns: [pattern], listed: false, end: pattern.span };
        },
      },
    ]);
  }

  private patternsOf(list: ReturnType<typeof this.patternList>): Patterns {
    this.checkNotEmpty(list, 'pattern');
    return { patterns: list.items, listed: true, end: list.close };
  }

  private checkConstant(pattern: Expression, operator: string): void {
    if (pattern.kind === 'missing' || constants.has(pattern.kind)) return;
    const field = pattern.kind === 'field' ? pattern.name : undefined;
    this.report('not-a-constant', pattern.span, operator, field);
  }
}
