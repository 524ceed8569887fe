import { expect, test } from 'vitest';
import { atCursor, checkHover } from '../../../../test/helpers/check-ide.js';
import { esqlRule } from '../../../../test/helpers/esql-rule.js';
import { esqlFunctionNames } from '../../query/esql/functions/functions.js';
import { hover } from './hover.js';

/** Checks the hover at `$0` of an ES|QL query. */
const check = (query: string, on: string | undefined, texts: readonly string[] = []): void =>
  checkHover(esqlRule(query), on, texts);

test('a field tells its type and meaning, and that lists make tests null', () => {
  check('from a | where process.na$0me == "x"', 'process.name', ['`keyword`', 'Process name']);
  check('from a | where process.ar$0gs == "x"', 'process.args', ['MV_CONTAINS', 'usually multi-valued']);
  check('from a | keep process.na$0me', 'process.name', ['`keyword`']);
  check('from a | drop process.na$0me', 'process.name', ['`keyword`']);
  check('from a | where proces.na$0me == "x"', 'proces.name', ['Did you mean `process.name`?']);
  check('from a | where `process.na$0me` == "x"', '`process.name`', ['`keyword`']);
});

test('it does not tell what holds in EQL only', () => {
  const { analysis, offset } = atCursor(esqlRule('from a | where source.ip$0 == "10.0.0.1"'));
  expect(hover(analysis, offset)?.markdown).not.toMatch(/EQL|cidrMatch/);
});

test('a column tells its type, the command that makes it and its line', () => {
  check('from a\n| eval x = length(process.name)\n| where x$0 > 3', 'x', [
    '`integer`',
    'Created by EVAL on line 6',
    'x = length(process.name)',
  ]);
  check('from a | stats c = count_distinct(host.id) by user.name | where c$0 > 3', 'c', [
    '`long`',
    'Created by STATS',
    'one value in each row',
  ]);
  check('from a | stats v = values(process.name) by user.name | where v$0 == "x"', 'v', [
    'several values in a row',
  ]);
  check('from a | rename process.name as pn | where pn$0 == "x"', 'pn', [
    'Created by RENAME',
    'the field `process.name`',
  ]);
  check('from a | grok message "%{IP:addr}" | where addr$0 == "x"', 'addr', ['`keyword`', 'Created by GROK']);
  check('from a | stats count(*) by host$0.id', 'host.id', ['`keyword`']);
  check('from a metadata _id$0', '_id', ['`keyword`', 'Metadata of the document']);
});

test('a function tells its signature, its meaning and what null does', () => {
  check('from a | where STARTS_W$0ITH(process.name, "x")', 'STARTS_WITH', [
    'STARTS_WITH(',
    '): boolean',
    'Null when an argument is null',
  ]);
  check('from a | stats c = count_dist$0inct(host.id)', 'count_distinct', ['Aggregate: only in STATS']);
  check('from a | where nop$0e(x)', undefined);
});

test.each(esqlFunctionNames())('%s has a signature and a meaning', (name) => {
  expect(hoverText(`from a | eval x = ${name.slice(0, 1)}$0${name.slice(1)}()`)).toMatch(
    /^```esql\n[A-Z0-9_]+\(.*\): .+\n```\n\n[A-Z]/,
  );
});

function hoverText(query: string): string {
  const { analysis, offset } = atCursor(esqlRule(query));
  return hover(analysis, offset)?.markdown ?? '';
}

test('a command tells how it is written and since when', () => {
  check('from a | sta$0ts c = count(*)', 'stats', ['STATS', 'since 8.']);
  check('from a | lookup jo$0in t on x', 'lookup join', ['LOOKUP JOIN', 'ON']);
  check('fr$0om a', 'from', ['FROM']);
});

test('a pattern of GROK tells what it matches; a value what it means; a word what it does', () => {
  check('from a | grok message "%{I$0P:x}"', 'IP', ['address', '```regex']);
  check('from a | where event.category == "proc$0ess"', '"process"', ['`event.category`']);
  check('from a | where event.category in ("file", "proc$0ess")', '"process"', ['`event.category`']);
  check('from a | where process.name rli$0ke ".*"', 'rlike', ['regular expression']);
  check('from a metad$0ata _id', 'metadata', ['_id']);
  check('from a | where process.name == "nothing kn$0own"', undefined);
});

test('works in a query that is not finished', () => {
  check('from a | eval x = process.na$0me |', 'process.name', ['`keyword`']);
  check('from a | where process.na$0me ==', 'process.name', ['`keyword`']);
  check('from a | where process.na$0me == "x" and | keep process.name', 'process.name', ['`keyword`']);
});
