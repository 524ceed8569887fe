import { cover } from '../../text/span.js';
import { type GrammarOptions, RecoveringParser } from '../recovering-parser.js';
import { tokenSpan } from '../token.js';
import { tokenTypes } from '../token-types.js';
import type { LiteralContent } from './literals.js';
import { kqlErrors } from './messages.js';
import type { KqlNode, KqlRangeOperator, KqlValue } from './syntax.js';
import type { KqlToken, KqlTokenKind } from './tokens.js';

type Kinds = ReadonlySet<KqlTokenKind>;
const literals: Kinds = new Set<KqlTokenKind>(['quoted', 'unquoted']);
const primaries: Kinds = new Set<KqlTokenKind>([...literals, '(']);
const values: Kinds = new Set<KqlTokenKind>([...primaries, '{']);

/**
 * The grammar of KQL, which builds the tree while parsing. It accepts and rejects the same queries as Kibana.
 * Lists of values distribute their field (docs/semantics/kql.md#grammar). An instance can parse several
 * queries in turn.
 */
export class KqlGrammar extends RecoveringParser<KqlTokenKind, LiteralContent, typeof kqlErrors> {
  /** The field whose values are being read, in `field: (…)`. */
  private field: KqlValue | undefined;
  /** The last value or field that was read. */
  private subject: KqlValue = { text: '', quoted: false, span: { start: 0, end: 0 } };

  constructor(options?: GrammarOptions) {
    super({ code: 'kql-syntax', texts: kqlErrors }, options);
    this.performSelfAnalysis();
  }

  /** Parses the query of these tokens, which must not be blank. Reports leftover tokens. */
  parse(tokens: readonly KqlToken[], textLength: number): KqlNode {
    this.begin(tokens, textLength);
    this.field = undefined;
    const condition = this.complete(this.condition());
    if (this.left) this.reportMissing('connective');
    return condition;
  }

  /** condition := operand (("or" | "and") operand)*, where `and` binds more tightly. */
  private readonly condition = this.RULE('condition', (): KqlNode => {
    const first = this.plainValue() ?? this.SUBRULE(this.operand);
    const others: { readonly keyword: KqlToken; readonly operand: KqlNode }[] = [];
    this.MANY(() => {
      const keyword = this.read(this.CONSUME(tokenTypes.connective));
      others.push({ keyword, operand: this.plainValue() ?? this.SUBRULE1(this.operand) });
    });
    if (this.RECORDING_PHASE || others.length === 0) return first;
    const groups = [[first]];
    for (const { keyword, operand } of others) {
      if (keyword.kind === 'or') groups.push([operand]);
      else groups.at(-1)!.push(operand);
    }
    return join(
      'or',
      groups.map((group) => join('and', group)),
    );
  });

  /** Reads a value in the list of a field without entering a rule. */
  private plainValue(): KqlNode | undefined {
    const { field } = this;
    if (this.RECORDING_PHASE || !field || !literals.has(this.next.kind)) return undefined;
    const value = readLiteral(this.read(this.CONSUME(tokenTypes.literal)));
    return { kind: 'is', field, value, span: value.span };
  }

  /** operand := "not"? ("(" condition ")" | comparison) */
  private readonly operand = this.RULE('operand', (): KqlNode => {
    const not = this.take(0, 'not');
    const operand = this.missingOf(primaries, this.field ? 'value' : 'operand') ?? this.primary();
    if (this.RECORDING_PHASE || !not) return operand;
    return { kind: 'not', operand, span: cover(tokenSpan(not), operand.span) };
  });

  private primary(): KqlNode {
    return this.OR(this.primaryAlternatives);
  }
  private readonly primaryAlternatives = [
    {
      ALT: () => {
        this.CONSUME(tokenTypes['(']);
        const inner = this.SUBRULE2(this.condition);
        this.missing(')') ?? this.CONSUME(tokenTypes[')']);
        return inner;
      },
    },
    { ALT: () => this.comparison() },
  ];

  /** Reads `field: value`, `field > value`, `field: { … }`, or a value alone. */
  private comparison(): KqlNode {
    const token = this.read(this.CONSUME(tokenTypes.literal));
    const { field } = this;
    const first = this.RECORDING_PHASE ? this.subject : readLiteral(token);
    if (field) return { kind: 'is', field, value: first, span: first.span };
    this.subject = first;
    return (
      this.OPTION1(() => this.OR1(this.comparisonAlternatives)) ?? {
        kind: 'is',
        field: undefined,
        value: first,
        span: first.span,
      }
    );
  }
  private readonly comparisonAlternatives = [{ ALT: () => this.range() }, { ALT: () => this.colon() }];

  private range(): KqlNode {
    const field = this.subject;
    const operator = this.read(this.CONSUME(tokenTypes.range)).image.trim() as KqlRangeOperator;
    const missing = this.missingOf(literals, 'value');
    if (missing) {
      const { span } = missing;
      const value = { text: '', quoted: false, span };
      return { kind: 'range', field, operator, value, span: cover(field.span, span) };
    }
    const token = this.read(this.CONSUME1(tokenTypes.literal));
    if (this.RECORDING_PHASE) return this.missingHere();
    const value = readLiteral(token);
    if (value.pieces) this.report('range-with-wildcard', value.span);
    return { kind: 'range', field, operator, value, span: cover(field.span, value.span) };
  }

  private colon(): KqlNode {
    this.CONSUME(tokenTypes[':']);
    return this.missingOf(values, 'value') ?? this.OR2(this.valueAlternatives);
  }
  private readonly valueAlternatives = [
    { ALT: () => this.nested() },
    { ALT: () => this.valuesOf(this.subject) },
  ];

  /** Reads `path: { condition }`. */
  private nested(): KqlNode {
    const path = this.subject;
    this.CONSUME(tokenTypes['{']);
    const condition = this.SUBRULE3(this.condition);
    const end = this.missing('}') ?? this.read(this.CONSUME(tokenTypes['}']));
    if (this.RECORDING_PHASE) return condition;
    return { kind: 'nested', path, condition, span: cover(path.span, tokenSpan(end)) };
  }

  /** Reads the value of a field, or its values in parentheses. */
  private valuesOf(field: KqlValue): KqlNode {
    this.field = this.RECORDING_PHASE ? undefined : field;
    const operand = this.SUBRULE4(this.operand);
    this.field = undefined;
    return operand;
  }

  /** Reports and returns a placeholder if none of these kinds follows. */
  private missingOf(kinds: Kinds, wanted: string): KqlNode | undefined {
    if (this.RECORDING_PHASE || kinds.has(this.next.kind)) return undefined;
    this.reportMissing(wanted);
    return this.missingHere();
  }
}

function join(kind: 'and' | 'or', operands: readonly KqlNode[]): KqlNode {
  if (operands.length === 1) return operands[0]!;
  return { kind, operands, span: cover(operands[0]!.span, operands.at(-1)!.span) };
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
