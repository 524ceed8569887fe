import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { format } from '../../server/src/ide/format.js';
import { formatEsql } from '../../server/src/query/esql/format/format.js';
import { tokenizeEsql } from '../../server/src/query/esql/lexer.js';
import { parseEsql } from '../../server/src/query/esql/parse.js';
import { readRule } from '../../server/src/rule/rule.js';
import { parseToml } from '../../server/src/toml/document.js';
import { readCases } from '../helpers/cases.js';
import { referenceFolder, sharedMissing } from '../helpers/shared.js';

/** Returns the tree without positions. */
function treeOf(text: string): unknown {
  const { tree, problems } = parseEsql(text);
  expect(problems).toEqual([]);
  return JSON.parse(
    JSON.stringify(tree, (key, value: unknown) =>
      /span$/i.test(key) ? undefined : typeof value === 'bigint' ? String(value) : value,
    ),
  );
}

/**
 * Formats a query that parses; checks that only white space changes, and that formatting it again changes
 * nothing.
 */
function checkFormat(text: string): void {
  const once = formatEsql(text);
  expect(treeOf(once)).toEqual(treeOf(text));
  expect(formatEsql(once)).toBe(once);
  expect(commentsIn(once)).toEqual(commentsIn(text));
  expect(once.replace(/[\s|]+/g, '').length).toBe(text.replace(/[\s|]+/g, '').length);
  for (const start of pipesIn(once)) expect(once.slice(0, start)).toMatch(/(?:^|[\r\n])$/);
  expect(once).not.toMatch(/[ \t][\r\n]*\n\|/);
}

function commentsIn(text: string): string[] {
  return tokenizeEsql(text)
    .comments.map(({ image }) => image.trimEnd())
    .sort();
}

/** Returns the pipes between commands of the query itself. */
function pipesIn(text: string): number[] {
  let depth = 0;
  return tokenizeEsql(text).tokens.flatMap(({ kind, start }) => {
    if (kind === 'pipeline-start') depth++;
    else if (kind === 'pipeline-end') depth--;
    return kind === '|' && depth === 0 ? [start] : [];
  });
}

const cases = referenceFolder('cases');
const files = ['esql.jsonl', 'esql2.jsonl', 'syntax-ok.jsonl'];

describe.skipIf(!cases)(`formatted cases of ES|QL${cases ? '' : ` (${sharedMissing})`}`, () => {
  test.each(files)('%s', (file) => {
    for (const { query } of readCases<{ query: string }>(`esql/${file}`))
      if (parseEsql(query).problems.length === 0) checkFormat(query);
  });
});

const corpus = referenceFolder('corpus');

describe.skipIf(!corpus)(`formatted rules in ES|QL${corpus ? '' : ` (${sharedMissing})`}`, () => {
  test('keep their meaning', () => {
    let count = 0;
    for (const name of readdirSync(corpus!, { recursive: true, encoding: 'utf8' })) {
      if (!name.endsWith('.toml')) continue;
      const text = readFileSync(join(corpus!, name), 'utf8');
      if (!text.includes('"esql"')) continue;
      const { language, query } = readRule(parseToml(text));
      if (language !== 'esql' || !query) continue;
      count++;
      checkFormat(query.text);
      const formatted = format(text, { query: true });
      expect(readRule(parseToml(formatted)).query?.text, name).toBe(formatEsql(query.text));
    }
    expect(count).toBeGreaterThan(100);
  });
});
