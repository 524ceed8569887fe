import type { CommandSpec } from '../options.js';
import { format, outputFile } from './shared-options.js';

/** Commands for rule readers, editors and assistants. */
export const othersCommands: readonly CommandSpec[] = [
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
