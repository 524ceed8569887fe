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
/** Short strings with many characters that differ by case or are special in JSON or queries. */
export const textValue = fc.string({ unit: alphabet, maxLength: 8 });
/** Strings that are also numbers. */
export const digits = fc.constantFrom('1000', '1000.5', '000', '00.5');

/** Generates EQL conditions that compare fields with string constants in most of the possible ways. */
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

/** Generates the same in KQL, also on objects of the nested field `x`. */
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
