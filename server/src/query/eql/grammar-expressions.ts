import { type IToken, type TokenType, tokenMatcher } from 'chevrotain';
import { cover } from '../../text/span.js';
import { tokenSpan } from '../recovery.js';
import { EqlOperands, literalStarts, operandStarts } from './grammar-operands.js';
import type { ArithmeticOperator, ComparisonOperator, Expression } from './syntax.js';
import * as t from './tokens.js';

/**
 * The expressions of EQL, one method per level, lowest precedence first; the tree is built in the actions. Forms that
 * Elasticsearch refuses but whose meaning is clear (`=`, single quotes, `a[0]`, chained comparisons, a forgotten `and`)
 * are understood and reported, so that the rest of the query is checked too.
 */
export class EqlExpressions extends EqlOperands {
  /** condition := conjunction ("or" conjunction)* */
  protected condition = this.RULE(
    'condition',
    (): Expression => {
      const first = this.SUBRULE(this.conjunction);
      const operands = [first];
      this.MANY(() => {
        this.OR([
          { ALT: () => this.CONSUME(t.Or) },
          { GATE: () => this.nextIsWord('or'), ALT: () => this.shoutedKeyword(this.CONSUME(t.Identifier)) },
        ]);
        const next = this.SUBRULE1(this.conjunction);
        this.ACTION(() => operands.push(next));
      });
      return this.ACTION(() => chain('or', operands));
    },
    { recoveryValueFunc: () => this.missingHere() },
  );

  /** conjunction := negation ("and" negation)*; a forgotten connective is reported and read as `and`. */
  private conjunction = this.RULE(
    'conjunction',
    (): Expression => {
      const first = this.SUBRULE(this.negation);
      const operands = [first];
      this.MANY({
        GATE: () => !this.nextIsWord('or') && !(this.openLists > 0 && this.nextIs(...literalStarts)),
        DEF: () => {
          this.OR({
            IGNORE_AMBIGUITIES: true,
            DEF: [
              { ALT: () => this.CONSUME(t.And) },
              {
                GATE: () => this.nextIsWord('and'),
                ALT: () => this.shoutedKeyword(this.CONSUME(t.Identifier)),
              },
              { ALT: () => this.ACTION(() => this.reportAbsent('[and] or [or]')) },
            ],
          });
          const next = this.SUBRULE1(this.negation);
          this.ACTION(() => operands.push(next));
        },
      });
      return this.ACTION(() => chain('and', operands));
    },
    { recoveryValueFunc: () => this.missingHere() },
  );

  /** Whether the next token is the keyword in other letter case, `AND` or `Or`. */
  private nextIsWord(keyword: 'and' | 'or'): boolean {
    const next = this.LA(1);
    return tokenMatcher(next, t.Identifier) && next.image.toLowerCase() === keyword;
  }

  private shoutedKeyword(token: IToken): void {
    this.ACTION(() => {
      const keyword = token.image.toLowerCase();
      this.report(
        tokenSpan(token),
        `[${token.image}] is not a keyword: they are lower case`,
        `write ${keyword}`,
        keyword,
      );
    });
  }

  /** negation := "not" negation | comparison */
  private negation = this.RULE(
    'negation',
    (): Expression => {
      const missing = this.ACTION(() => this.missingOperand([t.Not, t.Minus, t.Plus]));
      if (missing) return missing;
      return this.OR<Expression>([
        {
          ALT: () => {
            const operator = this.CONSUME(t.Not);
            const operand = this.SUBRULE(this.negation);
            return this.ACTION(() => ({
              kind: 'not',
              operand,
              // Parentheses around the operand belong to this expression: its last token counts.
              span: cover(cover(tokenSpan(operator), operand.span), tokenSpan(this.LA(0))),
            }));
          },
        },
        { ALT: () => this.SUBRULE(this.comparison) },
      ]);
    },
    { recoveryValueFunc: () => this.missingHere() },
  );

  /** A placeholder, reported, when no operand starts here. */
  private missingOperand(alsoFine: readonly TokenType[]): Expression | undefined {
    if (this.nextIs(...operandStarts, ...alsoFine)) return undefined;
    this.reportAbsent('a field, a value or a function');
    return this.missingHere();
  }

