import type { IParserErrorMessageProvider, IToken, TokenType } from 'chevrotain';

const names: Readonly<Record<string, string>> = {
  Or: '[or]',
  And: '[and]',
  Not: '[not]',
  LeftParenthesis: '[(]',
  RightParenthesis: '[)]',
  LeftBrace: '[{]',
  RightBrace: '[}]',
  Colon: '[:]',
  RangeOperator: 'one of [<] [<=] [>] [>=]',
  Quoted: 'a value',
  Unquoted: 'a value',
  EOF: 'the end of the query',
};

/** How a token is named in a message. */
export function describeToken(token: TokenType): string {
  return names[token.name] ?? token.name;
}

/** What was found instead, in words. */
export function describeFound(token: IToken): string {
  return token.tokenType.name === 'EOF' ? 'the query ends' : `found [${token.image.trim()}]`;
}

/** What can stand behind a condition. */
const connectives = '[and] or [or]';

/** Messages of the KQL parser. */
export const messageProvider: IParserErrorMessageProvider = {
  buildMismatchTokenMessage: ({ expected, actual }) =>
    `expected ${expected.name === 'EOF' ? connectives : describeToken(expected)}, ${describeFound(actual)}`,
  buildNotAllInputParsedMessage: ({ firstRedundant }) =>
    `expected ${connectives}, ${describeFound(firstRedundant)}`,
  buildNoViableAltMessage: ({ actual }) => `expected a field or a value, ${describeFound(actual[0]!)}`,
  buildEarlyExitMessage: ({ actual }) => `expected a field or a value, ${describeFound(actual[0]!)}`,
};
