import type { CommandSpec, OptionSpec } from './options.js';

const format = (...values: string[]): OptionSpec => ({
  type: 'string',
  values,
  help: 'how results are written',
});
const verbose = (help: string): OptionSpec => ({ type: 'boolean', help });
const outputFile: OptionSpec = {
  type: 'string',
  value: 'FILE',
  help: 'write the results to this file, as UTF-8, instead of standard output',
};
const events: OptionSpec = {
  type: 'string',
  multiple: true,
  value: 'PATH',
  help: 'file or folder of events (NDJSON, JSON, bulk, hits); - is standard input; may be repeated',
};

const history: OptionSpec = {
  type: 'string',
  multiple: true,
  value: 'PATH',
  help: 'for new_terms: file or folder of earlier events',
};
const indicators: OptionSpec = {
  type: 'string',
  multiple: true,
  value: 'PATH',
  help: 'for threat_match: file or folder of indicators',
};

const exceptions: OptionSpec = {
  type: 'string',
  multiple: true,
  value: 'PATH',
  help: 'exception items as Kibana exports them: events that satisfy one raise no alert',
};

const table: OptionSpec = {
  type: 'string',
  multiple: true,
  value: 'NAME=PATH',
  help: 'for ES|QL: documents of a lookup index or enrich policy',
};

const author: OptionSpec = { type: 'string', value: 'NAME', help: 'author of the rule' };

/** The commands of `rulewright` and their options: what is parsed and what help shows. */
export const commands: readonly CommandSpec[] = [
  {
    name: 'lint',
    usage: '[paths] [options]',
    summary: 'Checks rules and test files.',
    options: {
      format: format('pretty', 'json', 'sarif', 'github', 'junit'),
      output: outputFile,
      fix: { type: 'boolean', help: 'apply the fixes that are offered' },
      'fix-dry-run': { type: 'boolean', help: 'show what --fix would change, as a diff' },
      'fail-on': {
        type: 'string',
        values: ['error', 'warning', 'never'],
        help: 'what makes the exit code 1',
      },
      profile: { type: 'string', values: ['default', 'elastic'], help: 'which checks run' },
      'changed-since': {
        type: 'string',
        value: 'REF',
        help: 'report only on files that changed since this branch left REF',
      },
      list: { type: 'boolean', help: 'show all checks and end' },
      verbose: verbose('show hints too, and what a checkout switches off or lacks'),
    },
  },
  {
    name: 'fmt',
    usage: '[paths] [options]',
    summary: 'Lays rule files out anew; the values stay the same.',
    options: {
      check: { type: 'boolean', help: 'change nothing; exit code 1 when a file would change' },
      query: { type: 'boolean', help: 'also even out the blanks in EQL queries' },
      verbose: verbose('with --check, show the changes as diffs'),
    },
  },
  {
    name: 'test',
    usage: '[paths] [options]',
    summary: 'Runs the test files beside rules.',
    options: {
      format: format('pretty', 'json', 'junit'),
      output: outputFile,
      coverage: { type: 'boolean', help: 'show clauses that no test would miss' },
      'require-tests': {
        type: 'boolean',
        help: 'list rules without tests; exit code 1 when there are any',
      },
      verbose: verbose('show passed tests too'),
    },
  },
  {
    name: 'run',
    usage: 'RULE... --events PATH... [options]',
    summary:
      'Shows which alerts rules raise on events. Without --events the files of folders named fixtures are used.',
    options: {
      events,
      history,
      indicators,
      exceptions,
      table,
      'as-engine': {
        type: 'boolean',
        help: 'run once as the detection engine: window, index, suppression, max_signals, and what alerts say',
      },
      query: { type: 'string', value: 'QUERY', help: 'run a query instead of a rule' },
      language: {
        type: 'string',
        values: ['eql', 'kuery', 'kql', 'lucene', 'esql'],
        help: 'language of --query',
      },
      now: {
        type: 'string',
        value: 'TIME',
        help: 'the base of date math and, with --as-engine, of the window, ISO 8601',
      },
      fields: {
        type: 'string',
        multiple: true,
        value: 'NAMES',
        help: 'also show these fields of the events of alerts, such as process.name,user.name',
      },
      format: format('pretty', 'json'),
      output: outputFile,
      verbose: verbose('show the nearest misses too'),
    },
  },
  {
    name: 'explain',
    usage: 'RULE --events PATH [--event N|FILE:LINE] [options]',
    summary: 'Shows why an event does or does not match: each clause with the value it saw.',
    options: {
      events,
      history,
      indicators,
      exceptions,
      table,
      event: {
        type: 'string',
        value: 'N|FILE:LINE',
        help: 'number of the event in its file, from 0, or its file and line as run shows them; the nearest miss when not given',
      },
      now: { type: 'string', value: 'TIME', help: 'the base of date math, ISO 8601' },
      format: format('pretty', 'json'),
      output: outputFile,
    },
  },
  {
    name: 'guide',
    usage: 'RULE [--event FILE] [options]',
    summary: 'Prints the investigation guide.',
    options: {
      event: { type: 'string', value: 'FILE', help: 'event that fills {{field}} placeholders' },
      format: format('markdown', 'html'),
      output: outputFile,
    },
  },
  {
    name: 'new',
    usage: 'NAME [options]',
    summary: 'Creates a rule with its tests.',
    options: {
      type: {
        type: 'string',
        value: 'TYPE',
        help: 'rule type, such as eql (the default), query, threshold or new_terms',
      },
      tactic: { type: 'string', value: 'TACTIC', help: 'ATT&CK tactic, by id or name' },
      technique: { type: 'string', value: 'ID', help: 'ATT&CK technique, such as T1059 or T1059.001' },
      folder: {
        type: 'string',
        value: 'FOLDER',
        help: 'where to write; rules if there is such a folder, else the current one',
      },
      event: {
        type: 'string',
        value: 'FILE:LINE',
        help: 'event that the rule is to find, which becomes its first test',
      },
      author,
    },
  },
  {
    name: 'init',
    usage: '[FOLDER] [options]',
    summary: 'Creates a configuration, a first rule, its tests and events; existing files are kept.',
    options: { author },
  },
  {
    name: 'docs',
    usage: 'CODE',
    summary: 'Prints the page of a check or of another code.',
    options: {},
  },
  {
    name: 'lsp',
    usage: '--stdio',
    summary: 'Starts the language server.',
    options: { stdio: { type: 'boolean', help: 'speak over standard input and output' } },
  },
];
