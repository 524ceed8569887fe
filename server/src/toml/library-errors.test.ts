import { parse, TomlError } from 'smol-toml';
import { ParseError, parseTOML } from 'toml-eslint-parser';
import { expect, test } from 'vitest';
import { kindOfStrictError, kindOfValuesError, type TomlErrorKind } from './library-errors.js';

/** These fail when a new version of a library changes the wording of its messages. */
test.each<[string, TomlErrorKind]>([
  ['a = "x', 'open-string'],
  ['[a', 'open-header'],
  ['a = [1', 'open-array'],
  ['a = {b = 1', 'open-inline-table'],
  ['[]', 'missing-key'],
  ['a = 1 b = 2', 'missing-line-break'],
  ['a', 'missing-equals'],
  ['a =', 'missing-value'],
  ['a = [1 2]', 'missing-comma'],
  ['a = 1\na = 2', 'duplicate'],
  ['# \u0001', 'control-character'],
  ['a = "\u0001"', 'control-character'],
  ['a = \n1', 'line-break-in-entry'],
  ['a = {b = 1,\nc = 2}', 'line-break-in-table'],
  ['a = 1__0', 'underscore'],
  ['[ [a]]', 'space'],
  ["a = '''x''''''", 'three-quotes'],
  ['a = 2020-02-30', 'invalid-date'],
  ['a = 25:00:00', 'invalid-time'],
  ['a = 01', 'leading-zero'],
  ['a = {b = 1,}', 'comma-at-end'],
  ['a = "\\q"', 'bad-escape'],
  ['a = "\\ud800"', 'bad-code-point'],
  ['a..b = 1', 'missing-name'],
  ['a. = 1', 'missing-name'],
  ['[.a]', 'missing-name'],
  ['a = True', 'unexpected'],
])('the parser with positions: %j is %s', (text, kind) => {
  expect(() => parseTOML(text, { tomlVersion: '1.0' })).toThrow(ParseError);
  try {
    parseTOML(text, { tomlVersion: '1.0' });
  } catch (error) {
    expect(kindOfStrictError(error as ParseError)).toBe(kind);
  }
});

test.each<[string, TomlErrorKind]>([
  ['# \u0001', 'control-character'],
  ['a = "\u0001"', 'control-character'],
  ['a = "\\q"', 'bad-escape'],
  ['a = """\\ x"""', 'bad-escape'],
  ['a = "\\ud800"', 'bad-code-point'],
  ['a = "\\u00zz"', 'bad-code-point'],
  [`a = ${'['.repeat(1_001)}`, 'too-deep'],
  ['a = 1\na = 2', 'duplicate'],
  ['a = {b = 1, b = 2}', 'duplicate'],
  // Lines of the source after the message do not count.
  ['redefine', 'unexpected'],
])('the library for values: %j is %s', (text, kind) => {
  expect(() => parse(text)).toThrow(TomlError);
  try {
    parse(text);
  } catch (error) {
    expect(kindOfValuesError(error as TomlError)).toBe(kind);
  }
});
