import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  checkAccepted,
  checkAllCompletions,
  checkCompletion,
  completionsAt,
} from '../../../../../test/helpers/check-ide.js';
import { esqlPositionAt } from './position.js';

const rule = (query: string): string => `type = "esql"\nlanguage = "esql"\nquery = '''\n${query}\n'''`;

/** Returns the labels at `$0`. */
const labels = (query: string): string[] => completionsAt(rule(query)).items.map(({ label }) => label);

describe('completion in ES|QL, by place', () => {
  it.each([
    ['an empty query', '$0', ['FROM', 'ROW', 'SHOW INFO']],
    ['half a source command', 'fr$0', ['FROM']],
    ['a pipe', 'FROM a | $0', ['WHERE', 'EVAL', 'STATS', 'KEEP']],
    ['a pipe in a query in lower case', 'from a | $0', ['where', 'eval', 'stats', 'keep']],
    ['a branch', 'FROM a | FORK ($0', ['WHERE', 'EVAL', 'STATS']],
    ['a subquery', 'FROM a, ($0', ['FROM']],
    ['a command of two words', 'FROM a | INLINE $0', ['STATS']],
    ['indices', 'FROM $0', ['logs-endpoint.events.process-*']],
    ['further indices', 'FROM logs-endpoint.events.process-*, $0', ['logs-endpoint.events.file-*']],
    ['half an index', 'FROM logs-endp$0', ['logs-endpoint.events.process-*']],
    ['behind an index', 'FROM a $0', ['METADATA _id, _version, _index', 'METADATA']],
    ['metadata', 'FROM a METADATA _id, $0', ['_index', '_version', '_source']],
    ['a condition', 'FROM a | WHERE process.na$0', ['process.name']],
    ['a connective', 'FROM a | WHERE x == 1 AND process.na$0', ['process.name']],
    ['operators of a string', 'FROM a | WHERE process.name $0', ['==', 'IN', 'NOT IN', 'LIKE', 'RLIKE']],
    ['operators of a number', 'FROM a | WHERE process.pid $0', ['==', '!=', '>=', '<=']],
    ['operators of a date', 'FROM a | WHERE @timestamp $0', ['>=', '<=', '>', '<']],
    ['operators of an address', 'FROM a | WHERE source.ip $0', ['==', '!=', 'IN', 'NOT IN', 'IS NULL']],
    ['operators of a boolean', 'FROM a | WHERE process.code_signature.trusted $0', ['AND', 'OR', '==']],
    ['not behind a column', 'FROM a | WHERE process.name NOT $0', ['IN', 'LIKE', 'RLIKE']],
    ['is', 'FROM a | WHERE process.name IS $0', ['NULL', 'NOT NULL']],
    ['is not', 'FROM a | WHERE process.name IS NOT $0', ['NULL']],
    ['values', 'FROM a | WHERE host.os.type == $0', ['linux', 'macos']],
    ['values in quotes', 'FROM a | WHERE host.os.type == "$0"', ['linux', 'macos']],
    ['values in open quotes', 'FROM a | WHERE host.os.type == "$0', ['linux', 'macos']],
    ['values of a list', 'FROM a | WHERE event.outcome IN ("failure", $0', ['failure', 'success']],
    ['values of a list in quotes', 'FROM a | WHERE event.outcome NOT IN ("f$0', ['failure', 'success']],
    ['values behind a colon', 'FROM a | WHERE event.outcome : "$0"', ['failure', 'success', 'unknown']],
    ['values of a boolean', 'FROM a | WHERE process.code_signature.trusted == $0', ['true', 'false']],
    ['in', 'FROM a | WHERE process.name IN $0', ['( … )']],
    ['like', 'FROM a | WHERE process.name LIKE $0', ['"…"', '"*…*"', '( … )']],
    ['a type', 'FROM a | EVAL b = process.pid::$0', ['bool', 'boolean']],
    ['units', 'FROM a | WHERE @timestamp > NOW() - 5 $0', ['==']],
    ['units that touch the number', 'FROM a | WHERE @timestamp > NOW() - 5mi$0', ['==']],
    ['a new column', 'FROM a | EVAL $0', []],
    ['a column of a string function', 'FROM a | EVAL x = TO_LOWER(process.na$0', ['process.name']],
    ['aggregates', 'FROM a | STATS $0', ['VALUES', 'COUNT', 'COUNT_DISTINCT', 'MAX', 'MIN']],
    ['aggregates behind a name', 'FROM a | STATS Esql.x = $0', ['VALUES', 'COUNT']],
    ['behind an aggregate', 'FROM a | INLINE STATS a = COUNT(*) WHERE host.os.t$0', ['host.os.type']],
    ['groups', 'FROM a | STATS COUNT(*) BY host.i$0', ['host.id']],
    ['keep', 'FROM a | KEEP host.i$0', ['host.id']],
    ['rename', 'FROM a | RENAME host.id $0', ['AS']],
    ['limits', 'FROM a | LIMIT $0', ['10', '100', '1000']],
    ['behind a limit', 'FROM a | LIMIT 10 $0', ['BY']],
    ['behind a key of SORT', 'FROM a | SORT host.id $0', ['ASC', 'DESC', 'NULLS FIRST', 'NULLS LAST']],
    ['behind a direction', 'FROM a | SORT host.id DESC $0', ['NULLS FIRST', 'NULLS LAST']],
    ['nulls', 'FROM a | SORT host.id DESC NULLS $0', ['FIRST', 'LAST']],
    ['a pattern of GROK', 'FROM a | GROK message $0', ['"%{…}"']],
    ['a pattern of DISSECT', 'FROM a | DISSECT message $0', ['"%{…}"']],
    ['an option of DISSECT', 'FROM a | DISSECT message "%{a}" $0', ['APPEND_SEPARATOR']],
    ['names of patterns', 'FROM a | GROK message "%{$0', ['WORD', 'NOTSPACE']],
    ['types of patterns', 'FROM a | GROK message "%{NUMBER:n:$0}"', ['int', 'long', 'float']],
    ['a join', 'FROM a | LOOKUP JOIN b $0', ['ON']],
    ['a key of a join', 'FROM a | LOOKUP JOIN b ON host.i$0', ['host.id']],
    ['a model', 'FROM a | COMPLETION message $0', ['WITH']],
    ['options of a model', 'FROM a | COMPLETION message WITH $0', ['{ … }']],
    ['units of a difference', 'FROM a | EVAL b = DATE_DIFF($0', ['"minute"', '"second"']],
    ['units of a difference in quotes', 'FROM a | EVAL b = DATE_DIFF("$0"', ['minute', 'second']],
    ['a span of time', 'FROM a | EVAL b = DATE_TRUNC($0', ['1 minute', '5 minutes']],
    ['the order of a list', 'FROM a | EVAL b = MV_SORT(process.args, $0', ['"asc"', '"desc"']],
  ])('%s', (_, query, first) => checkCompletion(rule(query), first));

  it.each([
    ['a complete condition', 'FROM a | WHERE process.name == "a" $0', ['AND', 'OR']],
    ['behind a complete name', 'FROM a | KEEP host.id $0', []],
    [
      'behind an aggregate',
      'FROM a | STATS VALUES(host.id) $0',
      [...['==', 'IN', 'NOT IN', 'LIKE', 'RLIKE', ':', '!=', 'IS NULL', 'IS NOT NULL', 'WHERE', 'BY']],
    ],
    ['a line comment', 'FROM a // process.na$0', []],
    ['a block comment', 'FROM a /* process.na$0', []],
    ['a new name', 'FROM a | RENAME host.id AS $0', []],
    ['a constant string', 'FROM a | WHERE KQL("$0"', []],
    ['columns behind STATS', 'FROM a | STATS n = COUNT(*) BY host.id | KEEP $0', ['n', 'host.id']],
    ['columns behind KEEP', 'FROM a | EVAL n = 1 | KEEP host.id | SORT h$0', ['host.id']],
  ])('%s: only', (_, query, all) => {
    const isColumn = query.includes('SORT');
    if (isColumn)
      expect(
        completionsAt(rule(query))
          .items.filter(({ kind }) => kind === 'field')
          .map(({ label }) => label),
      ).toEqual(all);
    else checkAllCompletions(rule(query), all);
  });

  it('offers the columns that exist there', () => {
    expect(labels('FROM a | EVAL Esql.n = 1 | WHERE $0')).toContain('Esql.n');
    expect(labels('FROM a | EVAL Esql.n = 1, b = $0')).toContain('Esql.n');
    expect(labels('FROM a | EVAL Esql.n = $0')).not.toContain('Esql.n');
    expect(labels('FROM a | EVAL Esql.n = TO_LOWER(CONCAT(process.name, $0')).not.toContain('Esql.n');
    expect(labels('FROM a METADATA _id | WHERE $0')).toContain('_id');
    expect(labels('FROM a | STATS n = COUNT(*) BY host.id | WHERE proc$0')).not.toContain('process.name');
    expect(labels('FROM a | DROP process.name | WHERE process.na$0')).not.toContain('process.name');
    expect(labels('FROM a | RENAME process.name AS p | WHERE $0')).toContain('p');
    expect(labels('FROM a | GROK message "%{WORD:verb} %{NUMBER:n:int}" | WHERE $0')).toContain('verb');
    expect(labels('FROM a | FORK (EVAL x = 1 | WHERE $0')).toContain('x');
    expect(labels('FROM a | WHERE b = | EVAL n = 1 | WHERE $0')).toContain('n');
    expect(labels('FROM a | EVAL Esql.a = 1, Esql.b = 2 | KEEP $0')).toContain('Esql.*');
    expect(labels('FROM a | KEEP host.id, host.i$0')).not.toContain('host.id');
  });

  it('offers what fits the type', () => {
    expect(labels('FROM a | EVAL x = 1, y = "a" | WHERE x == $0')).toEqual(
      expect.arrayContaining(['x', 'LENGTH', 'COALESCE']),
    );
    expect(labels('FROM a | EVAL x = 1, y = "a" | WHERE x == $0')).not.toContain('y');
    expect(labels('FROM a | WHERE process.pid == $0')).not.toContain('TO_LOWER');
    expect(labels('FROM a | EVAL x = 1, y = "a" | EVAL z = ROUND($0')).not.toContain('y');
    expect(labels('FROM a | EVAL x = 1, y = "a" | EVAL z = MV_APPEND(x, $0')).not.toContain('y');
    expect(labels('FROM a | EVAL z = TO_LOWER($0')).not.toContain('TO_LOWER');
    expect(labels('FROM a | STATS n = MAX($0')).not.toContain('COUNT');
    expect(labels('FROM a | STATS n = MAX(@time$0')).toContain('@timestamp');
    expect(labels('FROM a | WHERE $0')).not.toContain('COUNT');
    expect(labels('FROM a | WHERE $0')).toContain('KQL');
    expect(labels('FROM a | EVAL x = $0')).not.toContain('KQL');
    expect(labels('FROM a | STATS COUNT(*) BY $0')).toContain('BUCKET');
    expect(labels('FROM a | WHERE NOW() - 5 $0')).toEqual(expect.arrayContaining(['minutes', 'hours']));
    expect(labels('FROM a | STATS n = COUNT(*) $0')).toEqual(expect.arrayContaining(['WHERE', 'BY']));
  });
});

