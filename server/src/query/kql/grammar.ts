import type { IToken, TokenType } from 'chevrotain';
import { cover } from '../../text/span.js';
import { RecoveringParser, tokenSpan } from '../recovery.js';
import type { LiteralPayload } from './literals.js';
import { describeFound, describeToken, messageProvider } from './messages.js';
import type { KqlNode, KqlRangeOperator, KqlValue } from './syntax.js';
import * as t from './tokens.js';

const literals: readonly TokenType[] = [t.Quoted, t.Unquoted];
const conditionStarts: readonly TokenType[] = [...literals, t.LeftParenthesis];

/**
 * The grammar of KQL, one method per level, lowest precedence first; the tree is built in the actions. It accepts and
 * refuses what Kibana does; lists of values distribute their field (spec/KQL-ESQL-RULE-TYPES.md section 1.1).
 */
export class KqlGrammar extends RecoveringParser {
  constructor(skipValidations: boolean) {
    const words = { code: 'kql-syntax', messages: messageProvider, describeToken, describeFound };
    super(t.allTokens, words, skipValidations);
    this.performSelfAnalysis();
  }

  /** Parses the tokens of a query that is not blank. */
  parse(tokens: IToken[], textLength: number): KqlNode | undefined {
    this.start(tokens, textLength);
    return this.disjunction();
  }

  private disjunction = this.RULE(
    'disjunction',
    (): KqlNode => {
      const operands = [this.SUBRULE(this.conjunction)];
      this.MANY(() => {
        this.CONSUME(t.Or);
        const next = this.SUBRULE1(this.conjunction);
        this.ACTION(() => operands.push(next));
      });
      return this.ACTION(() => group('or', operands));
    },
    { recoveryValueFunc: () => this.missingHere() },
  );

  private conjunction = this.RULE(
    'conjunction',
    (): KqlNode => {
      const operands = [this.SUBRULE(this.negation)];
      this.MANY(() => {
        this.CONSUME(t.And);
        const next = this.SUBRULE1(this.negation);
        this.ACTION(() => operands.push(next));
      });
      return this.ACTION(() => group('and', operands));
    },
    { recoveryValueFunc: () => this.missingHere() },
  );

  private negation = this.RULE(
    'negation',
    (): KqlNode => {
      const not = this.OPTION(() => this.CONSUME(t.Not));
      const operand = this.SUBRULE(this.primary);
      return this.ACTION(() =>
        not ? { kind: 'not', operand, span: cover(tokenSpan(not), operand.span) } : operand,
      );
    },
    { recoveryValueFunc: () => this.missingHere() },
  );

  private primary = this.RULE(
    'primary',
    (): KqlNode => {
      const missing = this.ACTION(() => this.missing(conditionStarts, 'a field or a value'));
      if (missing) return missing;
      return this.OR<KqlNode>([
        {
          ALT: () => {
            this.CONSUME(t.LeftParenthesis);
            const inner = this.SUBRULE(this.disjunction);
            this.ACTION(() => this.absent([t.RightParenthesis])) ?? this.CONSUME(t.RightParenthesis);
            return inner;
          },
        },
        { ALT: () => this.SUBRULE(this.expression) },
      ]);
    },
    { recoveryValueFunc: () => this.missingHere() },
  );

  private missing(wanted: readonly TokenType[], words: string): KqlNode | undefined {
    if (this.nextIs(...wanted)) return undefined;
    this.reportAbsent(words);
    return this.missingHere();
  }

  /** `field: value`, `field > value`, `field: { … }`, or a value alone. */
  private expression = this.RULE(
    'expression',
    (): KqlNode => {
      const first = this.SUBRULE(this.literal);
      let node = this.ACTION(
        (): KqlNode => ({ kind: 'is', field: undefined, value: first, span: first.span }),
      );
      this.OPTION(() => {
        this.OR([
          {
            ALT: () => {
              const operator = this.CONSUME(t.RangeOperator);
              const value = this.ACTION(() => this.absentLiteral()) ?? this.SUBRULE1(this.literal);
              this.ACTION(() => {
                if (value.pieces) this.report(value.span, 'a range takes a value without wildcards');
                node = {
                  kind: 'range',
                  field: first,
                  operator: operator.image.trim() as KqlRangeOperator,
                  value,
                  span: cover(first.span, value.span),
                };
              });
            },
          },
          {
            ALT: () => {
              this.CONSUME(t.Colon);
              node = this.SUBRULE(this.afterColon, { ARGS: [first] });
            },
          },
        ]);
      });
      return node;
    },
    { recoveryValueFunc: () => this.missingHere() },
  );

