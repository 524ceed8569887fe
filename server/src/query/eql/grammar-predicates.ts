import { cover, type Span } from '../../text/span.js';
import { tokenSpan } from '../token.js';
import { conditionStarts, EqlOperands, operandStarts } from './grammar-operands.js';
import { patternOperators } from './operators.js';
import type { Expression, PatternOperator } from './syntax.js';
import type { EqlToken, EqlTokenKind } from './tokens.js';

const patternMatches: ReadonlySet<EqlTokenKind> = new Set(patternOperators);

const patternStarts: ReadonlySet<EqlTokenKind> = new Set([...operandStarts].filter((kind) => kind !== '('));
const constants: ReadonlySet<Expression['kind']> = new Set(['string', 'number', 'boolean', 'null']);

interface Patterns {
  readonly patterns: readonly Expression[];
  readonly end: Span;
}

/** The operands of EQL with the predicate that can hang on one: `in`, `:`, `like` or `regex`. */
export abstract class EqlPredicates extends EqlOperands {
  /** A primary with at most one predicate hanging on it. */
  protected predicated(): Expression {
    const subject = this.primary();
    if (patternMatches.has(this.next.kind)) return this.patternMatch(subject);
    const operator = this.next.kind === 'not' ? this.peek(1) : this.next;
    if (operator.kind === 'in' || operator.kind === 'in~') return this.membership(subject);
    return patternMatches.has(operator.kind) ? this.misplacedNot(subject) : subject;
  }

  /** `process.name not like "a*"` */
  private misplacedNot(subject: Expression): Expression {
    const not = this.advance();
    this.report(
      tokenSpan(not),
      `[not] cannot stand before [${this.next.image}]`,
      'put it before the whole comparison: `not field like "…"`',
    );
    const operand = this.patternMatch(subject);
    return { kind: 'not', operand, span: operand.span };
  }

  private membership(subject: Expression): Expression {
    const not = this.take('not');
    const operator = this.advance();
    this.openLists++;
    const list = this.list(conditionStarts, () => this.condition(), 'a list in parentheses');
    this.openLists--;
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

  private patternMatch(subject: Expression): Expression {
    const operator = this.advance();
    const listed = this.next.kind === '(' || this.nextIsBracketedList();
    const { patterns, end } = listed ? this.patternList() : this.singlePattern(operator);
    for (const pattern of patterns) this.checkConstant(pattern, operator.image);
    return {
      kind: 'pattern-match',
      subject,
      operator: operator.image as PatternOperator,
      operatorSpan: tokenSpan(operator),
      patterns,
      listed,
      span: cover(subject.span, end),
    };
  }

  private patternList(): Patterns {
    const list = this.list(patternStarts, () => this.pattern());
    this.checkNotEmpty(list, 'pattern');
    return { patterns: list.items, end: list.close };
  }

  private singlePattern(operator: EqlToken): Patterns {
    if (this.nextIsOperand()) {
      const pattern = this.pattern();
      return { patterns: [pattern], end: pattern.span };
    }
    this.reportAbsent('a string or a list of strings in parentheses');
    return { patterns: [this.missingHere()], end: operator };
  }

  /** A constant; fields, calls and more are read too, to say that they cannot stand here. */
  private pattern(): Expression {
    return this.literal() ?? this.primary();
  }

  private checkConstant(pattern: Expression, operator: string): void {
    if (pattern.kind === 'missing' || constants.has(pattern.kind)) return;
    this.report(
      pattern.span,
      `the right side of [${operator}] must be a constant`,
      pattern.kind === 'field'
        ? `put the text in double quotes: "${pattern.name}"`
        : 'write a string in double quotes',
    );
  }

  private primary(): Expression {
    const literal = this.literal();
    if (literal) return literal;
    if (this.nextIsMarkedCall()) this.reportMark();
    const { kind } = this.next;
    if (kind === '(') return this.parenthesised();
    if (kind === 'tilde-identifier') return this.call();
    if (kind === 'identifier') {
      const behind = this.peek(1).kind;
      if (behind === '(') return this.call();
      if (behind === 'of') return this.relationship();
    }
    return this.field();
  }

  /** `?startsWith(…)` */
  private nextIsMarkedCall(): boolean {
    if (this.next.kind !== '?' || this.peek(2).kind !== '(') return false;
    return this.peek(1).kind === 'identifier' && this.peek(1).end === this.peek(2).start;
  }

  private reportMark(): void {
    this.report(
      tokenSpan(this.advance()),
      '[?] stands before a field, not before a function',
      'remove it',
      '',
    );
  }

  private parenthesised(): Expression {
    const { start } = this.advance();
    const isMistake = !conditionStarts.has(this.next.kind) || this.absences.at(-1)?.start === start;
    const lists = this.openLists;
    this.openLists = 0;
    const inner = this.condition();
    this.openLists = lists;
    if (!this.take(')') && !isMistake) this.expect(')');
    return inner;
  }

  /** `child of [..]`: refused by Elasticsearch; skipped, so that the rest is understood. */
  private relationship(): Expression {
    const name = this.advance();
    let last = this.advance();
    for (let depth = 0; this.next.kind !== 'end' && (depth > 0 || this.next.kind === '['); ) {
      last = this.advance();
      if (last.kind === '[') depth++;
      if (last.kind === ']') depth--;
      if (depth === 0) break;
    }
    const span = cover(name, last);
    this.report(
      span,
      `process relationships are not supported [${name.image} of]`,
      'write a sequence, or test process.parent.* in the condition',
    );
    return { kind: 'missing', span };
  }
}