  private comparison = this.RULE(
    'comparison',
    (): Expression => {
      let left = this.SUBRULE(this.sum);
      let count = 0;
      this.MANY(() => {
        const token = this.SUBRULE(this.comparisonOperator);
        const right = this.SUBRULE1(this.sum);
        this.ACTION(() => {
          count++;
          if (count === 2) {
            this.report(
              tokenSpan(token),
              'comparisons do not chain',
              'compare two at a time and join them with `and`',
            );
          }
          const operator = (token.image === '=' ? '==' : token.image) as ComparisonOperator;
          const span = cover(left.span, right.span);
          left = { kind: 'comparison', operator, operatorSpan: tokenSpan(token), left, right, span };
        });
      });
      return left;
    },
    { recoveryValueFunc: () => this.missingHere() },
  );

  private comparisonOperator = this.RULE(
    'comparisonOperator',
    (): IToken => {
      const token = this.OR([
        { ALT: () => this.CONSUME(t.Equal) },
        { ALT: () => this.CONSUME(t.NotEqual) },
        { ALT: () => this.CONSUME(t.Less) },
        { ALT: () => this.CONSUME(t.LessEqual) },
        { ALT: () => this.CONSUME(t.Greater) },
        { ALT: () => this.CONSUME(t.GreaterEqual) },
        { ALT: () => this.CONSUME(t.Assign) },
      ]);
      this.ACTION(() => {
        if (!tokenMatcher(token, t.Assign)) return;
        this.report(tokenSpan(token), '[=] is not a comparison operator', 'use [==]', '==');
      });
      return token;
    },
    { recoveryValueFunc: () => this.getTokenToInsert(t.Equal) },
  );

  /** sum := product (("+" | "-") product)* */
  protected sum = this.RULE(
    'sum',
    (): Expression => {
      let left = this.SUBRULE(this.product);
      this.MANY(() => {
        const operator = this.OR([{ ALT: () => this.CONSUME(t.Plus) }, { ALT: () => this.CONSUME(t.Minus) }]);
        const right = this.SUBRULE1(this.product);
        left = this.ACTION(() => arithmetic(operator, left, right));
      });
      return left;
    },
    { recoveryValueFunc: () => this.missingHere() },
  );

  private product = this.RULE(
    'product',
    (): Expression => {
      let left = this.SUBRULE(this.signed);
      this.MANY(() => {
        const operator = this.OR([
          { ALT: () => this.CONSUME(t.Star) },
          { ALT: () => this.CONSUME(t.Slash) },
          { ALT: () => this.CONSUME(t.Percent) },
        ]);
        const right = this.SUBRULE1(this.signed);
        left = this.ACTION(() => arithmetic(operator, left, right));
      });
      return left;
    },
    { recoveryValueFunc: () => this.missingHere() },
  );

  private signed = this.RULE(
    'signed',
    (): Expression => {
      const missing = this.ACTION(() => this.missingOperand([t.Minus, t.Plus]));
      if (missing) return missing;
      return this.OR<Expression>([
        {
          ALT: () => {
            const operator = this.CONSUME(t.Minus);
            const operand = this.SUBRULE(this.signed);
            return this.ACTION(() => ({
              kind: 'negative',
              operand,
              span: cover(tokenSpan(operator), operand.span),
            }));
          },
        },
        {
          ALT: () => {
            this.CONSUME(t.Plus);
            return this.SUBRULE1(this.signed);
          },
        },
        { ALT: () => this.SUBRULE(this.predicated) },
      ]);
    },
    { recoveryValueFunc: () => this.missingHere() },
  );

  /** A primary with at most one predicate (`in`, `:`, `like`, `regex`) hanging on it. */
  private predicated = this.RULE(
    'predicated',
    (): Expression => {
      let subject = this.SUBRULE(this.primary);
      this.OPTION(() => {
        this.OR([
          {
            ALT: () => {
              subject = this.SUBRULE(this.membership, { ARGS: [subject] });
            },
          },
          {
            ALT: () => {
              subject = this.SUBRULE(this.patternMatch, { ARGS: [subject] });
            },
          },
        ]);
      });
      return subject;
    },
    { recoveryValueFunc: () => this.missingHere() },
  );
}

function chain(kind: 'and' | 'or', operands: Expression[]): Expression {
  if (operands.length === 1) return operands[0]!;
  return { kind, operands, span: cover(operands[0]!.span, operands.at(-1)!.span) };
}

function arithmetic(operator: IToken, left: Expression, right: Expression): Expression {
  return {
    kind: 'arithmetic',
    operator: operator.image as ArithmeticOperator,
    operatorSpan: tokenSpan(operator),
    left,
    right,
    span: cover(left.span, right.span),
  };
}
