import type { OptionSpec } from '../options.js';

/** Returns the option for a command's output formats. */
export const format = (...values: string[]): OptionSpec => ({
  type: 'string',
  values,
  help: 'output format',
});
/** Returns the option that shows more output. */
export const verbose = (help: string): OptionSpec => ({ type: 'boolean', help });
/** The file that results are written to. */
export const outputFile: OptionSpec = {
  type: 'string',
  value: 'FILE',
  help: 'write the results to a file instead of standard output',
};
/** Event files. */
export const events: OptionSpec = {
  type: 'string',
  multiple: true,
  value: 'PATH',
  help: 'file or folder of events (NDJSON, JSON, CSV, search responses); - is standard input; can be repeated',
};

/** Files of earlier events. */
export const history: OptionSpec = {
  type: 'string',
  multiple: true,
  value: 'PATH',
  help: 'for new_terms: file or folder of earlier events',
};
/** Indicator files. */
export const indicators: OptionSpec = {
  type: 'string',
  multiple: true,
  value: 'PATH',
  help: 'for threat_match: file or folder of indicators',
};

/** Files of exception items. */
export const exceptions: OptionSpec = {
  type: 'string',
  multiple: true,
  value: 'PATH',
  help: 'exception items, as exported by Kibana; events that match one raise no alert',
};

/** Documents of a lookup table. */
export const table: OptionSpec = {
  type: 'string',
  multiple: true,
  value: 'NAME=PATH',
  help: 'for ES|QL: documents of a lookup index or enrich policy',
};

/** The stack that a command runs on. */
export const on: OptionSpec = {
  type: 'string',
  value: 'PROFILE',
  help: 'profile of a stack, see rulewright stack',
};

/** The author of a new rule. */
export const author: OptionSpec = { type: 'string', value: 'NAME', help: 'author of the rule' };
