import { expect, test } from 'vitest';
import { accessField, type EventObject } from './access.js';
import { accessObjects } from './objects.js';

const parts = Array.from({ length: 40 }, (_, index) => `part${index % 3}`);

/** Creates an event with a value at the path of these keys. */
const nested = (keys: readonly string[], value: unknown): EventObject =>
  keys.reduceRight<unknown>((inner, key) => ({ [key]: inner }), value) as EventObject;

test.each([1, 2, 3, 24, 25, 40])('a path of %i parts: keys may be nested, dotted, or a mixture', (length) => {
  const path = parts.slice(0, length);
  const access = accessField(path.join('.'));
  const halves = [path.slice(0, length / 2).join('.'), path.slice(length / 2).join('.')].filter(
    (key) => key !== '',
  );
  const events = [nested(path, 'x'), nested([path.join('.')], ['x']), nested(halves, 'x')];
  for (const event of events) expect(access.all(event)).toEqual(['x']);
  expect(access.all(nested([...path, 'more'], 'x'))).toEqual([]);
  expect(access.all(nested(path.slice(1), 'x'))).toEqual([]);
  expect(access.all(nested([`${path.join('.')}s`], 'x'))).toEqual([]);

  const objects = accessObjects(path.join('.'));
  for (const keys of [path, halves, [path.join('.')]])
    expect(objects.all(nested(keys, [{ a: 1 }, { b: 2 }]))).toEqual([{ a: 1 }, { b: 2 }]);
  expect(objects.all(nested([...path.slice(0, -1), `${path.at(-1)}.a`], 1))).toEqual([{ a: 1 }]);
});
