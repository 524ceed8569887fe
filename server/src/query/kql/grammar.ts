import { cover, type Span } from '../../text/span.js';
import { RecoveringParser } from '../recovering-parser.js';
import { createToken, tokenSpan } from '../token.js';
import type { LiteralContent } from './literals.js';
import { describeFound, describeKind } from './messages.js';
import type { KqlNode, KqlRangeOperator, KqlValue } from './syntax.js';
import type { KqlToken, KqlTokenKind } from './tokens.js';

const words = { code: 'kql-syntax', describeKind, describeFound };

/**
 * The grammar of KQL, one method per level, lowest precedence first; the tree is built on the way. It accepts and
 * refuses what Kibana does; lists of values distribute their field (spec/KQL-ESQL-RULE-TYPES.md section 1.1).
 */
export class KqlGrammar extends RecoveringParser<KqlTokenKind, LiteralContent> {
  /** `tokens` are those of a query that is not blank. */
  constructor(tokens: readonly KqlToken[], textLength: number) {
    super(tokens, createToken<KqlTokenKind, LiteralContent>('end', '', textLength), words);
  }

  /** The query; what is left over is reported. */
  parse(): KqlNode {
    const condition = this.disjunction();
    if (this.left) this.reportAbsent('[and] or [or]');
    return condition;
  }

  private disjunction(): KqlNode {
    return this.chain('or', () => this.chain('and', () => this.negation()));
  }

  /** Operands with the keyword between them. */
  private chain(kind: 'and' | 'or', readOperand: () => KqlNode): KqlNode {
    const first = readOperand();
    if (this.next.kind !== kind) return first;
    const operands = [first];
    while (this.take(kind)) operands.push(readOperand());
    return { kind, operands, span: cover(first.span, operands.at(-1)!.span) };
  }

  private negation(): KqlNode {
    const not = this.take('not');
    return negated(not, this.primary());
  }

  private primary(): KqlNode {
    if (this.take('(')) {
      const inner = this.disjunction();
      this.expect(')');
      return inner;
    }
    return this.nextIsLiteral() ? this.expression() : this.missing('a field or a value');
  }

  private nextIsLiteral(): boolean {
    return this.next.kind === 'quoted' || this.next.kind === 'unquoted';
  }

  private missing(wanted: string): KqlNode {
    this.reportAbsent(wanted);
    return this.missingHere();
  }

  /** `field: value`, `field > value`, `field: { … }`, or a value alone. */
  private expression(): KqlNode {
    const first = readLiteral(this.advance());
    if (this.take(':')) return this.afterColon(first);
    const operator = this.take('range');
    if (!operator) return { kind: 'is', field: undefined, value: first, span: first.span };
    const value = this.rangeValue();
    return {
      kind: 'range',
      field: first,
      operator: operator.image.trim() as KqlRangeOperator,
      value,
      span: cover(first.span, value.span),
    };
  }

  private rangeValue(): KqlValue {
    if (!this.nextIsLiteral()) {
      const { span } = this.missing('a value');
      return { text: '', quoted: false, span };
    }
    const value = readLiteral(this.advance());
    if (value.pieces) this.report(value.span, 'a range takes a value without wildcards');
    return value;
  }

  private afterColon(field: KqlValue): KqlNode {
    if (!this.take('{')) return this.valueTerm(field);
    const condition = this.disjunction();
    const end: Span = tokenSpan(this.expect('}'));
    return { kind: 'nested', path: field, condition, span: cover(field.span, end) };
  }

  private valueTerm(field: KqlValue): KqlNode {
    if (this.take('(')) {
      const inner = this.chain('or', () => this.chain('and', () => this.valueNegation(field)));
      this.expect(')');
      return inner;
    }
    if (!this.nextIsLiteral()) return this.missing('a value');
    const value = readLiteral(this.advance());
    return { kind: 'is', field, value, span: value.span };
  }

  private valueNegation(field: KqlValue): KqlNode {
    const not = this.take('not');
    return negated(not, this.valueTerm(field));
  }
}

function negated(not: KqlToken | undefined, operand: KqlNode): KqlNode {
  return not ? { kind: 'not', operand, span: cover(tokenSpan(not), operand.span) } : operand;
}

const constants: ReadonlyMap<string, boolean | null> = new Map([
  ['true', true],
  ['false', false],
  ['null', null],
]);

function readLiteral({ kind, start, end, content }: KqlToken): KqlValue {
  const { text, pieces, trailing } = content!;
  const span = { start, end: end - trailing };
  const quoted = kind === 'quoted';
  if (pieces) return { text, quoted, pieces, span };
  const constant = quoted ? undefined : constants.get(text);
  return constant === undefined ? { text, quoted, span } : { text, quoted, constant, span };
}
