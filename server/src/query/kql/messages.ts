import type { ErrorText } from '../syntax-problem.js';
import type { Token } from '../token.js';

/** What can be missing, in words; signs are named as they are written. */
const wantedWords: Readonly<Record<string, string>> = {
  connective: '[and] or [or]',
  operand: 'a field or a value',
  value: 'a value',
};

/** What was found instead, in words. */
function describeFound({ kind, image }: Token): string {
  return kind === 'end' ? 'the query ends' : `found [${image.trim()}]`;
}

/** The mistakes that the grammar of KQL knows. */
export const kqlErrors = {
  missing: (wanted: string, found: Token): ErrorText => ({
    message: `expected ${wantedWords[wanted] ?? `[${wanted}]`}, ${describeFound(found)}`,
  }),
  'range-with-wildcard': (): ErrorText => ({ message: 'a range takes a value without wildcards' }),
};
