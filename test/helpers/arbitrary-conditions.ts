import fc from 'fast-check';
import { printString } from '../../server/src/query/eql/print.js';
import { printKqlValue, quoteKql } from '../../server/src/query/kql/print.js';

const alphabet = fc.constantFrom(
  'a',
  'B',
  'k',
  'K',
  '\u212a',
  's',
  'S',
  '\u017f',
  'é',
  'É',
  '"',
  '\\',
  '/',
  '<',
  '\n',
  '\u0007',
  '😀',
  ' ',
  '.',
  '0',
  '-',
);
/** Short texts, rich in characters that differ by case, in JSON or in queries. */
export const textValue = fc.string({ unit: alphabet, maxLength: 8 });
/** Texts that are numbers too. */
export const digits = fc.constantFrom('1000', '1000.5', '000', '00.5');

/** Conditions in EQL on fields, for text in most of the ways that compare it with constants. */
export function eqlConditions(fields: readonly string[]): fc.Arbitrary<string> {
  const fieldName = fc.constantFrom(...fields);
  return fc.letrec<{ any: string }>((tie) => ({
    any: fc.oneof(
      { depthSize: 'small' },
      fc
        .tuple(
          fieldName,
          fc.constantFrom('==', '!=', ':', 'like', 'like~'),
          fc.oneof(textValue, digits),
          fc.constantFrom('', '*', '?'),
        )
        .map(
          ([name, operator, text, wildcard]) =>
            `${name} ${operator} ${printString(wildcard + text + wildcard)}`,
        ),
      fc
        .tuple(fieldName, fc.constantFrom('in', 'in~', 'not in'), textValue, textValue)
        .map(([name, operator, a, b]) => `${name} ${operator} (${printString(a)}, ${printString(b)})`),
      fc
        .tuple(
          fc.constantFrom('startsWith', 'endsWith~', 'stringContains', 'stringContains~'),
          fieldName,
          textValue,
        )
        .map(([name, field, text]) => `${name}(${field}, ${printString(text)})`),
      fc
        .tuple(tie('any'), fc.constantFrom('and', 'or'), tie('any'))
        .map(([a, operator, b]) => `(${a}) ${operator} (${b})`),
      tie('any').map((inner) => `not (${inner})`),
    ),
  })).any;
}

/** The same in KQL, with objects of the nested field `x`. */
export function kqlConditions(fields: readonly string[]): fc.Arbitrary<string> {
  const kqlField = fc.constantFrom(...fields);
  return fc.letrec<{ any: string }>((tie) => ({
    any: fc.oneof(
      { depthSize: 'small' },
      fc
        .tuple(kqlField, fc.oneof(textValue, digits), fc.constantFrom('quoted', 'plain', '*'))
        .map(([name, text, form]) => {
          if (form === 'quoted') return `${name}: ${quoteKql(text)}`;
          const pieces = form === '*' ? { pieces: ['', ...text.split('B'), ''] } : {};
          return `${name}: ${printKqlValue({ text, quoted: false, ...pieces })}`;
        }),
      fc
        .tuple(kqlField, textValue, textValue)
        .map(([name, a, b]) => `${name}: (${quoteKql(a)} or ${quoteKql(b)})`),
      textValue.map((text) => `x: { y: ${quoteKql(text)} }`),
      fc
        .tuple(tie('any'), fc.constantFrom('and', 'or'), tie('any'))
        .map(([a, operator, b]) => `(${a}) ${operator} (${b})`),
      tie('any').map((inner) => `not (${inner})`),
    ),
  })).any;
}
