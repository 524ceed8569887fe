import type { CommandSpec } from '../options.js';
import { format, on, outputFile } from './shared-options.js';

/** Commands that talk to Kibana and Elasticsearch or use their formats. */
export const exchangingCommands: readonly CommandSpec[] = [
  {
    name: 'export',
    usage: 'RULE... [options]',
    summary: 'Writes rules as Kibana imports them.',
    options: {
      format: format('ndjson', 'json', 'yaml'),
      stack: {
        type: 'string',
        value: 'VERSION',
        help: 'for this version of the stack, such as 9.5: without newer keys, with its version of ATT&CK',
      },
      with: {
        type: 'string',
        multiple: true,
        value: 'NAMES',
        help: 'also what rules name, from files beside them: exceptions,connectors',
      },
      output: outputFile,
    },
  },
  {
    name: 'import',
    usage: 'FILE --to DIR [options]',
    summary: 'Writes the rules of an export of Kibana as files.',
    options: {
      to: { type: 'string', value: 'DIR', help: 'folder of the rules' },
      update: {
        type: 'boolean',
        help: 'also edit existing files with the same rule_id; comments and formatting stay',
      },
      format: format('pretty', 'json'),
      output: outputFile,
    },
  },
  {
    name: 'stack',
    usage: '[list | approve PROFILE | forget PROFILE | check PROFILE]',
    summary: 'Shows, approves and tries the profiles of stacks that other commands take with --on.',
    options: { yes: { type: 'boolean', help: 'with approve: do not ask' } },
  },
  {
    name: 'state',
    usage: '[diff | pull | push] [paths] --on PROFILE [options]',
    summary:
      'Compares rules with those of Kibana and carries changes over. The default is diff; push shows what it would do.',
    options: {
      on,
      apply: { type: 'boolean', help: 'with push: write to Kibana' },
      prune: {
        type: 'boolean',
        help: 'with push: delete rules of Kibana that were pulled or pushed before and have no file any more',
      },
      force: {
        type: 'boolean',
        help: 'overwrite changes of the other side; what is overwritten is saved in .rulewright/replaced',
      },
      to: { type: 'string', value: 'DIR', help: 'with pull: folder for rules that have no file' },
      format: format('pretty', 'json'),
      output: outputFile,
    },
  },
  {
    name: 'preview',
    usage: 'RULE... --on PROFILE [options]',
    summary: 'Lets Kibana run rules without writing alerts, and shows what they would raise.',
    options: {
      on,
      last: {
        type: 'string',
        value: 'TIME',
        help: 'how far back to look, such as 7d; the default is one run of the rule',
      },
      now: { type: 'string', value: 'TIME', help: 'end of the preview in ISO 8601; now unless given' },
      sample: {
        type: 'string',
        value: 'NUMBER',
        help: 'the most alerts of a rule to fetch, 100 unless given',
      },
      save: {
        type: 'string',
        value: 'FILE',
        help: 'save the source events of alerts, for explain and for tests',
      },
      compare: {
        type: 'boolean',
        help: 'also run the rule here on the documents that Kibana looked at, and report each verdict that differs',
      },
      'explain-zero': {
        type: 'boolean',
        help: 'for a rule without alerts, count the documents that pass each condition',
      },
      format: format('pretty', 'json'),
      output: outputFile,
    },
  },
];
