import { type IToken, type ParserMethod, type TokenType, tokenMatcher } from 'chevrotain';
import { cover, type Span } from '../../text/span.js';
import { tokenSpan } from '../recovery.js';
import { EqlRecovery } from './recovery.js';
import type { StringPayload } from './strings.js';
import type { Expression, Literal, PatternOperator } from './syntax.js';
import * as t from './tokens.js';
import { readNumber, readPathPart } from './values.js';

/** Tokens an operand can start with. */
export const operandStarts: readonly TokenType[] = [
  t.Identifier,
  t.QuotedIdentifier,
  t.TildeIdentifier,
  t.QuotedString,
  t.RawString,
  t.SingleQuotedString,
  t.Integer,
  t.Decimal,
  t.True,
  t.False,
  t.Null,
  t.LeftParenthesis,
  t.Question,
];

/** Tokens that are literals by themselves: between two of them in a list a comma is missing. */
export const literalStarts: readonly TokenType[] = [
  t.QuotedString,
  t.RawString,
  t.SingleQuotedString,
  t.Integer,
  t.Decimal,
];

/**
 * The operands of EQL: literals, fields, calls and what stands in parentheses, and the predicates that hang on them. The
 * tree is built in the actions.
 */
export abstract class EqlOperands extends EqlRecovery {
  /** How many lists are open: between their items a comma is missing, not an `and`. */
  protected openLists = 0;

  /** What stands in parentheses, lists and arguments; defined where conditions are. */
  protected abstract readonly condition: ParserMethod<[], Expression>;

  protected membership = this.RULE(
    'membership',
    (subject: Expression): Expression => {
      const not = this.OPTION(() => this.CONSUME(t.Not));
      const operator = this.OR([
        { ALT: () => this.CONSUME(t.In) },
        { ALT: () => this.CONSUME(t.InInsensitive) },
      ]);
      const open =
        this.ACTION(() => this.absent([t.LeftParenthesis], 'a list in parentheses')) ??
        this.CONSUME(t.LeftParenthesis);
      const items: Expression[] = [];
      this.ACTION(() => this.openLists++);
      this.MANY(() => {
        const item = this.SUBRULE(this.condition);
        const comma = this.OPTION1(() => this.CONSUME(t.Comma));
        this.ACTION(() => {
          items.push(item);
          this.checkComma(comma);
        });
      });
      this.ACTION(() => this.openLists--);
      const close = this.ACTION(() => this.absent([t.RightParenthesis])) ?? this.CONSUME(t.RightParenthesis);
      return this.ACTION(() => {
        this.checkNotEmpty(items, open, close, 'value');
        return {
          kind: 'membership',
          subject,
          negated: not !== undefined,
          caseInsensitive: tokenMatcher(operator, t.InInsensitive),
          operatorSpan: cover(tokenSpan(not ?? operator), tokenSpan(operator)),
          items,
          span: cover(subject.span, tokenSpan(close)),
        };
      });
    },
    { recoveryValueFunc: () => this.missingHere() },
  );

  protected patternMatch = this.RULE(
    'patternMatch',
    (subject: Expression): Expression => {
      const operator = this.OR([
        { ALT: () => this.CONSUME(t.Colon) },
        { ALT: () => this.CONSUME(t.Like) },
        { ALT: () => this.CONSUME(t.LikeInsensitive) },
        { ALT: () => this.CONSUME(t.Regex) },
        { ALT: () => this.CONSUME(t.RegexInsensitive) },
      ]);
      const patterns: Expression[] = [];
      let listed = false;
      let end: Span = this.ACTION(() => tokenSpan(operator));
      const missing = this.ACTION(() => this.missingPattern());
      if (missing) patterns.push(missing);
      else {
        this.OR1([
          {
            ALT: () => {
              const open = this.CONSUME(t.LeftParenthesis);
              this.MANY(() => {
                const pattern = this.SUBRULE(this.pattern);
                const comma = this.OPTION(() => this.CONSUME(t.Comma));
                this.ACTION(() => {
                  patterns.push(pattern);
                  this.checkComma(comma);
                });
              });
              const close =
                this.ACTION(() => this.absent([t.RightParenthesis])) ?? this.CONSUME(t.RightParenthesis);
              this.ACTION(() => {
                listed = true;
                end = tokenSpan(close);
                this.checkNotEmpty(patterns, open, close, 'pattern');
              });
            },
          },
          {
            ALT: () => {
              const pattern = this.SUBRULE1(this.pattern);
              this.ACTION(() => {
                patterns.push(pattern);
                end = pattern.span;
              });
            },
          },
        ]);
      }
      return this.ACTION(() => {
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
      });
    },
    { recoveryValueFunc: () => this.missingHere() },
  );

  private missingPattern(): Expression | undefined {
    if (this.nextIs(...operandStarts)) return undefined;
    this.reportAbsent('a string or a list of strings in parentheses');
    return this.missingHere();
  }

