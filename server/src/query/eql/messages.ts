import type { IParserErrorMessageProvider, IToken, TokenType } from 'chevrotain';

/** How a token is named in a message: keywords and signs as written, the rest in words. */
export function describeToken(token: TokenType): string {
  const named: Readonly<Record<string, string>> = {
    Identifier: 'a name',
    QuotedIdentifier: 'a name',
    TildeIdentifier: 'a function',
    QuotedString: 'a string',
    RawString: 'a string',
    SingleQuotedString: 'a string',
    Integer: 'a number',
    Decimal: 'a number',
    EOF: 'the end of the query',
  };
  const words = named[token.name];
  if (words) return words;
  return typeof token.PATTERN === 'string' ? `[${token.PATTERN}]` : token.name;
}

/** What was found instead, in words. */
export function describeFound(token: IToken): string {
  return token.tokenType.name === 'EOF' ? 'the query ends' : `found [${token.image}]`;
}

/** What each rule of the grammar stands for when none of its forms fits. */
const wanted: Readonly<Record<string, string>> = {
  query: 'an event category, [any], [sequence] or [sample]',
  category: 'an event category or [any]',
  eventFilter: '[where] after the event category',
  sequence: 'a step in square brackets',
  sample: 'a step in square brackets',
  join: 'a step in square brackets',
  step: 'a step in square brackets',
  until: 'a step in square brackets',
  keyList: 'a field',
  pathPart: 'the next part of the field name after [.]',
  pipe: 'the name of a pipe',
  maxspan: '[maxspan] and a time such as [5m]',
  runs: '[runs] and a number',
  unsignedNumber: 'a number',
  membership: 'a list in parentheses',
  patternMatch: 'a string or a list of strings in parentheses',
};

const operand = 'a field, a value or a function';

/** Messages of the EQL parser: what is expected here, and what stands here. */
export const messageProvider: IParserErrorMessageProvider = {
  buildMismatchTokenMessage({ expected, actual }) {
    return `expected ${describeToken(expected)}, ${describeFound(actual)}`;
  },
  buildNotAllInputParsedMessage({ firstRedundant }) {
    return `did not expect [${firstRedundant.image}] here`;
  },
  buildNoViableAltMessage({ actual, ruleName }) {
    return `expected ${wanted[ruleName] ?? operand}, ${describeFound(actual[0]!)}`;
  },
  buildEarlyExitMessage({ actual, ruleName }) {
    return `expected ${wanted[ruleName] ?? operand}, ${describeFound(actual[0]!)}`;
  },
};
