import { describe, expect, it } from 'vitest';
import { writeInventory } from '../learn/write-inventory.js';
import { parseInventory } from './parse-inventory.js';

const withFields = (fields: string): string =>
  `{"version": 1, "sources": {"logs-a": {"documents": 5, "fields": ${fields}}}}`;

describe('parseInventory', () => {
  it.each([
    ['not JSON', '{', /not valid JSON/],
    ['a list', '[]', /expected an object/],
    ['another version', '{"version": 2, "sources": {}}', /"version" must be 1/],
    ['no sources', '{"version": 1}', /"sources" must be an object/],
    ['a source that is a text', '{"version": 1, "sources": {"a": "b"}}', /source "a" must be an object/],
    ['a source without fields', '{"version": 1, "sources": {"a": {}}}', /"fields" of source "a"/],
    ['an unknown kind', '{"version": 1, "sources": {"a": {"kind": "x", "fields": {}}}}', /"kind" of source/],
    ['documents below 0', '{"version": 1, "sources": {"a": {"documents": -1, "fields": {}}}}', /"documents"/],
    ['a lag without numbers', '{"version": 1, "sources": {"a": {"lag": {}, "fields": {}}}}', /"lag"/],
    ['a field that is null', withFields('{"x": null}'), /field "x" of source "logs-a": expected an object/],
    ['an unknown type', withFields('{"x": {"type": "strnig"}}'), /unknown type "strnig"/],
    ['a count that is a text', withFields('{"x": {"type": "long", "several": "1"}}'), /"several" must be/],
    ['values in a list', withFields('{"x": {"type": "long", "values": [1]}}'), /"values" must be/],
    [
      'a value without count',
      withFields('{"x": {"type": "long", "values": {"a": null}}}'),
      /"values" must be/,
    ],
  ])('reports %s', (_, text, error) => {
    const parsed = parseInventory(text);
    expect(parsed.ok ? '' : parsed.error).toMatch(error);
  });

  it('reads what is written, with names of the prototype and values that look like numbers', () => {
    const sources = [
      {
        name: '__proto__',
        kind: 'dataset' as const,
        documents: 12,
        first: '2026-01-01T00:00:00.000Z',
        last: '2026-01-02T00:00:00.000Z',
        lag: { documents: 3, p50: 0.5, p99: 60 },
        fields: new Map([
          [
            '__proto__',
            { type: 'keyword', documents: 12, distinct: 2, values: new Map([['constructor', 7]]) },
          ],
          ['code', { type: 'long', mapped: true as const, documents: 1, several: 1, kinds: { string: 1 } }],
        ]),
      },
    ];
    const parsed = parseInventory(`\uFEFF${writeInventory(sources)}`);
    expect(parsed).toEqual({ ok: true, sources });
    expect(parsed.ok && writeInventory(parsed.sources)).toBe(writeInventory(sources));
  });
});
