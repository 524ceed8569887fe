import { cover } from '../../text/span.js';
import { tokenSpan } from '../token.js';
import { tokenTypes } from '../token-types.js';
import { constantStarts, EsqlOperands, isConstant, operandStarts } from './grammar-operands.js';
import type { ArithmeticOperator, ComparisonOperator, Expression, Subquery } from './syntax.js';
import type { EsqlToken, EsqlTokenKind } from './tokens.js';

/**
 * Precedence of the operators (docs/semantics/esql.md#precedence). `NOT` binds tighter than `AND`, but looser than
 * comparisons.
 */
const precedence: Readonly<Partial<Record<EsqlTokenKind, number>>> = {
  or: 1,
  and: 2,
  '==': 4,
  '!=': 4,
  '<': 4,
  '<=': 4,
  '>': 4,
  '>=': 4,
  '=': 4,
  '=~': 4,
  ':': 4,
  like: 4,
  rlike: 4,
  in: 4,
  is: 4,
  '+': 5,
  '-': 5,
  '*': 6,
  '/': 6,
  '%': 6,
};

/** Levels of `precedence` at which the operands of an expression are read. */
export const levels = { condition: 0, negation: 3, sum: 5, signed: 7 } as const;

const comparing: ReadonlySet<string> = new Set(['==', '!=', '<', '<=', '>', '>=', '=', '=~']);
const testing: ReadonlySet<string> = new Set(['like', 'rlike', 'in', 'is', ':', 'not']);
const negatable: ReadonlySet<string> = new Set(['like', 'rlike', 'in']);

interface Items {
  readonly items: readonly Expression[];
  readonly end: { readonly start: number; readonly end: number };
}

/**
 * The expressions of ES|QL: one rule that reads operators by precedence. Forms that Elasticsearch rejects but
 * whose meaning is clear are parsed and reported, so that the rest of the query is checked too.
 */
export abstract class EsqlExpressions extends EsqlOperands {
  /** The number of open pipelines in parentheses. */
  protected openPipelines = 0;
  /** Whether a connective was missing since the last one: further words in a row have the same cause. */
  protected isConnectiveGuessed = false;

  /** expression := operand (operator expression | test)*, with operators that bind at least as tightly as `least` */
  protected readonly expression = this.RULE('expression', (least: number): Expression => {
    const first = this.SUBRULE(this.operand, { ARGS: [least] });
    if (!this.RECORDING_PHASE) return this.continued(first, least);
    this.MANY(() => {
      this.OR([
        {
          ALT: () => {
            this.CONSUME(tokenTypes.binary);
            this.SUBRULE1(this.expression, { ARGS: [0] });
          },
        },
        { ALT: () => this.test(first) },
      ]);
    });
    return first;
  });

  /**
   * Continues an expression while operators bind. What they do depends on their precedence, not just on the
   * next token.
   */
  private continued(first: Expression, least: number): Expression {
    let left = first;
    let chained: Expression[] | undefined;
    let comparisons = 0;
    let tests = 0;
    while (this.nextBinds(least)) {
      const { next } = this;
      if (testing.has(next.kind)) {
        if (++tests > 1) this.report('chained-comparison', tokenSpan(next));
        left = this.test(left);
        continue;
      }
      const token = this.operator();
      const operator = token?.kind ?? 'and';
      if (token && comparing.has(operator)) {
        this.checkComparison(token, ++comparisons);
        if (tests > 0) this.report('chained-comparison', tokenSpan(token));
      }
      const right = this.SUBRULE1(this.expression, { ARGS: [precedence[operator]! + 1] });
      if (operator !== 'and' && operator !== 'or') left = binary(operator, token!, left, right);
      else if (chained && left.kind === operator) {
        chained.push(right);
        left = { ...left, span: cover(left.span, right.span) };
      } else {
        chained = [left, right];
        left = { kind: operator, operands: chained, span: cover(left.span, right.span) };
      }
    }
    return left;
  }

  /** test := "not"? ("like" | "rlike") pattern | "not"? "in" items | "is" "not"? "null" | ":" operand */
  private test(value: Expression): Expression {
    const not = this.take(4, 'not');
    return this.OR5([
      { ALT: () => this.patternTest(value, not) },
      { ALT: () => this.membership(value, not) },
      { ALT: () => this.nullTest(value) },
      { ALT: () => this.matchTest(value) },
    ]);
  }

