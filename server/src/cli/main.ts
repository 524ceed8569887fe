#!/usr/bin/env node
import { version } from '../../../package.json';
import { nearestNames } from '../text/nearest.js';
import { commands } from './commands.js';
import {
  type CommandSpec,
  commandHelp,
  type ParsedOptions,
  parseOptions,
  table,
  UsageError,
} from './options.js';
import { type Output, processOutput } from './output.js';

/** Exit codes of DESIGN section 2. */
const exitCodes = { usage: 2, internal: 3 } as const;

type Run = (options: ParsedOptions, output: Output) => number | Promise<number>;

/** Each command loads what it needs and nothing else. */
const runs: Readonly<Record<string, () => Promise<Run>>> = {
  lint: async () => (await import('./lint/lint.js')).runLint,
  fmt: async () => (await import('./fmt.js')).runFmt,
  test: async () => (await import('./test.js')).runTest,
  run: async () => (await import('./run.js')).runRun,
  explain: async () => (await import('./explain.js')).runExplain,
  guide: async () => (await import('./guide.js')).runGuide,
  docs: async () => (await import('./docs.js')).runDocs,
  lsp: async () => (await import('./lsp.js')).runLsp,
};

function generalHelp(): string {
  const rows = commands.map((command): [string, string] => [
    `${command.name} ${command.usage}`,
    command.summary,
  ]);
  return (
    'rulewright: checks, tests, runs and explains Elastic Security detection rules\n\n' +
    `${table(rows)}\n` +
    'rulewright COMMAND --help shows the options of a command.\n' +
    'Exit codes: 0 done; 1 findings, failed tests, fmt --check differences; 2 wrong usage or unreadable input; 3 internal error.\n'
  );
}

function findCommand(name: string): CommandSpec {
  const command = commands.find((one) => one.name === name);
  if (command) return command;
  const [near] = nearestNames(
    name,
    commands.map((one) => one.name),
  );
  throw new UsageError(
    `there is no command "${name}"`,
    near ? `did you mean ${near}?` : 'see rulewright --help',
  );
}

/** Runs the command line; returns the exit code. */
async function main(args: readonly string[], output: Output): Promise<number> {
  const [name, ...rest] = args;
  if (name === 'help' && rest[0] !== undefined) return main([rest[0], '--help'], output);
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    output.write(generalHelp());
    return name === undefined ? exitCodes.usage : 0;
  }
  if (name === '--version' || name === '-v') {
    output.write(`${version}\n`);
    return 0;
  }
  try {
    const command = findCommand(name);
    if (rest.includes('--help') || rest.includes('-h')) {
      output.write(commandHelp(command));
      return 0;
    }
    const run = await runs[command.name]!();
    return await run(parseOptions(command, rest), output);
  } catch (error) {
    if (error instanceof UsageError) {
      output.message(`rulewright: ${error.message}${error.help ? `; ${error.help}` : ''}`);
      return exitCodes.usage;
    }
    output.message(
      `rulewright: internal error: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
    );
    return exitCodes.internal;
  }
}

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  // 128 + SIGPIPE, as programs end whose reader has gone.
  if (error.code === 'EPIPE') process.exit(141);
});
process.exitCode = await main(process.argv.slice(2), processOutput());
