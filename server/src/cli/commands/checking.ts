import type { CommandSpec } from '../options.js';
import { format, outputFile, verbose } from './shared-options.js';

/** Commands that check and format. */
export const checkingCommands: readonly CommandSpec[] = [
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
        help: 'only report on files changed since this branch diverged from REF',
      },
      list: { type: 'boolean', help: 'list all checks' },
      verbose: verbose('also show hints, and checks that a checkout disables or cannot run'),
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
];
