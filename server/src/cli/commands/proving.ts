import type { CommandSpec } from '../options.js';
import { events, format, outputFile } from './shared-options.js';

/** Commands that show how far tests and rule changes can be trusted. */
export const provingCommands: readonly CommandSpec[] = [
  {
    name: 'synth',
    usage: 'RULE... [options]',
    summary: 'Generates events that a rule matches or nearly matches.',
    options: {
      match: { type: 'boolean', help: 'only events that match' },
      'near-miss': { type: 'boolean', help: 'only events that fail one condition' },
      all: { type: 'boolean', help: 'both, the default' },
      'each-value': { type: 'boolean', help: 'a match for each value of each list' },
      seed: { type: 'string', value: 'N', help: 'choose other values; the same seed gives the same events' },
      write: { type: 'boolean', help: 'add the cases to the test file of the rule' },
      format: format('pretty', 'json'),
      output: outputFile,
    },
  },
  {
    name: 'mutate',
    usage: '[paths] [options]',
    summary: 'Changes rules, and shows which changes their tests do not notice.',
    options: {
      since: {
        type: 'string',
        value: 'REF',
        help: 'only rules that changed, or whose tests changed, since this branch diverged from REF',
      },
      'min-score': { type: 'string', value: 'N', help: 'exit code 1 when fewer than N percent are noticed' },
      write: { type: 'boolean', help: 'add the cases that notice them to the test files' },
      format: format('pretty', 'json', 'sarif', 'github'),
      output: outputFile,
    },
  },
  {
    name: 'diff',
    usage: '[REF [paths] | OLD NEW | --upstream DIR] [options]',
    summary: 'Shows how changes to rules affect their alerts.',
    options: {
      upstream: {
        type: 'string',
        value: 'DIR',
        help: 'compare rules with those of the same rule_id in DIR, and with their common ancestor',
      },
      events,
      format: format('pretty', 'markdown', 'json', 'github'),
      output: outputFile,
    },
  },
];
