import { expect } from 'vitest';
import { toFieldMapping } from '../../server/src/fields/field-type.js';
import { checkEql } from '../../server/src/query/eql/check.js';
import { parseEql } from '../../server/src/query/eql/parse.js';
import { checkCases } from '../helpers/cases.js';

interface SyntaxCase {
  readonly id: string;
  readonly query: string;
  readonly phase?: 'parse' | 'verify';
}

/** The field types of the index against which the rejected queries are verified. */
const types: Readonly<Record<string, string>> = {
  '@timestamp': 'date',
  bytes_written_string_list: 'keyword',
  command_line: 'keyword',
  hostname: 'text',
  'hostname.keyword': 'keyword',
  long_field: 'long',
  md5: 'keyword',
  opcode: 'long',
  parent_process_name: 'keyword',
  pid: 'long',
  plain_text: 'text',
  ppid: 'long',
  process_name: 'keyword',
  processes: 'nested',
  'processes.pid': 'long',
  serial_event_id: 'long',
  source_address: 'ip',
};

checkCases<SyntaxCase>('eql/syntax-ok.jsonl', ({ query }) => {
  const { tree, problems } = parseEql(query);
  expect(problems).toEqual([]);
  expect(tree).toBeDefined();
});

checkCases<SyntaxCase>('eql/syntax-bad.jsonl', ({ query, phase }) => {
  const parsed = parseEql(query);
  if (phase === 'parse') {
    expect(parsed.problems).not.toEqual([]);
    return;
  }
  expect(parsed.problems).toEqual([]);
  const problems = checkEql(query, parsed.tree!, {
    mappingOf: (name) => (types[name] === undefined ? undefined : toFieldMapping(types[name])),
    isMapped: (name) => name in types,
    knownNames: () => Object.keys(types),
  });
  expect(problems.filter((problem) => problem.severity === 'error')).not.toEqual([]);
});