describe('what is inserted', () => {
  it.each([
    ['a field', 'FROM a | WHERE process.na$0 == "a"', 'process.name', 'WHERE process.name == "a"'],
    ['a field in the middle', 'FROM a | KEEP host.i$0d, x', 'host.id', 'KEEP host.id, x'],
    ['a value', 'FROM a | WHERE host.os.type == $0', 'linux', 'host.os.type == "linux"'],
    ['a value in quotes', 'FROM a | WHERE host.os.type == "li$0" and b', 'linux', '== "linux" and b'],
    ['a value that closes the string', 'FROM a | WHERE host.os.type == "li$0', 'linux', '== "linux"\n'],
    ['a value in a raw string', 'FROM a | WHERE host.os.type == """li$0', 'linux', '== """linux"""\n'],
    ['a generated name', 'FROM a | STATS COUNT(*) | WHERE $0', 'COUNT(*)', 'WHERE `COUNT(*)`'],
    [
      'a generated name in backquotes',
      'FROM a | STATS COUNT(*) | WHERE `COU$0',
      'COUNT(*)',
      'WHERE `COUNT(*)`',
    ],
    ['a reserved word', 'FROM a | EVAL x.`first` = 1 | KEEP x$0', 'x.first', 'KEEP x.`first`'],
    ['a command', 'FROM a | wh$0', 'WHERE', 'FROM a | WHERE $0'],
    ['a command in lower case', 'from a | wh$0', 'where', 'from a | where $0'],
    [
      'an index',
      'FROM logs-endpoint.ev$0ents',
      'logs-endpoint.events.file-*',
      'FROM logs-endpoint.events.file-*\n',
    ],
    [
      'a function',
      'FROM a | EVAL b = date_tr$0',
      'DATE_TRUNC',
      `b = DATE_TRUNC(\${1:interval}, \${2:date})$0`,
    ],
    ['a function in lower case', 'FROM a | EVAL b = to_lower(b), c = no$0', 'now', 'c = now()$0'],
    ['a pattern', 'FROM a | GROK message "%{IP$0:a}"', 'IPORHOST', '"%{IPORHOST:a}"'],
    ['metadata', 'FROM a $0', 'METADATA _id, _version, _index', 'FROM a METADATA _id, _version, _index'],
    ['an operator', 'FROM a | WHERE process.name $0', 'NOT IN', 'process.name NOT IN ("$0")'],
    ['a unit', 'FROM a | WHERE @timestamp > NOW() - 5 mi$0', 'minutes', 'NOW() - 5 minutes'],
  ])('%s', (_, query, label, expected) => checkAccepted(rule(query), label, expected));
});

it('places the end of any text, with what is typed at the end', () => {
  const pieces = fc.constantFrom(
    ...['from', 'a', ' ', '|', 'where', 'stats', 'by', '(', ')', '"', '`', ',', '.', '==', 'in', '[', '{'],
    ...['keep', '*', '1', '::', '\n', '//', '/*', '%{', 'fork', 'metadata', 'eval', '=', 'not', 'is'],
  );
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 20 }), (parts) => {
      const text = parts.join('');
      const position = esqlPositionAt(text);
      if (position) expect(text.slice(position.start).startsWith(position.prefix)).toBe(true);
      completionsAt(`${rule(`${text.replaceAll("'", '')}$0`)}`);
    }),
  );
});
