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
        help: 'stack version, such as 9.5: drops newer keys and uses its version of ATT&CK',
      },
      with: {
        type: 'string',
        multiple: true,
        value: 'NAMES',
        help: 'also export what rules refer to, from files next to them: exceptions,connectors',
      },
      output: outputFile,
    },
  },
  {
    name: 'import',
    usage: 'FILE --to DIR [options]',
    summary: 'Writes the rules of a Kibana export to files.',
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
    summary: 'Lists, approves and checks the stack profiles that you pass to --on.',
    options: { yes: { type: 'boolean', help: 'with approve: do not ask' } },
  },
  {
    name: 'state',
    usage: '[diff | pull | push] [paths] --on PROFILE [options]',
    summary:
      'Compares rules with those in Kibana and transfers changes. The default is diff; without --apply, push only shows changes.',
    options: {
      on,
      apply: { type: 'boolean', help: 'with push: write to Kibana' },
      prune: {
        type: 'boolean',
        help: 'with push: delete rules from Kibana that were pulled or pushed before and no longer have a file',
      },
      force: {
        type: 'boolean',
        help: 'overwrite changes made on the other side; a copy is saved in .rulewright/replaced',
      },
      to: { type: 'string', value: 'DIR', help: 'with pull: folder for rules that have no file' },
      format: format('pretty', 'json'),
      output: outputFile,
    },
  },
  {
    name: 'preview',
    usage: 'RULE... --on PROFILE [options]',
    summary: 'Runs rules in Kibana without writing alerts, and shows the alerts they would raise.',
    options: {
      on,
      last: {
        type: 'string',
        value: 'TIME',
        help: 'how far back to look, such as 7d; the default is one run of the rule',
      },
      now: { type: 'string', value: 'TIME', help: 'end of the preview in ISO 8601; the default is now' },
      sample: {
        type: 'string',
        value: 'NUMBER',
        help: 'most alerts to fetch for each rule; the default is 100',
      },
      save: {
        type: 'string',
        value: 'FILE',
        help: 'save the source events of alerts, for explain and for tests',
      },
      compare: {
        type: 'boolean',
        help: 'also run the rule locally on the documents that Kibana searched, and report each different verdict',
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
