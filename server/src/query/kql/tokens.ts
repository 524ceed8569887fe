import { createToken, Lexer, type TokenType } from 'chevrotain';
import { matchQuoted, matchUnquoted, space } from './literals.js';

/**
 * Tokens of KQL. White space belongs to the signs and keywords around it, since an unquoted value may hold spaces and
 * words such as `or` (spec/KQL-ESQL-RULE-TYPES.md section 1.1): `a: or b` asks `a` for the value "or b".
 */
const sign = (name: string, pattern: string, leading = true): TokenType =>
  createToken({
    name,
    pattern: new RegExp(`${leading ? `${space}*` : ''}${pattern}${space}*`),
    line_breaks: true,
  });

export const Or = createToken({
  name: 'Or',
  pattern: new RegExp(`${space}+or${space}+`, 'i'),
  line_breaks: true,
});
export const And = createToken({
  name: 'And',
  pattern: new RegExp(`${space}+and${space}+`, 'i'),
  line_breaks: true,
});
export const Not = createToken({ name: 'Not', pattern: new RegExp(`not${space}+`, 'i'), line_breaks: true });

export const LeftParenthesis = sign('LeftParenthesis', '\\(', false);
export const RightParenthesis = createToken({
  name: 'RightParenthesis',
  pattern: new RegExp(`${space}*\\)`),
  line_breaks: true,
});
export const LeftBrace = sign('LeftBrace', '\\{', false);
export const RightBrace = createToken({
  name: 'RightBrace',
  pattern: new RegExp(`${space}*\\}`),
  line_breaks: true,
});
export const Colon = sign('Colon', ':');
export const RangeOperator = sign('RangeOperator', '(?:<=|>=|<|>)');

export const Quoted = createToken({
  name: 'Quoted',
  pattern: { exec: matchQuoted },
  line_breaks: true,
  start_chars_hint: ['"'],
});
export const Unquoted = createToken({
  name: 'Unquoted',
  pattern: { exec: matchUnquoted },
  line_breaks: true,
});
export const WhiteSpace = createToken({
  name: 'WhiteSpace',
  pattern: new RegExp(`${space}+`),
  group: Lexer.SKIPPED,
  line_breaks: true,
});

/** All tokens, earlier ones win. */
export const allTokens: TokenType[] = [
  Or,
  And,
  RightParenthesis,
  RightBrace,
  Colon,
  RangeOperator,
  LeftParenthesis,
  LeftBrace,
  Not,
  Quoted,
  WhiteSpace,
  Unquoted,
];

let lexer: Lexer | undefined;

/** The lexer, built on first use. */
export function kqlLexer(): Lexer {
  lexer ??= new Lexer(allTokens, {
    positionTracking: 'onlyOffset',
    ensureOptimizations: false,
    skipValidations: true,
  });
  return lexer;
}