  private patternTest(value: Expression, not: EsqlToken | undefined): Expression {
    const token = this.OR6([
      { ALT: () => this.read(this.CONSUME(tokenTypes.like)) },
      { ALT: () => this.read(this.CONSUME(tokenTypes.rlike)) },
    ]);
    const isList = this.next.kind === '(' && constantStarts.has(this.peek(1).kind) && this.isPatternList();
    const { items: patterns, end } = this.RECORDING_PHASE
      ? this.OR7({
          // Both can start with a parenthesis.
          IGNORE_AMBIGUITIES: true,
          DEF: [{ ALT: () => this.SUBRULE(this.items) }, { ALT: () => this.singlePattern() }],
        })
      : isList
        ? this.SUBRULE(this.items)
        : this.singlePattern();
    if (this.RECORDING_PHASE) return value;
    return {
      kind: 'pattern',
      operator: token.kind === 'rlike' ? 'rlike' : 'like',
      operatorSpan: cover(not ?? token, token),
      isNegated: not !== undefined,
      value,
      patterns,
      isList,
      span: cover(value.span, end),
    };
  }

  private singlePattern(): Items {
    const pattern = this.SUBRULE2(this.operand, { ARGS: [levels.signed] });
    return { items: [pattern], end: this.RECORDING_PHASE ? { start: 0, end: 0 } : pattern.span };
  }

  /** Returns whether parentheses contain a list of strings rather than an expression. */
  private isPatternList(): boolean {
    const behind = this.peek(2).kind;
    return behind === ',' || behind === ')' || constantStarts.has(behind);
  }

  private membership(value: Expression, not: EsqlToken | undefined): Expression {
    const token = this.read(this.CONSUME(tokenTypes.in));
    const list = this.RECORDING_PHASE
      ? this.OR8<Items>([{ ALT: () => this.subqueryItems() }, { ALT: () => this.SUBRULE1(this.items) }])
      : this.next.kind === 'pipeline-start'
        ? this.subqueryItems()
        : this.SUBRULE1(this.items);
    if (this.RECORDING_PHASE) return value;
    return {
      kind: 'in',
      operatorSpan: cover(not ?? token, token),
      isNegated: not !== undefined,
      value,
      items: list.items,
      span: cover(value.span, list.end),
    };
  }

  private subqueryItems(): Items {
    const subquery = this.SUBRULE(this.subquery);
    return { items: [subquery], end: this.RECORDING_PHASE ? { start: 0, end: 0 } : subquery.span };
  }

  /** subquery := "(" pipeline ")" */
  protected readonly subquery = this.RULE('subquery', (): Subquery => {
    const open = this.read(this.CONSUME(tokenTypes['pipeline-start']));
    const wasCondition = this.inCondition;
    this.openPipelines++;
    const pipeline = this.SUBRULE(this.pipeline);
    this.openPipelines--;
    this.inCondition = wasCondition;
    const close = this.missing('pipeline-end', ')') ?? this.read(this.CONSUME(tokenTypes['pipeline-end']));
    return { kind: 'subquery', pipeline, span: cover(open, close) };
  });

  /** items := "(" expression ("," expression)* ")" */
  private readonly items = this.RULE('items', (): Items => {
    const broken = this.brokenItems();
    if (broken) return broken;
    const open = this.read(this.CONSUME(tokenTypes['(']));
    const items: Expression[] = [];
    this.MANY({
      GATE: () => operandStarts.has(this.next.kind),
      DEF: () => {
        items.push(this.lonelyConstant() ?? this.SUBRULE(this.expression, { ARGS: [levels.condition] }));
        const comma = this.take(9, ',');
        if (this.RECORDING_PHASE) return;
        if (comma && this.next.kind === ')') this.report('trailing-comma', tokenSpan(comma));
        else if (!comma && operandStarts.has(this.next.kind)) this.reportMissing('comma');
      },
    });
    const close = this.missing(')') ?? this.read(this.CONSUME(tokenTypes[')']));
    if (!this.RECORDING_PHASE && items.length === 0 && close.image !== '')
      this.report('empty-list', cover(open, close));
    return { items, end: close.image === '' ? tokenSpan(this.previous) : close };
  });

