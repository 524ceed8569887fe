import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  checkAccepted,
  checkAllCompletions,
  checkCompletion,
  completionsAt,
} from '../../../../../test/helpers/check-ide.js';
import { kqlPositionAt } from './position.js';

const rule = (query: string): string => `type = "query"\nlanguage = "kuery"\nquery = '''\n${query}\n'''`;

describe('completion in KQL, by place', () => {
  it.each([
    ['start of a query', '$0', ['process.name']],
    ['half a field', 'process.na$0', ['process.name']],
    ['after and', 'event.category: file and file.ex$0', ['file.extension']],
    ['after a category, its fields come first', 'event.category: registry and $0', ['registry.path']],
    ['in parentheses', '(process.na$0', ['process.name']],
    ['after not', 'not process.na$0', ['process.name']],
    ['behind a field', 'process.name $0', [':', ': ( … )', ': *']],
    ['behind a number', 'process.pid $0', [':', ': ( … )', ': *', '>=', '<=']],
    ['a value', 'host.os.type: $0', ['linux', 'macos']],
    ['half a value', 'host.os.type: li$0', ['linux', 'macos']],
    ['a value in a list', 'event.outcome: (failure or $0', ['failure', 'success', 'unknown']],
    ['a value after not in a list', 'event.outcome: (not $0', ['failure', 'success', 'unknown']],
    ['a value in quotes', 'event.outcome: "$0"', ['failure', 'success', 'unknown']],
    ['a value in a string that is not closed', 'event.outcome: "$0', ['failure', 'success', 'unknown']],
    ['the field after a list', 'event.outcome: (failure or success) and process.na$0', ['process.name']],
    ['true and false', 'process.code_signature.trusted: $0', ['true', 'false']],
    ['dates', '@timestamp >= $0', ['now-1h', 'now-1d/d']],
  ])('%s', (_, query, first) => checkCompletion(rule(query), first));

  it.each([
    ['behind a value', 'process.name: a $0', ['and', 'or']],
    ['behind a list', 'process.name: (a or b) $0', ['and', 'or']],
    ['in the braces of a nested field', 'process.parent: { na$0', []],
    ['in a string that is a field', '"proc$0', []],
  ])('%s: only', (_, query, all) => checkAllCompletions(rule(query), all));

  it.each([
    ['a field', 'not process.na$0', 'process.name', 'not process.name'],
    ['a value', 'event.outcome: f$0 and a: b', 'failure', 'event.outcome: failure and a: b'],
    ['a value in quotes', 'event.outcome: "f$0"', 'failure', 'event.outcome: "failure"'],
    ['a value in open quotes', 'event.outcome: "f$0', 'failure', 'event.outcome: "failure"'],
    ['the middle of a field', 'process.na$0me: a', 'process.name', 'process.name: a'],
  ])('accepts %s', (_, query, label, expected) => checkAccepted(rule(query), label, expected));

  it('finds the operator of a field whose colon is missing', () => {
    expect(completionsAt(rule('event.category: file and file.name $0')).items[0]?.label).toBe(':');
  });
});

it('places the end of any text, with what is typed at the end', () => {
  const pieces = fc.constantFrom(
    'a',
    ' ',
    ':',
    '(',
    ')',
    '{',
    '}',
    '"',
    '\\',
    'and',
    'or',
    'not',
    '<',
    '*',
    '\n',
  );
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 20 }), (parts) => {
      const text = parts.join('');
      const position = kqlPositionAt(text);
      if (position) expect(text.slice(position.start)).toBe(position.prefix);
    }),
  );
});
