import { draftTypes } from '../../authoring/draft/draft-types.js';
import type { CommandSpec } from '../options.js';
import {
  author,
  events,
  exceptions,
  format,
  history,
  indicators,
  outputFile,
  table,
} from './shared-options.js';

/** Commands that create and change rules. */
export const writingCommands: readonly CommandSpec[] = [
  {
    name: 'draft',
    usage: '--events EVENTS [--baseline EVENTS] [options]',
    summary: 'Drafts a rule from events: its type, query and tests, and its alerts on a baseline.',
    options: {
      events: { ...events, help: 'file or folder of events that the rule must match; can be repeated' },
      baseline: {
        ...events,
        help: 'file or folder of normal events that should raise few alerts; can be repeated',
      },
      type: {
        type: 'string',
        values: draftTypes,
        help: 'rule type; by default, chosen from the events',
      },
      name: { type: 'string', value: 'NAME', help: 'name of the rule' },
      tactic: { type: 'string', value: 'ID', help: 'ATT&CK tactic, by ID or name' },
      technique: { type: 'string', value: 'ID', help: 'ATT&CK technique or subtechnique, such as T1059.001' },
      author,
      'max-fields': {
        type: 'string',
        value: 'N',
        help: 'most conditions that describe what happened; the default is 4',
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
        help: 'what to create: a condition in the query, or an exception item; the default is exclusion',
      },
      'max-fields': {
        type: 'string',
        value: 'N',
        help: 'most conditions in an exclusion; the default is 4',
      },
      expires: {
        type: 'string',
        value: 'DATE',
        help: 'with --as exception: when it expires, as a date, days such as 30d, or never; the default is 90d',
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
    name: 'sigma',
    usage: 'import PATH... --to DIR [options]',
    summary: 'Converts Sigma rules to Elastic rules, and their samples to tests that must pass.',
    options: {
      to: {
        type: 'string',
        value: 'DIR',
        help: 'folder for the rules; the folders of the Sigma rules are kept',
      },
      fields: {
        type: 'string',
        values: ['auto', 'defend', 'winlogbeat'],
        help: 'data for Windows rules; auto, the default, uses both where both have the fields',
      },
      language: {
        type: 'string',
        values: ['eql', 'kql', 'esql'],
        help: 'language of the queries; the default is EQL, and ES|QL for text fields',
      },
      samples: {
        type: 'string',
        value: 'DIR',
        help: 'folder of samples; the default is regression_data next to or above the rules',
      },
      update: { type: 'boolean', help: 'replace rules of an earlier import that differ' },
      format: format('pretty', 'json'),
      output: outputFile,
    },
  },
];
