import { cover } from '../../text/span.js';
import { tokenSpan } from '../token.js';
import { tokenTypes } from '../token-types.js';
import { conditionStarts, constantStarts, type Kinds } from './grammar-operands.js';
import { EqlPredicates } from './grammar-predicates.js';
import { comparisonOperators, levels, precedence } from './operators.js';
import type { ArithmeticOperator, ComparisonOperator, Expression } from './syntax.js';
import type { EqlToken, EqlTokenKind } from './tokens.js';

/** Tokens that start a parenthesised condition, other than constants. */
const groupStarts: Kinds = new Set<EqlTokenKind>([
  'identifier',
  'quoted-identifier',
  'tilde-identifier',
  '?',
  'not',
  '(',
]);
const fieldEnds: Kinds = new Set<EqlTokenKind>(['identifier', 'quoted-identifier']);

/**
 * The expressions of EQL: one rule that reads operators by precedence. Forms that Elasticsearch rejects but
 * whose meaning is clear (`=`, single quotes, `a[0]`, chained comparisons, a forgotten `and`) are parsed and
 * reported, so that the rest of the query is checked too.
 */
export class EqlExpressions extends EqlPredicates {
  /** Whether a connective was missing since the last one: further words in a row have the same cause. */
  protected isConnectiveGuessed = false;

  /** expression := operand (operator expression)*, with operators that bind at least as tightly as `least` */
  protected readonly expression = this.RULE('expression', (least: number): Expression => {
    let left = this.SUBRULE(this.operand, { ARGS: [least] });
    /** The operands of `left`, while it is a chain that continues. */
    let chained: Expression[] | undefined;
    let comparisons = 0;
    if (!this.RECORDING_PHASE && !this.nextBinds(least)) return left;
    this.MANY({
      GATE: () => this.nextBinds(least),
      DEF: () => {
        const token = this.operator();
        const operator = this.RECORDING_PHASE ? 'or' : operatorOf(token);
        if (token && comparing.has(operator)) this.checkComparison(token, ++comparisons);
        const right = this.SUBRULE1(this.expression, { ARGS: [precedence[operator]! + 1] });
        if (this.RECORDING_PHASE) return;
        if (operator !== 'and' && operator !== 'or') {
          left = binary(operator, token!, left, right);
        } else if (chained && left.kind === operator) {
          chained.push(right);
          left = { ...left, span: cover(left.span, right.span) };
        } else {
          chained = [left, right];
          left = { kind: operator, operands: chained, span: cover(left.span, right.span) };
        }
      },
    });
    return left;
  });

  /** operand := name | constant | "not" expression | "(" expression ")" | ("+" | "-") operand, with a predicate */
  private readonly operand = this.RULE('operand', (least: number): Expression => {
    const { kind } = this.next;
    const canStart = conditionStarts.has(kind) && (kind !== 'not' || least <= levels.negation);
    if (!this.RECORDING_PHASE && !canStart) {
      this.reportMissing('operand');
      return this.missingHere();
    }
    return this.OR(this.operandAlternatives);
  });
  private readonly operandAlternatives = [
    { ALT: () => this.predicated(4, this.name()) },
    { ALT: () => this.predicated(5, this.constant()) },
    { ALT: () => this.negated() },
    { ALT: () => this.predicated(6, this.parenthesised()) },
    { ALT: () => this.negative() },
    {
      ALT: () => {
        this.CONSUME(tokenTypes['+']);
        return this.SUBRULE(this.operand, { ARGS: [levels.signed] });
      },
    },
  ];

  private negated(): Expression {
    const not = this.read(this.CONSUME(tokenTypes.not));
    const operand = this.SUBRULE1(this.expression, { ARGS: [levels.negation] });
    if (this.RECORDING_PHASE) return operand;
    // Parentheses around the operand belong to this expression, so its last token counts.
    return { kind: 'not', operand, span: cover(cover(not, operand.span), tokenSpan(this.previous)) };
  }

  private negative(): Expression {
    const minus = this.read(this.CONSUME(tokenTypes['-']));
    const operand = this.SUBRULE1(this.operand, { ARGS: [levels.signed] });
    if (this.RECORDING_PHASE) return operand;
    return { kind: 'negative', operand, span: cover(minus, operand.span) };
  }