  /** A constant; fields and calls are read too, to say that they cannot stand here. */
  private pattern = this.RULE(
    'pattern',
    (): Expression =>
      this.OR<Expression>([
        { ALT: () => this.SUBRULE(this.literal) },
        { ALT: () => this.SUBRULE(this.call) },
        { ALT: () => this.SUBRULE(this.field) },
      ]),
    { recoveryValueFunc: () => this.missingHere() },
  );

  private checkConstant(pattern: Expression, operator: string): void {
    if (pattern.kind === 'missing' || isLiteral(pattern)) return;
    this.report(
      pattern.span,
      `the right side of [${operator}] must be a constant`,
      pattern.kind === 'field'
        ? `put the text in double quotes: "${pattern.name}"`
        : 'write a string in double quotes',
    );
  }

  /** Between two items of a list there is a comma, behind the last one there is none. */
  private checkComma(comma: IToken | undefined): void {
    if (comma && this.nextIs(t.RightParenthesis)) {
      this.report(tokenSpan(comma), 'a comma cannot end a list', 'remove it', '');
    } else if (!comma && this.nextIs(...operandStarts))
      this.reportAbsent('[,] between two items of the list');
  }

  private checkNotEmpty(items: readonly Expression[], open: IToken, close: IToken, what: string): void {
    if (items.length > 0 || open.isInsertedInRecovery || close.isInsertedInRecovery) return;
    this.report(cover(tokenSpan(open), tokenSpan(close)), 'the list is empty', `list at least one ${what}`);
  }

  protected primary = this.RULE(
    'primary',
    (): Expression =>
      this.OR<Expression>([
        { ALT: () => this.SUBRULE(this.literal) },
        { ALT: () => this.SUBRULE(this.relationship) },
        { ALT: () => this.SUBRULE(this.call) },
        { ALT: () => this.SUBRULE(this.field) },
        { ALT: () => this.SUBRULE(this.parenthesised) },
      ]),
    { recoveryValueFunc: () => this.missingHere() },
  );

  private parenthesised = this.RULE(
    'parenthesised',
    (): Expression => {
      this.CONSUME(t.LeftParenthesis);
      const lists = this.openLists;
      this.ACTION(() => {
        this.openLists = 0;
      });
      const inner = this.SUBRULE(this.condition);
      this.ACTION(() => {
        this.openLists = lists;
      });
      this.ACTION(() => this.absent([t.RightParenthesis])) ?? this.CONSUME(t.RightParenthesis);
      return inner;
    },
    { recoveryValueFunc: () => this.missingHere() },
  );

  /** `child of [..]`: refused by Elasticsearch; skipped, so that the rest is understood. */
  private relationship = this.RULE(
    'relationship',
    (): Expression => {
      const name = this.CONSUME(t.Identifier);
      const of = this.CONSUME(t.Of);
      return this.ACTION(() => {
        let end = tokenSpan(of);
        if (this.nextIs(t.LeftBracket)) {
          let depth = 0;
          do {
            if (this.nextIs(t.LeftBracket)) depth++;
            if (this.nextIs(t.RightBracket)) depth--;
            end = tokenSpan(this.LA(1));
            this.SKIP_TOKEN();
          } while (depth > 0 && this.LA(1).tokenType.name !== 'EOF');
        }
        const span = cover(tokenSpan(name), end);
        this.report(
          span,
          `process relationships are not supported [${name.image} of]`,
          'write a sequence, or test process.parent.* in the condition',
        );
        return { kind: 'missing', span };
      });
    },
    { recoveryValueFunc: () => this.missingHere() },
  );

  private call = this.RULE(
    'call',
    (): Expression => {
      const name = this.OR([
        { ALT: () => this.CONSUME(t.Identifier) },
        { ALT: () => this.CONSUME(t.TildeIdentifier) },
      ]);
      this.ACTION(() => this.absent([t.LeftParenthesis])) ?? this.CONSUME(t.LeftParenthesis);
      const args: Expression[] = [];
      this.ACTION(() => this.openLists++);
      this.MANY(() => {
        const argument = this.SUBRULE(this.condition);
        const comma = this.OPTION(() => this.CONSUME(t.Comma));
        this.ACTION(() => {
          args.push(argument);
          this.checkComma(comma);
        });
      });
      this.ACTION(() => this.openLists--);
      const end = this.ACTION(() => this.absent([t.RightParenthesis])) ?? this.CONSUME(t.RightParenthesis);
      return this.ACTION(() => {
        const caseInsensitive = tokenMatcher(name, t.TildeIdentifier);
        return {
          kind: 'call',
          name: caseInsensitive ? name.image.slice(0, -1) : name.image,
          nameSpan: tokenSpan(name),
          caseInsensitive,
          arguments: args,
          span: cover(tokenSpan(name), tokenSpan(end)),
        };
      });
    },
    { recoveryValueFunc: () => this.missingHere() },
  );