  /** Reads a constant that is a whole item, as most are, without entering a rule. */
  private lonelyConstant(): Expression | undefined {
    if (this.RECORDING_PHASE || !constantStarts.has(this.next.kind)) return undefined;
    const behind = this.peek(1).kind;
    return behind === ',' || behind === ')' ? this.constantOf(this.advance()) : undefined;
  }

  /** Reads items after IN without parentheses, and reports the missing parentheses. */
  private brokenItems(): Items | undefined {
    if (this.RECORDING_PHASE || this.next.kind === '(') return undefined;
    if (this.next.kind === '[') {
      this.report('list-in-brackets', tokenSpan(this.next));
      const list = this.SUBRULE(this.listLiteral);
      return { items: list.items, end: list.span };
    }
    this.reportMissing('(');
    const items: Expression[] = [];
    while (constantStarts.has(this.next.kind)) {
      items.push(this.constantOf(this.advance()));
      if (!this.skip(',')) break;
    }
    this.skip(')');
    return { items, end: tokenSpan(this.previous) };
  }

  private nullTest(operand: Expression): Expression {
    this.CONSUME(tokenTypes.is);
    const not = this.take(5, 'not');
    const end = this.missing('null', 'NULL') ?? this.read(this.CONSUME(tokenTypes.null));
    if (this.RECORDING_PHASE) return operand;
    const span = cover(operand.span, end.image === '' ? tokenSpan(this.previous) : end);
    return { kind: 'is-null', operand, isNegated: not !== undefined, span };
  }

  private matchTest(value: Expression): Expression {
    const token = this.read(this.CONSUME(tokenTypes[':']));
    const query = this.SUBRULE3(this.operand, { ARGS: [levels.signed] });
    if (this.RECORDING_PHASE) return value;
    if (value.kind !== 'column' && value.kind !== 'cast' && value.kind !== 'missing')
      this.report('match-on-expression', value.span);
    if (!isConstant(query)) this.report('match-not-constant', query.span);
    return {
      kind: 'match',
      operatorSpan: tokenSpan(token),
      value,
      query,
      span: cover(value.span, query.span),
    };
  }

  /** operand := (constant | column | call | "(" expression ")" | "not" expression | sign operand) ("::" type)* */
  protected readonly operand = this.RULE('operand', (least: number): Expression => {
    const { kind } = this.next;
    const canStart = operandStarts.has(kind) && kind !== '{' && (kind !== 'not' || least <= levels.negation);
    if (!this.RECORDING_PHASE && !canStart) return this.misplaced();
    const inner = this.OR(this.operandAlternatives);
    let value = inner;
    this.MANY(() => {
      this.CONSUME(tokenTypes['::']);
      const type = this.nameHere(1, 'type');
      if (!this.RECORDING_PHASE) value = { kind: 'cast', value, type, span: cover(inner.span, type.span) };
    });
    return value;
  });
  private readonly operandAlternatives = [
    { ALT: () => this.columnOrCall() },
    { ALT: () => this.constant() },
    { ALT: () => this.SUBRULE(this.listLiteral) as Expression },
    { ALT: () => this.negated() },
    { ALT: () => this.parenthesised() },
    { ALT: () => this.signed() },
    {
      ALT: (): Expression => {
        const token = this.read(this.CONSUME(tokenTypes.parameter));
        const span = tokenSpan(token);
        this.report('parameter', span, token.image);
        return { kind: 'parameter', text: token.image, span };
      },
    },
  ];

  /** Reads something that cannot start an operand: a keyword used as a name is read as one. */
  private misplaced(): Expression {
    const { next } = this;
    if (next.kind === '{') {
      const { span } = this.SUBRULE9(this.optionMap);
      this.report('map-outside-call', span);
      return { kind: 'missing', span };
    }
    const behind = this.peek(1).kind;
    const isName =
      (next.kind === 'first' || next.kind === 'last' || next.kind === 'on') &&
      (behind === '.' || comparing.has(behind));
    if (isName) {
      const name = this.nameHere(1);
      return { kind: 'column', name: name.text, span: name.span };
    }
    this.reportMissing('expression');
    return this.missingHere();
  }

