import { unexpectedPolicies } from '../../testing/backtest/outcome.js';
import type { CommandSpec } from '../options.js';
import {
  events,
  exceptions,
  format,
  history,
  indicators,
  on,
  outputFile,
  table,
  verbose,
} from './shared-options.js';

/** Commands that run rules on events. */
export const runningCommands: readonly CommandSpec[] = [
  {
    name: 'test',
    usage: '[paths] [options]',
    summary: 'Runs the tests of rules.',
    options: {
      format: format('pretty', 'json', 'junit'),
      output: outputFile,
      coverage: { type: 'boolean', help: 'show conditions that no test depends on' },
      'require-tests': {
        type: 'boolean',
        help: 'list rules without tests; exit code 1 when there are any',
      },
      verbose: verbose('also show passed tests'),
    },
  },
  {
    name: 'run',
    usage: 'RULE... --events PATH... [options]',
    summary:
      'Shows the alerts that rules raise on events. The default is the events in folders named fixtures.',
    options: {
      on: {
        ...on,
        help: 'run on Elasticsearch instead of event files; a profile, see rulewright stack',
      },
      last: {
        type: 'string',
        value: 'TIME',
        help: 'with --on: how far back to look, such as 7d; the default is the window of the rule',
      },
      size: {
        type: 'string',
        value: 'NUMBER',
        help: 'with --on: most alerts of a rule; the default is max_signals',
      },
      save: {
        type: 'string',
        value: 'FILE',
        help: 'with --on: save the events of alerts, for explain and for tests',
      },
      'explain-zero': {
        type: 'boolean',
        help: 'with --on: for a rule without alerts, count the documents that pass each condition',
      },
      compare: {
        type: 'boolean',
        help: 'with --on: also run the rule locally on the documents of its window, and report each different verdict',
      },
      events,
      history,
      indicators,
      exceptions,
      table,
      'as-engine': {
        type: 'boolean',
        help: 'run as the detection engine does, with time window, index, suppression and max_signals, and show alert fields',
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
        help: 'current time for date math and the window of --as-engine, in ISO 8601',
      },
      fields: {
        type: 'string',
        multiple: true,
        value: 'NAMES',
        help: 'also show these fields of the events, such as process.name,user.name',
      },
      format: format('pretty', 'json'),
      output: outputFile,
      verbose: verbose('also show near misses'),
    },
  },
  {
    name: 'explain',
    usage: 'RULE --events PATH [--event N|FILE:LINE] [options]',
    summary: 'Shows why an event does or does not match: the value that each condition saw.',
    options: {
      events,
      history,
      indicators,
      exceptions,
      table,
      event: {
        type: 'string',
        value: 'N|FILE:LINE',
        help: 'number of the event in its file, from 0, or FILE:LINE as shown by run; the default is the nearest miss',
      },
      now: { type: 'string', value: 'TIME', help: 'current time for date math, in ISO 8601' },
      format: format('pretty', 'json'),
      output: outputFile,
    },
  },
  {
    name: 'backtest',
    usage: '[paths] --events DIR [options]',
    summary: 'Runs rules on many event files and compares the alerts with expectations or an earlier report.',
    options: {
      events: {
        ...events,
        help: 'folder or file of events; each file is a separate time slice; can be repeated',
      },
      expect: {
        type: 'string',
        value: 'FILE',
        help: 'YAML or JSON file with the number of alerts each rule must raise',
      },
      baseline: {
        type: 'string',
        value: 'REPORT',
        help: 'earlier JSON report; new and lost alerts fail',
      },
      unexpected: {
        type: 'string',
        values: unexpectedPolicies,
        help: 'how to treat unexpected alerts; the default is warn, with --baseline fail',
      },
      indicators,
      exceptions,
      table,
      now: {
        type: 'string',
        value: 'TIME',
        help: 'when the rules run, in ISO 8601; the default is the time of the last event of each file',
      },
      jobs: { type: 'string', value: 'N', help: 'threads; the default is one for each core' },
      format: format('pretty', 'json', 'junit', 'markdown'),
      output: outputFile,
      verbose: verbose('also list all rules with alerts'),
    },
  },
];
