import { expect } from 'vitest';
import { parseKql } from '../../server/src/query/kql/parse.js';
import type { KqlNode, KqlValue } from '../../server/src/query/kql/syntax.js';
import { checkCases } from '../helpers/cases.js';

interface ParseCase {
  readonly id: string;
  readonly query: string;
  readonly ok: boolean;
  readonly ast?: unknown;
  readonly error?: string;
}

const rangeNames = { '<': 'lt', '<=': 'lte', '>': 'gt', '>=': 'gte' };

/** Converts a tree to the form of the cases. */
function toCase(node: KqlNode): unknown {
  switch (node.kind) {
    case 'and':
    case 'or':
      return { fn: node.kind, args: node.operands.map(toCase) };
    case 'not':
      return { fn: 'not', args: [toCase(node.operand)] };
    case 'is':
      return { fn: 'is', args: [node.field ? toLiteral(node.field) : { lit: null }, toLiteral(node.value)] };
    case 'range':
      return { fn: 'range', args: [toLiteral(node.field), rangeNames[node.operator], toLiteral(node.value)] };
    case 'nested':
      return { fn: 'nested', args: [toLiteral(node.path), toCase(node.condition)] };
    case 'missing':
      return 'missing';
  }
}

function toLiteral(value: KqlValue): unknown {
  if (value.pieces) return { wild: value.pieces.join('*') };
  if (value.constant !== undefined) return { lit: value.constant };
  return value.quoted ? { lit: value.text, quoted: true } : { lit: value.text };
}

checkCases<ParseCase>('kql/kql-parse.jsonl', ({ query, ok, ast, error }) => {
  const { tree, problems } = parseKql(query);
  expect(problems.length === 0).toBe(ok);
  if (ok) {
    if (ast !== undefined) expect(toCase(tree!.condition!)).toEqual(ast);
    return;
  }
  // Our range must touch the position of Kibana's caret.
  const caret = error!.split('\n').at(-1)!.length - 1;
  const [first] = problems;
  expect(first!.span.start).toBeLessThanOrEqual(caret);
  expect(first!.span.end).toBeGreaterThanOrEqual(Math.min(caret, query.trimEnd().length));
});