  private absentLiteral(): KqlValue | undefined {
    const absent = this.absent(literals, 'a value');
    return absent && { text: '', quoted: false, span: this.missingHere().span };
  }

  private afterColon = this.RULE(
    'afterColon',
    (field: KqlValue): KqlNode => {
      const missing = this.ACTION(() => this.missing([...conditionStarts, t.LeftBrace], 'a value'));
      if (missing) return missing;
      return this.OR<KqlNode>([
        {
          ALT: () => {
            this.CONSUME(t.LeftBrace);
            const condition = this.SUBRULE(this.disjunction);
            const end = this.ACTION(() => this.absent([t.RightBrace])) ?? this.CONSUME(t.RightBrace);
            return this.ACTION(() => ({
              kind: 'nested',
              path: field,
              condition,
              span: cover(field.span, tokenSpan(end)),
            }));
          },
        },
        { ALT: () => this.SUBRULE(this.valueTerm, { ARGS: [field] }) },
      ]);
    },
    { recoveryValueFunc: () => this.missingHere() },
  );

  private valueTerm = this.RULE(
    'valueTerm',
    (field: KqlValue): KqlNode =>
      this.OR<KqlNode>([
        {
          ALT: () => {
            this.CONSUME(t.LeftParenthesis);
            const inner = this.SUBRULE(this.valueDisjunction, { ARGS: [field] });
            this.ACTION(() => this.absent([t.RightParenthesis])) ?? this.CONSUME(t.RightParenthesis);
            return inner;
          },
        },
        {
          ALT: () => {
            const value = this.SUBRULE(this.literal);
            return this.ACTION(() => ({ kind: 'is', field, value, span: value.span }));
          },
        },
      ]),
    { recoveryValueFunc: () => this.missingHere() },
  );

  private valueDisjunction = this.RULE(
    'valueDisjunction',
    (field: KqlValue): KqlNode => {
      const operands = [this.SUBRULE(this.valueConjunction, { ARGS: [field] })];
      this.MANY(() => {
        this.CONSUME(t.Or);
        const next = this.SUBRULE1(this.valueConjunction, { ARGS: [field] });
        this.ACTION(() => operands.push(next));
      });
      return this.ACTION(() => group('or', operands));
    },
    { recoveryValueFunc: () => this.missingHere() },
  );

  private valueConjunction = this.RULE(
    'valueConjunction',
    (field: KqlValue): KqlNode => {
      const operands = [this.SUBRULE(this.valueNegation, { ARGS: [field] })];
      this.MANY(() => {
        this.CONSUME(t.And);
        const next = this.SUBRULE1(this.valueNegation, { ARGS: [field] });
        this.ACTION(() => operands.push(next));
      });
      return this.ACTION(() => group('and', operands));
    },
    { recoveryValueFunc: () => this.missingHere() },
  );

  private valueNegation = this.RULE(
    'valueNegation',
    (field: KqlValue): KqlNode => {
      const not = this.OPTION(() => this.CONSUME(t.Not));
      const operand =
        this.ACTION(() => this.missing(conditionStarts, 'a value')) ??
        this.SUBRULE(this.valueTerm, { ARGS: [field] });
      return this.ACTION(() =>
        not ? { kind: 'not', operand, span: cover(tokenSpan(not), operand.span) } : operand,
      );
    },
    { recoveryValueFunc: () => this.missingHere() },
  );

  private literal = this.RULE(
    'literal',
    (): KqlValue => {
      const token = this.OR([{ ALT: () => this.CONSUME(t.Quoted) }, { ALT: () => this.CONSUME(t.Unquoted) }]);
      return this.ACTION(() => readLiteral(token));
    },
    { recoveryValueFunc: () => ({ text: '', quoted: false, span: this.missingHere().span }) },
  );
}

const constants: Readonly<Record<string, boolean | null>> = { true: true, false: false, null: null };

function readLiteral(token: IToken): KqlValue {
  const { text, pieces, trailing } = token.payload as LiteralPayload;
  const span = { start: token.startOffset, end: token.startOffset + token.image.length - trailing };
  const quoted = token.tokenType === t.Quoted;
  if (pieces) return { text, quoted, pieces, span };
  return !quoted && text in constants
    ? { text, quoted, constant: constants[text]!, span }
    : { text, quoted, span };
}

function group(kind: 'and' | 'or', operands: readonly KqlNode[]): KqlNode {
  if (operands.length === 1) return operands[0]!;
  return { kind, operands, span: cover(operands[0]!.span, operands.at(-1)!.span) };
}
