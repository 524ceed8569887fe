import { describe, expect, test } from 'vitest';
import { eventPlan } from '../plan/planned-query.js';
import type { EvaluatedLanguage } from '../plan/planners.js';
import { prepareQuery } from '../prepare/prepare-query.js';
import { guardsOf } from './guards.js';

/**
 * Returns the guards of a query, if any: `field=value|value`, `field~part|part`, or `field?` for any value.
 */
function guards(query: string, language: EvaluatedLanguage): string[] | undefined {
  const prepared = prepareQuery(query, language, {});
  if (!prepared.ok) throw new Error(prepared.problems[0]?.message);
  const signs = { value: '=', part: '~', present: '?' };
  return guardsOf(eventPlan(prepared.planned), ({ name }) => name === 'event.type')?.map(
    ({ field, kind, texts }) => `${field.name}${signs[kind]}${texts.join('|')}`,
  );
}

type Table = Readonly<Record<string, readonly string[] | undefined>>;

describe('what an event must have for a rule', () => {
  const eql: Table = {
    'any where process.name == "cmd.exe"': ['process.name=cmd.exe'],
    'any where process.name : ("CMD.exe", "w*.exe")': ['process.name~cmd.exe|.exe'],
    'any where process.name : ("CMD.exe", "Net.exe")': ['process.name=cmd.exe|net.exe'],
    'any where process.pid == 4': ['process.pid=4'],
    'any where process.pid > 4': ['process.pid?'],
    'any where process.name : "?*"': ['process.name?'],
    'any where process.name : "* "': ['process.name~ '],
    'any where process.name != null': ['process.name?'],
    'any where process.name == null': undefined,
    'any where not process.name == "cmd.exe"': undefined,
    'any where process.name == "a.exe" and process.command_line : "*encoded*"': ['process.name=a.exe'],
    'any where process.pid > 4 and process.command_line : "*encoded*"': ['process.command_line~encoded'],
    'any where process.name == "a.exe" or process.args == "-x"': ['process.name=a.exe', 'process.args=-x'],
    'any where process.name == "a.exe" or process.args != "-x"': undefined,
    'any where event.type == "start"': undefined,
    'any where event.type == "start" and process.name == "a.exe"': ['process.name=a.exe'],
    'any where process.name regex "a+"': ['process.name?'],
    'any where length(process.name) == 3': undefined,
    'any where process.name == "a.exe" and length(process.name) == 5': ['process.name=a.exe'],
    'sequence [any where process.name == "a.exe"] [any where user.id == "7"]': [
      'process.name=a.exe',
      'user.id=7',
    ],
  };
  for (const [query, expected] of Object.entries(eql))
    test(query, () => expect(guards(query, 'eql')).toEqual(expected));

  const kql: Table = {
    'process.name: CMD.exe': ['process.name=cmd.exe'],
    'message: "Hot dogs"': ['message~dogs'],
    'message: (hot or dogs)': ['message~hot|dogs'],
    'process.name: *': ['process.name?'],
    'not process.name: *': undefined,
    'source.ip: 10.0.0.0/8': ['source.ip?'],
    hot: undefined,
  };
  for (const [query, expected] of Object.entries(kql))
    test(query, () => expect(guards(query, 'kuery')).toEqual(expected));
});