  private parenthesised(): Expression {
    const { start } = this.read(this.CONSUME(tokenTypes['(']));
    const isMistake = !conditionStarts.has(this.next.kind) || this.missingAt.at(-1)?.start === start;
    const lists = this.openLists;
    this.openLists = 0;
    const inner = this.SUBRULE2(this.expression, { ARGS: [levels.condition] });
    this.openLists = lists;
    if (!this.RECORDING_PHASE && isMistake) this.skip(')');
    else this.missing(')') ?? this.CONSUME(tokenTypes[')']);
    return inner;
  }

  /**
   * Returns whether the expression of this level continues: with an operator, or with an operand after a
   * missing operator.
   */
  private nextBinds(least: number): boolean {
    const { next } = this;
    const own = precedence[next.kind] ?? shoutedPrecedence(next);
    if (own !== undefined) return own >= least;
    return least <= levels.conjunction && this.lacksConnective();
  }

  private lacksConnective(): boolean {
    const { kind } = this.next;
    if (!conditionStarts.has(kind) || (constantStarts.has(kind) && this.openLists > 0)) return false;
    return kind !== '(' || this.nextIsGroup();
  }

  /** Returns whether the parentheses that open here contain a condition rather than a list. */
  private nextIsGroup(): boolean {
    if (!groupStarts.has(this.peek(1).kind)) return false;
    let depth = 0;
    for (let distance = 0; ; distance++) {
      const { kind } = this.peek(distance);
      if (kind === '(') depth++;
      else if (kind === ')') depth--;
      if (depth === 0 || kind === 'end') return true;
      if (kind === ',' && depth === 1) return false;
    }
  }

  /** Reads the operator between two operands. A missing one is undefined, reported, and read as `and`. */
  private operator(): EqlToken | undefined {
    const { next } = this;
    if (this.RECORDING_PHASE || precedence[next.kind] !== undefined) {
      if (next.kind === 'and' || next.kind === 'or') this.isConnectiveGuessed = false;
      if (this.RECORDING_PHASE) this.OPTION(() => this.CONSUME(tokenTypes.binary));
      return this.RECORDING_PHASE ? undefined : this.read(this.CONSUME(tokenTypes.binary));
    }
    if (shoutedPrecedence(next) !== undefined) {
      this.report('shouted-keyword', tokenSpan(next), next.image);
      return this.advance();
    }
    const lacksOperator = constantStarts.has(next.kind) && fieldEnds.has(this.previous.kind);
    if (!this.isConnectiveGuessed) this.reportMissing(lacksOperator ? 'operator' : 'connective');
    this.isConnectiveGuessed = true;
    return undefined;
  }

  private checkComparison(token: EqlToken, count: number): void {
    if (token.kind === '=') this.report('single-equals', tokenSpan(token));
    if (count === 2) this.report('chained-comparison', tokenSpan(token));
  }
}

const comparing: ReadonlySet<string> = new Set(comparisonOperators);

/** Returns the precedence of `AND` or `Or`, or undefined for anything else. */
function shoutedPrecedence({ kind, image }: EqlToken): number | undefined {
  if (kind !== 'identifier' || image.length > 3) return undefined;
  const word = image.toLowerCase();
  return word === 'and' || word === 'or' ? precedence[word] : undefined;
}

/** Returns the lower-case operator of a token, or `and` for a missing one. */
function operatorOf(token: EqlToken | undefined): EqlTokenKind {
  if (!token) return 'and';
  return token.kind === 'identifier' ? (token.image.toLowerCase() as EqlTokenKind) : token.kind;
}

function binary(operator: EqlTokenKind, token: EqlToken, left: Expression, right: Expression): Expression {
  const operatorSpan = tokenSpan(token);
  const span = cover(left.span, right.span);
  if (!comparing.has(operator)) {
    return { kind: 'arithmetic', operator: operator as ArithmeticOperator, operatorSpan, left, right, span };
  }
  const meant = (operator === '=' ? '==' : operator) as ComparisonOperator;
  return { kind: 'comparison', operator: meant, operatorSpan, left, right, span };
}
