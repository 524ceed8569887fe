import { describe, expect, it } from 'vitest';
import {
  checkAccepted,
  checkAllCompletions,
  checkCompletion,
  completionsAt,
} from '../../../../../test/helpers/check-ide.js';

describe('completion in a query, by place', () => {
  it.each([
    ['start of a query', '$0\nprocess where true', ['process', 'file', 'network']],
    ['half a category', 'pro$0', ['process', 'file']],
    [
      'category in a step',
      'sequence [$0] [any where true]',
      ['process', 'file', 'network', 'registry', 'any'],
    ],
    ['step that is not closed', 'sequence by host.id [', ['process', 'file']],
    ['after the category', 'process $0', ['where']],
    [
      'condition on processes',
      'process where $0',
      ['process.name', 'process.args', 'process.executable', 'event.type'],
    ],
    [
      'condition on registry',
      'registry where $0',
      ['registry.path', 'registry.key', 'registry.value', 'event.type'],
    ],
    ['half a field', 'process where process.na$0', ['process.name']],
    ['field by its last part', 'process where original_f$0', ['process.pe.original_file_name']],
    ['field by parts', 'process where p.par.na$0', ['process.parent.name']],
    ['optional field', 'process where ?process.na$0 == "a"', ['process.name']],
    [
      'field after a dot',
      'process where process.entry_leader.entry_meta.$0',
      ['process.entry_leader.entry_meta.type'],
    ],
    ['field in parentheses', 'process where (event.type == "start" or event.act$0', ['event.action']],
    ['field after not', 'process where not process.na$0', ['process.name']],
    ['argument', 'process where endsWith(process.na$0', ['process.name']],
    ['operator of a keyword', 'process where process.name $0', [':', '==', 'in', 'in~', 'like~']],
    ['operator of a number', 'process where process.pid $0', ['==', '!=', '<', '<=', '>', '>=', 'in']],
    ['operator of an address', 'network where source.ip $0', ['==', '!=', 'in', 'not in']],
    ['operator of a call', 'process where length(process.name) $0', [':', '==']],
    ['operator after not', 'process where process.name not $0', ['in', 'in~']],
    ['after a condition', 'process where process.name == "a" $0', ['and', 'or']],
    ['after a list', 'process where process.name in ("a", "b") $0', ['and', 'or']],
    ['after a boolean call', 'process where endsWith(process.name, "a") $0', ['and', 'or']],
    ['value without quotes', 'process where host.os.type == $0', ['linux', 'macos']],
    ['value in quotes', 'process where event.outcome == "$0"', ['failure', 'success', 'unknown']],
    [
      'value in a string that is not closed',
      'process where event.outcome == "$0',
      ['failure', 'success', 'unknown'],
    ],
    [
      'value in a list',
      'process where event.outcome in ("failure", "$0")',
      ['failure', 'success', 'unknown'],
    ],
    ['value of a pattern', 'process where event.outcome : ("$0")', ['failure', 'success', 'unknown']],
    ['value of a boolean', 'process where process.code_signature.trusted == $0', ['true', 'false', 'null']],
    ['value of a date', 'process where process.start > "$0"', ['now-1h', 'now-1d', 'now-7d']],
    ['open list', 'process where host.os.type in (', ['linux', 'macos']],
    ['head of a sequence', 'sequence $0', ['by', 'with maxspan', '[ … ]']],
    ['keys', 'sequence by $0', ['host.id', 'process.entity_id', 'user.id']],
    ['second key', 'sequence by host.id, user.$0', ['user.id', 'user.name']],
    ['after keys', 'sequence by host.id $0', ['with maxspan', '[ … ]']],
    ['option', 'sequence by host.id with $0', ['maxspan', 'runs']],
    ['duration', 'sequence by host.id with maxspan=$0', ['30s', '1m', '5m']],
    ['after a step', 'sequence [process where true] $0', ['[ … ]', 'by', 'with runs', 'until']],
    ['keys of a step', 'sequence [process where true] by $0', ['host.id', 'process.entity_id']],
    ['pipe', 'process where true | $0', ['head', 'tail']],
    ['index behind a field', 'process where process.args[0] $0', [':', '==']],
  ])('%s', (_name, text, first) => {
    checkCompletion(text.includes('$0') ? text : `${text}$0`, first);
  });

  it('offers nothing where nothing is known', () => {
    checkAllCompletions('process where true // process.na$0', []);
    checkAllCompletions('process where /* process.na$0', []);
    checkAllCompletions('process where true // /* process.na */$0', []);
    checkAllCompletions('process where process.name == "$0"', []);
    checkAllCompletions('process where concat("$0")', []);
  });

  it('marks values of integrations', () => {
    const { items } = completionsAt('process where process.entry_leader.entry_meta.type == "$0"');
    expect(items.find(({ label }) => label === 'container')?.detail).toBe('used by integrations');
    expect(items.find(({ label }) => label === 'sshd')?.detail).toBeUndefined();
  });

  it('keeps lists small, and says when there is more', () => {
    expect(completionsAt('any where p$0')).toMatchObject({ incomplete: true });
    expect(completionsAt('any where p$0').items.length).toBeLessThan(150);
    expect(completionsAt('any where process.parent.na$0')).toMatchObject({ incomplete: false });
    expect(completionsAt('any where $0').items.some(({ detail }) => detail === 'object')).toBe(false);
  });
});

describe('what is inserted', () => {
  it.each([
    ['field', 'any where process.na$0 == "a"', 'process.name', 'any where process.name == "a"'],
    ['value without quotes', 'any where host.os.type == $0', 'linux', 'host.os.type == "linux"'],
    ['value in quotes', 'any where host.os.type == "li$0"', 'linux', 'host.os.type == "linux"'],
    ['value that closes the string', 'any where host.os.type == "li$0', 'linux', 'host.os.type == "linux"\n'],
    [
      'value in the middle of a string',
      'any where host.os.type == "li$0nx" and a == "b"',
      'linux',
      '== "linux" and',
    ],
    [
      'field in the middle of its name',
      'any where process.na$0m == "a"',
      'process.name',
      'process.name == "a"',
    ],
    [
      'value before another string',
      'any where host.os.type == "li$0 and a == "b"',
      'linux',
      '== "linux" and a',
    ],
    ['value in a raw string', 'any where host.os.type == """li$0', 'linux', 'host.os.type == """linux"""\n'],
    ['operator', 'any where process.name $0', 'in', 'process.name in ("$0")'],
    ['function', 'any where ends$0', 'endsWith', `endsWith(\${1:source}, "\${2:suffix}")`],
    ['category', 'pro$0', 'process', 'process where $0'],
    ['category of a filter', 'fi$0le where true', 'process', 'process where true'],
    [
      'query in a basic string',
      '[rule]\nlanguage = "eql"\nquery = "any where host.os.type == $0"',
      'linux',
      '== \\"linux\\""',
    ],
  ])('%s', (_name, text, label, expected) => checkAccepted(text, label, expected));

  it('works in a query that is not closed', () => {
    checkCompletion("[rule]\nlanguage = 'eql'\nquery = '''\nprocess where process.na$0\n", ['process.name']);
    checkCompletion("[rule]\ntype = 'eql'\nquery = '''\n$0", ['process']);
    checkCompletion("[rule]\nlanguage = 'eql'\nquery = 'process where process.na$0\nseverity = 'low'\n", [
      'process.name',
    ]);
  });
});
