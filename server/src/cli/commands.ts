import { draftTypes } from '../authoring/draft/draft-types.js';
import { unexpectedPolicies } from '../testing/backtest/outcome.js';
import type { CommandSpec, OptionSpec } from './options.js';

const format = (...values: string[]): OptionSpec => ({
  type: 'string',
  values,
  help: 'output format',
});
const verbose = (help: string): OptionSpec => ({ type: 'boolean', help });
const outputFile: OptionSpec = {
  type: 'string',
  value: 'FILE',
  help: 'write the results to a file instead of standard output',
};
const events: OptionSpec = {
  type: 'string',
  multiple: true,
  value: 'PATH',
  help: 'file or folder of events (NDJSON, JSON, CSV, search responses); - is standard input; can be repeated',
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
  help: 'exception items, as exported by Kibana; events that match one raise no alert',
};

const table: OptionSpec = {
  type: 'string',
  multiple: true,
  value: 'NAME=PATH',
  help: 'for ES|QL: documents of a lookup index or enrich policy',
};

const on: OptionSpec = {
  type: 'string',
  value: 'PROFILE',
  help: 'profile of a stack, see rulewright stack',
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
      fix: { type: 'boolean', help: 'apply fixes' },
      'fix-dry-run': { type: 'boolean', help: 'show what --fix would change, as a diff' },
      'fail-on': {
        type: 'string',
        values: ['error', 'warning', 'never'],
        help: 'lowest severity that gives exit code 1',
      },
      profile: { type: 'string', values: ['default', 'elastic'], help: 'which checks run' },
      'changed-since': {
        type: 'string',
        value: 'REF',
        help: 'only report on files changed since this branch left REF',
      },
      list: { type: 'boolean', help: 'list all checks' },
      verbose: verbose('also show hints, and what a checkout switches off or does not have'),
    },
  },
  {
    name: 'fmt',
    usage: '[paths] [options]',
    summary: 'Formats rule files; values and comments stay the same.',
    options: {
      check: { type: 'boolean', help: 'change nothing; exit code 1 when a file would change' },
      query: { type: 'boolean', help: 'also format queries in EQL and ES|QL' },
      verbose: verbose('with --check, show the changes as diffs'),
    },
  },
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
        help: 'run on Elasticsearch in place of event files: profile of a stack, see rulewright stack',
      },
      last: {
        type: 'string',
        value: 'TIME',
        help: 'with --on: how far back to look, such as 7d; the default is the window of the rule',
      },
      size: {
        type: 'string',
        value: 'NUMBER',
        help: 'with --on: the most alerts of a rule; max_signals unless given',
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
        help: 'with --on: also run the rule here on the documents of its window, and report each verdict that differs',
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
    name: 'backtest',
    usage: '[paths] --events DIR [options]',
    summary:
      'Runs rules on many event files and compares the alerts with what is expected, or with an earlier report.',
    options: {
      events: {
        ...events,
        help: 'folder or file of events; each file is a separate time slice; can be repeated',
      },
      expect: {
        type: 'string',
        value: 'FILE',
        help: 'how many alerts each rule must raise, in YAML or JSON',
      },
      baseline: {
        type: 'string',
        value: 'REPORT',
        help: 'earlier JSON report; new and lost alerts fail',
      },
      unexpected: {
        type: 'string',
        values: unexpectedPolicies,
        help: 'what alerts do that nothing expects; the default is warn, with --baseline fail',
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
  {
    name: 'draft',
    usage: '--events EVENTS [--baseline EVENTS] [options]',
    summary:
      'Makes a rule from events: its type, its query, its tests, and the alerts it raises on a baseline.',
    options: {
      events: { ...events, help: 'file or folder of the events to be found; can be repeated' },
      baseline: {
        ...events,
        help: 'file or folder of usual events, on which the rule is to raise few alerts; can be repeated',
      },
      type: {
        type: 'string',
        values: draftTypes,
        help: 'type of the rule; chosen by the events unless given',
      },
      name: { type: 'string', value: 'NAME', help: 'name of the rule' },
      tactic: { type: 'string', value: 'ID', help: 'ATT&CK tactic, by ID or name' },
      technique: { type: 'string', value: 'ID', help: 'ATT&CK technique or subtechnique, such as T1059.001' },
      author,
      'max-fields': {
        type: 'string',
        value: 'N',
        help: 'the most conditions that tell what happened; the default is 4',
      },
      folder: {
        type: 'string',
        value: 'DIR',
        help: 'with --write: where the files go; the default is the current folder',
      },
      write: { type: 'boolean', help: 'write the rule and its tests' },
      format: format('pretty', 'json'),
    },
  },
  {
    name: 'tune',
    usage: 'RULE --fp EVENTS [--tp EVENTS] [options]',
    summary: 'Finds what to exclude so that false positives raise no alert and true positives still do.',
    options: {
      fp: {
        ...events,
        help: 'file or folder of false positives: events that raise alerts and should not; can be repeated',
      },
      tp: {
        ...events,
        help: 'file or folder of true positives: events whose alerts must stay; can be repeated',
      },
      as: {
        type: 'string',
        values: ['exclusion', 'exception'],
        help: 'what is made: a condition of the query, or an exception item; the default is exclusion',
      },
      'max-fields': {
        type: 'string',
        value: 'N',
        help: 'the most conditions of an exclusion; the default is 4',
      },
      expires: {
        type: 'string',
        value: 'DATE',
        help: 'with --as exception: when it ends, as a date, days such as 30d, or never; the default is 90d',
      },
      history,
      indicators,
      exceptions,
      table,
      write: { type: 'boolean', help: 'change the rule, and add the events to its tests' },
      format: format('pretty', 'json'),
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
    name: 'synth',
    usage: 'RULE... [options]',
    summary: 'Makes events that a rule matches, and that it nearly matches.',
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
        help: 'only rules that changed, or whose tests changed, since this branch left REF',
      },
      'min-score': { type: 'string', value: 'N', help: 'exit with 1 when fewer than N percent are noticed' },
      write: { type: 'boolean', help: 'add the cases that notice them to the test files' },
      format: format('pretty', 'json', 'sarif', 'github'),
      output: outputFile,
    },
  },
  {
    name: 'diff',
    usage: '[REF [paths] | OLD NEW | --upstream DIR] [options]',
    summary: 'Shows what changes of rules do to their alerts.',
    options: {
      upstream: {
        type: 'string',
        value: 'DIR',
        help: 'compare rules with those of the same rule_id in DIR, and with the version that both come from',
      },
      events,
      format: format('pretty', 'markdown', 'json', 'github'),
      output: outputFile,
    },
  },
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
    name: 'sigma',
    usage: 'import PATH... --to DIR [options]',
    summary: 'Converts Sigma rules to rules of Elastic, and their samples to tests that must pass.',
    options: {
      to: {
        type: 'string',
        value: 'DIR',
        help: 'folder for the rules; the folders of the Sigma rules are kept',
      },
      fields: {
        type: 'string',
        values: ['auto', 'defend', 'winlogbeat'],
        help: 'data that rules for Windows read; auto, the default, is both where both have the fields',
      },
      language: {
        type: 'string',
        values: ['eql', 'kql', 'esql'],
        help: 'language of the queries; the default is EQL, and ES|QL for text fields',
      },
      samples: {
        type: 'string',
        value: 'DIR',
        help: 'folder of samples; the default is regression_data beside the rules or above them',
      },
      update: { type: 'boolean', help: 'replace rules of an earlier import that differ' },
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
  {
    name: 'fields',
    usage: 'learn --events PATH... [options]',
    summary: 'Learns fields and values from events or mappings, to check rules against them.',
    options: {
      on: { ...on, help: 'learn from the indexes of this stack: profile, see rulewright stack' },
      last: { type: 'string', value: 'TIME', help: 'with --on: how far back to look, 7d unless given' },
      sample: {
        type: 'string',
        value: 'NUMBER',
        help: 'with --on: the most documents of each data stream, 1,000 unless given',
      },
      events,
      mapping: {
        type: 'string',
        multiple: true,
        value: 'FILE',
        help: 'response of GET INDEX/_mapping, or an index template; can be repeated',
      },
      'field-caps': {
        type: 'string',
        multiple: true,
        value: 'FILE',
        help: 'response of GET INDEX/_field_caps?fields=*; can be repeated',
      },
      index: {
        type: 'string',
        value: 'NAME',
        help: 'index of events and mappings that do not name theirs; with --on, index patterns separated by commas',
      },
      'without-values': { type: 'boolean', help: 'learn names, types and counts, but no values' },
      write: {
        type: 'string',
        multiple: true,
        value: 'DIR|FILE',
        help: 'write what was learned to .rulewright in this folder, or a schema for detection-rules to this .json file',
      },
      format: format('pretty', 'json'),
      output: outputFile,
      verbose: verbose('also show each field'),
    },
  },
  {
    name: 'search',
    usage: 'EXPRESSION [paths] [options]',
    summary: 'Finds rules by an expression in KQL over what they are: fields, techniques, tags, indexes.',
    options: {
      'list-fields': { type: 'boolean', help: 'list the fields of rules' },
      format: format('pretty', 'json'),
      output: outputFile,
    },
  },
  {
    name: 'coverage',
    usage: '[paths] [options]',
    summary: 'Shows which techniques of ATT&CK rules cover, and how well their tests prove that.',
    options: {
      navigator: {
        type: 'string',
        value: 'FILE',
        help: 'write a layer for the ATT&CK Navigator, coloured by proof',
      },
      group: {
        type: 'string',
        values: ['tag', 'index', 'platform'],
        help: 'with --navigator: a layer for each',
      },
      'link-base': {
        type: 'string',
        value: 'URL',
        help: 'with --navigator: address below which the rules are, for links',
      },
      targets: { type: 'string', value: 'FILE', help: 'techniques that must be covered: ids, or a layer' },
      'fail-on-gaps': { type: 'boolean', help: 'exit code 1 when a technique of --targets has no rule' },
      since: {
        type: 'string',
        value: 'REF',
        help: 'also show techniques gained and lost since this branch left REF',
      },
      format: format('pretty', 'json'),
      output: outputFile,
      verbose: verbose('also show the rules'),
    },
  },
  {
    name: 'attack',
    usage: 'migrate [paths] --to 19 [options]',
    summary: 'Moves rules to version 19 of ATT&CK: ids that moved, tactics that were split, and their tags.',
    options: {
      to: { type: 'string', values: ['19'], help: 'version to move to' },
      write: { type: 'boolean', help: 'change the files; without it, the changes are shown as diffs' },
      stix: {
        type: 'string',
        value: 'FILE',
        help: 'STIX bundle of that version, for the tactics of techniques',
      },
    },
  },
  {
    name: 'site',
    usage: '[paths] --out DIR [options]',
    summary: 'Writes a static site with a page for each rule.',
    options: {
      out: { type: 'string', value: 'DIR', help: 'folder of the site: new, empty, or of a site before' },
      'no-history': { type: 'boolean', help: 'leave out the history that git has' },
    },
  },
  {
    name: 'guide',
    usage: 'RULE [--event FILE] [options]',
    summary: 'Prints the investigation guide.',
    options: {
      event: { type: 'string', value: 'FILE', help: 'event to fill {{field}} placeholders with' },
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
        help: 'where to write; the default is rules if it exists, else the current folder',
      },
      event: {
        type: 'string',
        value: 'FILE:LINE',
        help: 'event that the rule must match; becomes its first test',
      },
      author,
    },
  },
  {
    name: 'init',
    usage: '[FOLDER] [options]',
    summary: 'Creates a configuration, a first rule, its tests and events. Keeps existing files.',
    options: { author },
  },
  {
    name: 'docs',
    usage: 'CODE',
    summary: 'Explains a check or another code.',
    options: {},
  },
  {
    name: 'mcp',
    usage: '[--root DIR] [--allow-write]',
    summary: 'Serves tools to an assistant over standard input and output (Model Context Protocol).',
    options: {
      root: {
        type: 'string',
        value: 'DIR',
        help: 'folder that the tools work in; the default is the current folder',
      },
      'allow-write': { type: 'boolean', help: 'also offer the tools that fix rules and write tests' },
    },
  },
  {
    name: 'lsp',
    usage: '--stdio',
    summary: 'Starts the language server.',
    options: { stdio: { type: 'boolean', help: 'communicate over standard input and output' } },
  },
];
