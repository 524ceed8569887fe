import { cover } from '../../text/span.js';
import { tokenSpan } from '../token.js';
import { conditionStarts, constantStarts } from './grammar-operands.js';
import { EqlPredicates } from './grammar-predicates.js';
import { isNoKeyword } from './misread-words.js';
import { comparisonOperators } from './operators.js';
import type { ArithmeticOperator, ComparisonOperator, Expression } from './syntax.js';
import type { EqlToken, EqlTokenKind } from './tokens.js';

const comparisons: ReadonlySet<EqlTokenKind> = new Set(comparisonOperators);
/** What a condition in parentheses starts with, other than a constant. */
const groupStarts: ReadonlySet<EqlTokenKind> = new Set([
  'identifier',
  'quoted-identifier',
  'tilde-identifier',
  '?',
  'not',
  '(',
]);
const fieldEnds: ReadonlySet<EqlTokenKind> = new Set(['identifier', 'quoted-identifier']);

/**
 * The expressions of EQL, one method per level, lowest precedence first; the tree is built on the way. Forms that
 * Elasticsearch refuses but whose meaning is clear (`=`, single quotes, `a[0]`, chained comparisons, a forgotten `and`)
 * are understood and reported, so that the rest of the query is checked too.
 */
export class EqlExpressions extends EqlPredicates {
  /** Whether a connective was absent since the last one: more words in a row have the same cause. */
  protected isConnectiveGuessed = false;

  /** condition := conjunction ("or" conjunction)* */
  protected condition(): Expression {
    const first = this.conjunction();
    if (!this.takeConnective('or')) return first;
    const operands = [first];
    do operands.push(this.conjunction());
    while (this.takeConnective('or'));
    return chain('or', operands);
  }

  /** conjunction := negation ("and" negation)*; a forgotten connective is reported and read as `and`. */
  private conjunction(): Expression {
    const first = this.negation();
    if (!this.takeConjunction()) return first;
    const operands = [first];
    do operands.push(this.negation());
    while (this.takeConjunction());
    return chain('and', operands);
  }

  private takeConjunction(): boolean {
    if (this.takeConnective('and')) return true;
    if (!conditionStarts.has(this.next.kind) || this.isShouted('or')) return false;
    const isConstant = constantStarts.has(this.next.kind);
    if (isConstant && this.openLists > 0) return false;
    if (this.next.kind === '(' && !this.nextIsGroup()) return false;
    const lacksOperator = isConstant && fieldEnds.has(this.previous.kind);
    if (!this.isConnectiveGuessed)
      this.reportAbsent(lacksOperator ? 'an operator such as [==]' : '[and] or [or]');
    this.isConnectiveGuessed = true;
    return true;
  }

  /** Whether the parentheses that open here hold a condition, not a list. */
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

  private takeConnective(keyword: 'and' | 'or'): boolean {
    if (this.take(keyword)) {
      this.isConnectiveGuessed = false;
      return true;
    }
    if (!this.isShouted(keyword)) return false;
    const token = this.advance();
    this.report(tokenSpan(token), `[${token.image}] ${isNoKeyword}`, `write ${keyword}`, keyword);
    return true;
  }

  /** Whether the next token is the keyword in other letter case, `AND` or `Or`. */
  private isShouted(keyword: 'and' | 'or'): boolean {
    const { kind, image } = this.next;
    return kind === 'identifier' && image.length === keyword.length && image.toLowerCase() === keyword;
  }

  /** negation := "not" negation | comparison */
  private negation(): Expression {
    const not = this.take('not');
    if (!not) return this.comparison();
    const operand = this.negation();
    // Parentheses around the operand belong to this expression: its last token counts.
    return { kind: 'not', operand, span: cover(cover(not, operand.span), tokenSpan(this.previous)) };
  }

  private comparison(): Expression {
    let left = this.sum();
    for (let count = 1; comparisons.has(this.next.kind); count++) {
      const token = this.advance();
      this.checkComparison(token, count);
      const operator = (token.kind === '=' ? '==' : token.kind) as ComparisonOperator;
      const right = this.sum();
      const span = cover(left.span, right.span);
      left = { kind: 'comparison', operator, operatorSpan: tokenSpan(token), left, right, span };
    }
    return left;
  }

  private checkComparison(token: EqlToken, count: number): void {
    if (token.kind === '=')
      this.report(tokenSpan(token), '[=] is not a comparison operator', 'use [==]', '==');
    if (count === 2) {
      this.report(
        tokenSpan(token),
        'comparisons do not chain',
        'compare two at a time and join them with `and`',
      );
    }
  }

  /** sum := product (("+" | "-") product)* */
  protected sum(): Expression {
    let left = this.product();
    for (;;) {
      const operator = this.take('+') ?? this.take('-');
      if (!operator) return left;
      left = arithmetic(operator, left, this.product());
    }
  }

  private product(): Expression {
    let left = this.signed();
    for (;;) {
      const operator = this.take('*') ?? this.take('/') ?? this.take('%');
      if (!operator) return left;
      left = arithmetic(operator, left, this.signed());
    }
  }

  private signed(): Expression {
    if (this.nextIsOperand()) return this.predicated();
    if (this.take('+')) return this.signed();
    const minus = this.take('-');
    if (minus) {
      const operand = this.signed();
      return { kind: 'negative', operand, span: cover(minus, operand.span) };
    }
    this.reportAbsent('a field, a value or a function');
    return this.missingHere();
  }
}

function chain(kind: 'and' | 'or', operands: Expression[]): Expression {
  return { kind, operands, span: cover(operands[0]!.span, operands.at(-1)!.span) };
}

function arithmetic(operator: EqlToken, left: Expression, right: Expression): Expression {
  return {
    kind: 'arithmetic',
    operator: operator.image as ArithmeticOperator,
    operatorSpan: tokenSpan(operator),
    left,
    right,
    span: cover(left.span, right.span),
  };
}
