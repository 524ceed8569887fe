import type { CommandSpec } from '../options.js';
import { events, format, on, outputFile, verbose } from './shared-options.js';

/** Commands about all rules together, and the data they need. */
export const repositoryCommands: readonly CommandSpec[] = [
  {
    name: 'fields',
    usage: 'learn --events PATH... [options]',
    summary: 'Learns fields and values from events or mappings, to check rules against them.',
    options: {
      on: { ...on, help: 'learn from the indexes of a stack; a profile, see rulewright stack' },
      last: { type: 'string', value: 'TIME', help: 'with --on: how far back to look; the default is 7d' },
      sample: {
        type: 'string',
        value: 'NUMBER',
        help: 'with --on: most documents from each data stream; the default is 1,000',
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
        help: 'index for events and mappings without one; with --on, index patterns separated by commas',
      },
      'without-values': { type: 'boolean', help: 'learn names, types and counts, but no values' },
      write: {
        type: 'string',
        multiple: true,
        value: 'DIR|FILE',
        help: 'write the result to .rulewright in this folder, or to this .json file as a schema for detection-rules',
      },
      format: format('pretty', 'json'),
      output: outputFile,
      verbose: verbose('also show each field'),
    },
  },
  {
    name: 'search',
    usage: 'EXPRESSION [paths] [options]',
    summary: 'Finds rules with a KQL expression: by fields, techniques, tags, indexes and more.',
    options: {
      'list-fields': { type: 'boolean', help: 'list the fields that can be searched' },
      format: format('pretty', 'json'),
      output: outputFile,
    },
  },
  {
    name: 'coverage',
    usage: '[paths] [options]',
    summary: 'Shows which ATT&CK techniques rules cover, and how well their tests prove that.',
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
        help: 'with --navigator: base address of the rules, for links',
      },
      targets: { type: 'string', value: 'FILE', help: 'techniques that must be covered: ids, or a layer' },
      'fail-on-gaps': { type: 'boolean', help: 'exit code 1 when a technique of --targets has no rule' },
      since: {
        type: 'string',
        value: 'REF',
        help: 'also show techniques gained and lost since this branch diverged from REF',
      },
      format: format('pretty', 'json'),
      output: outputFile,
      verbose: verbose('also show the rules'),
    },
  },
  {
    name: 'attack',
    usage: 'migrate [paths] --to 19 [options]',
    summary: 'Migrates rules to version 19 of ATT&CK: moved ids, split tactics, and their tags.',
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
      out: { type: 'string', value: 'DIR', help: 'folder of the site: new, empty, or from an earlier run' },
      'no-history': { type: 'boolean', help: 'skip the git history' },
    },
  },
];
