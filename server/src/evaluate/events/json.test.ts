import { describe, expect, test } from 'vitest';
import { isWrongJson, jsonErrorOffset, jsonMessage } from './json.js';

function errorOf(text: string): unknown {
  try {
    JSON.parse(text);
  } catch (error) {
    return error;
  }
  throw new Error(`valid: ${text}`);
}

const long = ' '.repeat(100);

/** These fail when a new version of V8 changes the wording of its messages. */
describe('messages of JSON.parse', () => {
  test.each([
    ['{"a" 1}', 5],
    ['{"a":1,}', 7],
    ['[1 2]', 3],
    ['[1,]', undefined],
    ['', undefined],
  ])('the offset in %j is %s', (text, offset) => expect(jsonErrorOffset(text, errorOf(text))).toBe(offset));

  test('the offset in a long text is near the error', () => {
    const text = `[1,${long}x${long}]`;
    expect(Math.abs(jsonErrorOffset(text, errorOf(text))! - text.indexOf('x'))).toBeLessThan(12);
  });

  test.each([
    ['[1,', false],
    ['{"a":1', false],
    ['{"a', false],
    ['tru', false],
    ['', false],
    ['[1]', false],
    ['[1,]', true],
    ['{"a":1,}', true],
    ['{a}', true],
    ['[x', true],
  ])('%j is wrong, not just unfinished: %s', (text, wrong) => expect(isWrongJson(text)).toBe(wrong));

  test.each(['[1,]', `[1,${long}x${long}]`])('the text is not part of the message of %j', (text) => {
    expect(jsonMessage(errorOf(text))).toMatch(/^Unexpected token '[\]x]'$/);
  });
});
