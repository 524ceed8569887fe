import { expect } from 'vitest';
import { evaluateQuery } from '../../server/src/evaluate/evaluate.js';
import { checkCases } from '../helpers/cases.js';

interface MatchCase {
  readonly id: string;
  readonly query: string;
  readonly doc: Record<string, unknown>;
  readonly matches: boolean;
  readonly types?: Record<string, string>;
}

checkCases<MatchCase>('kql/kql-match.jsonl', ({ query, doc, matches, types }) => {
  const result = evaluateQuery({
    language: 'kuery',
    query,
    events: [doc],
    ...(types ? { options: { fields: types } } : {}),
  });
  expect(result).toEqual({ kind: 'events', matches: matches ? [0] : [] });
});