  protected field = this.RULE(
    'field',
    (): Expression => {
      const question = this.OPTION(() => this.CONSUME(t.Question));
      const names = [t.Identifier, t.QuotedIdentifier];
      const first =
        this.ACTION(() => this.absent(names, 'the name of a field')) ??
        this.OR([{ ALT: () => this.CONSUME(t.Identifier) }, { ALT: () => this.CONSUME(t.QuotedIdentifier) }]);
      const parts: IToken[] = [];
      let index: Span | undefined;
      this.MANY({
        GATE: () => this.nextIs(t.Dot) || tokenMatcher(this.LA(2), t.Integer),
        DEF: () => {
          this.OR1([
            {
              ALT: () => {
                this.CONSUME(t.Dot);
                const part = this.SUBRULE(this.pathPart);
                this.ACTION(() => parts.push(part));
              },
            },
            {
              ALT: () => {
                const open = this.CONSUME(t.LeftBracket);
                this.CONSUME(t.Integer);
                const close =
                  this.ACTION(() => this.absent([t.RightBracket])) ?? this.CONSUME(t.RightBracket);
                this.ACTION(() => {
                  index ??= cover(tokenSpan(open), tokenSpan(close));
                });
              },
            },
          ]);
        },
      });
      return this.ACTION(() => {
        if (index) {
          this.report(
            index,
            'array indexes are not supported',
            'a condition on an array field holds when any of its values satisfies it',
          );
        }
        const last = tokenSpan(parts.at(-1) ?? first);
        return {
          kind: 'field',
          name: [first, ...parts].map(readPathPart).join('.'),
          optional: question !== undefined,
          span: cover(tokenSpan(question ?? first), cover(last, index ?? last)),
        };
      });
    },
    { recoveryValueFunc: () => this.missingHere() },
  );

  /** A part of a path after its dot. A keyword counts only when it touches the dot: `process. and` is an unfinished path. */
  private pathPart = this.RULE(
    'pathPart',
    (): IToken => {
      const absent = this.ACTION(() => {
        const touching = this.LA(0).startOffset + 1 === this.LA(1).startOffset;
        const fine = touching ? t.keywordTokens : [];
        return this.absent(
          [t.Identifier, t.QuotedIdentifier, ...fine],
          'the next part of the field name after [.]',
        );
      });
      if (absent) return absent;
      return this.OR([
        { ALT: () => this.CONSUME(t.Identifier) },
        { ALT: () => this.CONSUME(t.QuotedIdentifier) },
        { ALT: () => this.SUBRULE(this.keywordAsName) },
      ]);
    },
    { recoveryValueFunc: () => this.getTokenToInsert(t.Identifier) },
  );

  private keywordAsName = this.RULE(
    'keywordAsName',
    (): IToken => {
      const word = this.OR(
        t.keywordTokens.map((keyword, index) => ({ ALT: () => this.consume(index, keyword) })),
      );
      this.ACTION(() =>
        this.report(
          tokenSpan(word),
          `[${word.image}] is a keyword`,
          'put this part of the field name in backquotes',
          `\`${word.image}\``,
        ),
      );
      return word;
    },
    { recoveryValueFunc: () => this.getTokenToInsert(t.Identifier) },
  );

  private literal = this.RULE(
    'literal',
    (): Expression =>
      this.OR<Expression>([
        { ALT: () => stringLiteral(this.CONSUME(t.QuotedString), false) },
        { ALT: () => stringLiteral(this.CONSUME(t.RawString), true) },
        { ALT: () => stringLiteral(this.CONSUME(t.SingleQuotedString), false) },
        { ALT: () => this.numberLiteral(this.CONSUME(t.Integer)) },
        { ALT: () => this.numberLiteral(this.CONSUME(t.Decimal)) },
        { ALT: () => constant('boolean', true, this.CONSUME(t.True)) },
        { ALT: () => constant('boolean', false, this.CONSUME(t.False)) },
        { ALT: () => ({ kind: 'null', span: tokenSpan(this.CONSUME(t.Null)) }) },
      ]),
    { recoveryValueFunc: () => this.missingHere() },
  );

  private numberLiteral(token: IToken): Literal {
    return this.ACTION(() => readNumber(token));
  }
}

function constant(kind: 'boolean', value: boolean, token: IToken): Literal {
  return { kind, value, span: tokenSpan(token) };
}

function stringLiteral(token: IToken, raw: boolean): Literal {
  const payload = token.payload as StringPayload | undefined;
  return { kind: 'string', value: payload?.value ?? '', raw, span: tokenSpan(token) };
}

function isLiteral(expression: Expression): expression is Literal {
  return ['string', 'number', 'boolean', 'null'].includes(expression.kind);
}
