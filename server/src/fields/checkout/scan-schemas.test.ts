import fc from 'fast-check';
import { expect, test } from 'vitest';
import { scanSchemas } from './scan-schemas.js';

type Schemas = Record<string, Record<string, Record<string, unknown>>>;

/** Returns what the scan emits when the text arrives in pieces of this many bytes. */
function scan(schemas: Schemas, pieceLength: number, space?: number): unknown {
  const found: [name: string, version: string, stream: string, schema: unknown][] = [];
  const receiver = {
    wants: () => true,
    receive(name: string, version: string, stream: string, json: string) {
      found.push([name, version, stream, JSON.parse(json)]);
    },
  };
  const bytes = Buffer.from(JSON.stringify(schemas, undefined, space));
  const { feed } = scanSchemas(receiver);
  for (let at = 0; at < bytes.length; at += pieceLength) feed(bytes.subarray(at, at + pieceLength));
  return found;
}

function listed(schemas: Schemas): unknown {
  return Object.entries(schemas).flatMap(([name, versions]) =>
    Object.entries(versions).flatMap(([version, streams]) =>
      Object.entries(streams).map(([stream, schema]) => [name, version, stream, schema]),
    ),
  );
}

const example: Schemas = {
  first: {
    '1.0.0': { logs: { 'a.b': 'keyword', 'c "d" \\': 'long' }, jobs: ['one', 'two'] },
    '1.1.0': { logs: { 'a.{b}': 'keyword', nested: { 'x,y': 'ip' } } },
  },
  naïve: { '2.0.0': { events: {} } },
};

test('finds every schema however the text is cut', () => {
  for (const length of [1, 2, 3, 7, 64, 10_000]) {
    expect(scan(example, length)).toEqual(listed(example));
    expect(scan(example, length, 2)).toEqual(listed(example));
  }
});

test('hands out only what is wanted', () => {
  const found: string[] = [];
  const { feed } = scanSchemas({
    wants: (name, version) => name === 'first' && version === '1.1.0',
    receive: (name, version, stream) => found.push(`${name} ${version} ${stream}`),
  });
  feed(Buffer.from(JSON.stringify(example)));
  expect(found).toEqual(['first 1.1.0 logs']);
});

test('any names and texts survive', () => {
  const name = fc.string({ minLength: 1 }).filter((text) => text !== '__proto__');
  const schema = fc.oneof(fc.dictionary(name, fc.string()), fc.array(fc.string()));
  const schemas = fc.dictionary(
    name,
    fc.dictionary(name, fc.dictionary(name, schema, { minKeys: 1 }), { minKeys: 1 }),
    { minKeys: 1 },
  );
  fc.assert(
    fc.property(schemas, fc.integer({ min: 1, max: 9 }), (written, length) => {
      expect(scan(written as Schemas, length)).toEqual(listed(JSON.parse(JSON.stringify(written))));
    }),
  );
});