  private negated(): Expression {
    const not = this.read(this.CONSUME(tokenTypes.not));
    const operand = this.SUBRULE1(this.expression, { ARGS: [levels.negation] });
    if (this.RECORDING_PHASE) return operand;
    return { kind: 'not', operand, span: cover(not, cover(operand.span, tokenSpan(this.previous))) };
  }

  private signed(): Expression {
    const sign = this.OR1([
      { ALT: () => this.read(this.CONSUME(tokenTypes['-'])) },
      { ALT: () => this.read(this.CONSUME(tokenTypes['+'])) },
    ]);
    const number = this.next;
    // A sign directly before a number belongs to it, so that the smallest long can be written.
    if (
      !this.RECORDING_PHASE &&
      (number.kind === 'integer' || number.kind === 'decimal') &&
      this.peek(1).kind !== 'identifier'
    ) {
      this.advance();
      return this.numberOf(`${sign.kind === '-' ? '-' : ''}${number.image}`, cover(sign, number));
    }
    const operand = this.SUBRULE1(this.operand, { ARGS: [levels.signed] });
    if (this.RECORDING_PHASE || sign.kind === '+') return operand;
    return { kind: 'negative', operand, span: cover(sign, operand.span) };
  }

  private parenthesised(): Expression {
    this.CONSUME(tokenTypes['(']);
    const inner = this.SUBRULE2(this.expression, { ARGS: [levels.condition] });
    this.missing(')') ?? this.CONSUME(tokenTypes[')']);
    return inner;
  }

  /**
   * Returns whether the expression of this level continues: with an operator, or with an operand after a
   * missing operator.
   */
  private nextBinds(least: number): boolean {
    const { kind } = this.next;
    if (kind === 'not') return least <= 4 && negatable.has(this.peek(1).kind);
    const own = precedence[kind];
    if (own !== undefined) return own >= least;
    return least <= 2 && this.lacksConnective();
  }

  /** Returns whether a value follows where a condition continues: AND or an operator was forgotten. */
  private lacksConnective(): boolean {
    const { kind } = this.next;
    if (!(kind === 'identifier' || kind === 'quoted-identifier' || constantStarts.has(kind))) return false;
    const behind = this.peek(1).kind;
    if (constantStarts.has(kind))
      return this.previous.kind === 'identifier' || this.previous.kind === 'quoted-identifier';
    // A name that starts a comparison or continues. A lone word belongs to what follows.
    return (
      this.inCondition &&
      (comparing.has(behind) || negatable.has(behind) || behind === 'is' || behind === '.')
    );
  }

  /** Whether a condition is being read, where two values in a row mean a missing connective. */
  protected inCondition = false;

  /** Reads the operator between two operands. A missing one is undefined, reported, and read as `and`. */
  private operator(): EsqlToken | undefined {
    const { next } = this;
    if (precedence[next.kind] !== undefined) {
      if (next.kind === 'and' || next.kind === 'or') this.isConnectiveGuessed = false;
      return this.advance();
    }
    const lacksOperator = constantStarts.has(next.kind);
    if (!this.isConnectiveGuessed) this.reportMissing(lacksOperator ? 'operator' : 'connective');
    this.isConnectiveGuessed = true;
    return undefined;
  }

  private checkComparison(token: EsqlToken, count: number): void {
    if (token.kind === '=') this.report('single-equals', tokenSpan(token));
    if (token.kind === '=~') this.report('regex-equals', tokenSpan(token));
    if (count === 2) this.report('chained-comparison', tokenSpan(token));
  }
}

function binary(operator: EsqlTokenKind, token: EsqlToken, left: Expression, right: Expression): Expression {
  const operatorSpan = tokenSpan(token);
  const span = cover(left.span, right.span);
  if (!comparing.has(operator))
    return { kind: 'arithmetic', operator: operator as ArithmeticOperator, operatorSpan, left, right, span };
  const meant = operator === '=' || operator === '=~' ? '==' : (operator as ComparisonOperator);
  return { kind: 'comparison', operator: meant, operatorSpan, left, right, span };
}
