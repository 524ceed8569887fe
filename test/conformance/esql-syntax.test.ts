import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { verifyEsql } from '../../server/src/query/esql/check.js';
import { parseEsql } from '../../server/src/query/esql/parse.js';
import type { EsqlSchema } from '../../server/src/query/esql/resolve/schema.js';
import { typeOfMapping } from '../../server/src/query/esql/types.js';
import { checkCases } from '../helpers/cases.js';
import { referenceFolder } from '../helpers/shared.js';

/** A type, or for each type the indices in which the field has it. */
type WrittenType = string | Readonly<Record<string, readonly string[]>>;
type Types = Readonly<Record<string, WrittenType>>;

interface SyntaxCase {
  readonly id: string;
  readonly query: string;
  readonly phase?: 'parse' | 'build' | 'verify';
  readonly class?: string;
  /** Line and column, from 1. */
  readonly at?: string;
  readonly mapping?: { readonly fields: Types | string };
}

function readTypes(path: string): Types {
  const [file] = path.split('#');
  return JSON.parse(readFileSync(join(referenceFolder('cases')!, 'esql', file!), 'utf8')).types;
}

function schemaOfTypes(types: Types): EsqlSchema {
  const written = (name: string): string | undefined =>
    typeof types[name] === 'string' ? (types[name] as string) : undefined;
  return {
    typeOf: (name) => (written(name) === undefined ? undefined : typeOfMapping(written(name)!)),
    unsupportedType: (name) => (written(name) === 'flattened' ? 'flattened' : undefined),
    conflictOf: (name) =>
      typeof types[name] === 'object' ? new Map(Object.entries(types[name] as object)) : undefined,
    isComplete: true,
    names: () => Object.keys(types),
  };
}

checkCases<SyntaxCase>('esql/syntax-ok.jsonl', ({ query }) => {
  const { tree, problems } = parseEsql(query);
  expect(problems).toEqual([]);
  expect(tree).toBeDefined();
});

checkCases<SyntaxCase>('esql/syntax-bad.jsonl', (one) => {
  const { query, phase, at, mapping } = one;
  const { tree, problems } = parseEsql(query);
  if (phase === 'parse') {
    expect(problems).not.toEqual([]);
    if (at) expect(`1:${problems[0]!.span.start + 1}`).toBe(at);
    return;
  }
  const fields = mapping?.fields ?? {};
  const types = typeof fields === 'string' ? readTypes(fields) : fields;
  const found = problems.length > 0 ? problems : verifyEsql(query, tree!, schemaOfTypes(types));
  expect(found).not.toEqual([]);
});
