/** A browser version of `node:assert/strict`, limited to what the suites use. */

export class AssertionError extends Error {
  constructor({ message }: { readonly message: string }) {
    super(message);
  }
}

function show(value: unknown): string {
  return JSON.stringify(value, undefined, 2) ?? String(value);
}

function assert(value: unknown, message = 'the value is not true'): asserts value {
  if (!value) throw new AssertionError({ message });
}

function isDeepEqual(actual: unknown, expected: unknown): boolean {
  if (Object.is(actual, expected)) return true;
  if (typeof actual !== 'object' || typeof expected !== 'object' || !actual || !expected) return false;
  if (Array.isArray(actual) !== Array.isArray(expected)) return false;
  const [keys, wanted] = [Object.keys(actual), Object.keys(expected)];
  const at = (value: object, key: string): unknown => (value as Record<string, unknown>)[key];
  return (
    keys.length === wanted.length &&
    keys.every((key) => Object.hasOwn(expected, key) && isDeepEqual(at(actual, key), at(expected, key)))
  );
}

assert.ok = assert as (value: unknown, message?: string) => asserts value;
assert.AssertionError = AssertionError;
assert.equal = (actual: unknown, expected: unknown, message?: string): void =>
  assert(Object.is(actual, expected), message ?? `${show(actual)} is not ${show(expected)}`);
assert.notEqual = (actual: unknown, other: unknown): void =>
  assert(!Object.is(actual, other), `the value is ${show(other)}`);
assert.deepEqual = (actual: unknown, expected: unknown): void =>
  assert(isDeepEqual(actual, expected), `${show(actual)}\nis not\n${show(expected)}`);
assert.match = (text: string, pattern: RegExp): void =>
  assert(pattern.test(text), `${show(text)} does not match ${pattern}`);
assert.doesNotMatch = (text: string, pattern: RegExp): void =>
  assert(!pattern.test(text), `${show(text)} matches ${pattern}`);

export default assert;
