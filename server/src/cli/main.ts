#!/usr/bin/env node
import { version } from '../../../package.json';
import { StorageError } from '../evaluate/storage/storage.js';
import { describeError } from '../files/describe-error.js';
import { StackError } from '../stack/stack-error.js';
import { internalProblem } from '../text/internal-error.js';
import { nearestNames } from '../text/nearest.js';
import { visibleLine } from '../text/visible.js';
import { commands } from './commands/commands.js';
import { exitCodes } from './exit-code.js';
import { openFileSink } from './file-sink.js';
import { fileFinding } from './findings.js';
import {
  type CommandSpec,
  commandHelp,
  type ParsedOptions,
  parseOptions,
  table,
  UsageError,
} from './options.js';
import { type Output, processOutput, standardOutput } from './output.js';

type CommandHandler = (options: ParsedOptions, output: Output) => number | Promise<number>;

/** Command handlers, loaded on demand so that each command loads only its own code. */
const handlers: Readonly<Record<string, () => Promise<CommandHandler>>> = {
  lint: async () => (await import('./lint/lint.js')).lintCommand,
  fmt: async () => (await import('./fmt.js')).fmtCommand,
  test: async () => (await import('./test/test.js')).testCommand,
  run: async () => (await import('./run/run.js')).runCommand,
  backtest: async () => (await import('./backtest/backtest.js')).backtestCommand,
  draft: async () => (await import('./authoring/draft.js')).draftCommand,
  tune: async () => (await import('./authoring/tune.js')).tuneCommand,
  explain: async () => (await import('./explain.js')).explainCommand,
  synth: async () => (await import('./prove/synth.js')).synthCommand,
  mutate: async () => (await import('./prove/mutate.js')).mutateCommand,
  diff: async () => (await import('./diff/diff.js')).diffCommand,
  export: async () => (await import('./exchange/export.js')).exportCommand,
  import: async () => (await import('./exchange/import.js')).importCommand,
  sigma: async () => (await import('./sigma/sigma.js')).sigmaCommand,
  stack: async () => (await import('./stack/stack.js')).stackCommand,
  state: async () => (await import('./state/state.js')).stateCommand,
  preview: async () => (await import('./preview/preview.js')).previewCommand,
  fields: async () => (await import('./fields/fields.js')).fieldsCommand,
  search: async () => (await import('./search/search.js')).searchCommand,
  coverage: async () => (await import('./coverage/coverage.js')).coverageCommand,
  attack: async () => (await import('./attack/attack.js')).attackCommand,
  site: async () => (await import('./site/site.js')).siteCommand,
  guide: async () => (await import('./guide.js')).guideCommand,
  new: async () => (await import('./new/new.js')).newCommand,
  init: async () => (await import('./new/init.js')).initCommand,
  docs: async () => (await import('./docs.js')).docsCommand,
  mcp: async () => (await import('./mcp/mcp.js')).mcpCommand,
  lsp: async () => (await import('./lsp.js')).lspCommand,
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
    'Exit codes: 0 done; 1 findings, failed tests, fmt --check differences; 2 wrong usage, unreadable input or results that could not be written; 3 internal error; 130 interrupted.\n'
  );
}

function findCommand(name: string): CommandSpec {
  const command = commands.find((one) => one.name === name);
  if (command) return command;
  const near = nearestNames(
    name,
    commands.map((one) => one.name),
  );
  throw new UsageError(
    `unknown command "${name}"`,
    near.length > 0 ? `did you mean ${near.join(' or ')}?` : 'see rulewright --help',
  );
}

/** Runs the command line. Returns the exit code. */
async function main(args: readonly string[], output: Output): Promise<number> {
  const [name, ...rest] = args;
  if (name === 'help' && rest[0] !== undefined) return main([rest[0], '--help'], output);
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    output.write(generalHelp());
    return name === undefined ? exitCodes.unusable : exitCodes.done;
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
    return await execute(command, rest, output);
  } catch (error) {
    if (error instanceof UsageError) {
      output.message(visibleLine(`rulewright: ${error.message}${error.help ? `; ${error.help}` : ''}`));
      return exitCodes.unusable;
    }
    if (error instanceof StackError) {
      if (asksForJson(rest)) output.report(stackErrorJson(error));
      output.message(visibleLine(`rulewright: ${error.message}${error.help ? ` ${error.help}` : ''}`));
      return error.kind === 'cancelled' ? exitCodes.interrupted : exitCodes.unusable;
    }
    // Results in a temporary file are read back when they are written.
    if (error instanceof StorageError) {
      output.message(visibleLine(`rulewright: cannot read the results back: ${error.message}`));
      return exitCodes.unusable;
    }
    const { message, help } = internalProblem(error, { start: 0, end: 0 }, 'not done');
    output.message(`rulewright: ${message}\n${help}`);
    return exitCodes.internal;
  }
}

/**
 * Returns whether the arguments request JSON: standard output must be JSON even if a stack does not respond.
 */
function asksForJson(args: readonly string[]): boolean {
  return args.some(
    (argument, place) =>
      argument === '--format=json' || (argument === '--format' && args[place + 1] === 'json'),
  );
}

function stackErrorJson({ message, help }: StackError): string {
  return `${JSON.stringify({ version: 1, rules: [], problems: [fileFinding('--on', 'stack', message, help)] }, undefined, 2)}\n`;
}

async function execute(command: CommandSpec, args: readonly string[], standard: Output): Promise<number> {
  const handle = await handlers[command.name]!();
  const options = parseOptions(command, args);
  const path = options.text('output');
  if (path === undefined) return handle(options, standard);
  const sink = openFileSink(path);
  let whole = false;
  try {
    const code = await handle(options, processOutput(sink));
    whole = code !== exitCodes.interrupted;
    if (!whole) standard.message(visibleLine(`rulewright: interrupted, so ${path} was not written`));
    return code;
  } finally {
    const failure = sink.close(whole);
    if (failure !== undefined) outputFailed(failure);
  }
}

/** Results are missing, even if everything else succeeded. */
function outputFailed(message: string): void {
  if (!outputHasFailed) process.stderr.write(`rulewright: ${message}\n`);
  outputHasFailed = true;
}

let outputHasFailed = false;

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  // 128 + SIGPIPE, the usual exit code of programs whose reader has exited.
  if (error.code === 'EPIPE') process.exit(141);
  outputFailed(`the results could not be written: ${describeError(error)}`);
});
// Nobody reads messages any more, but the results still count.
process.stderr.on('error', () => {});
process.on('exit', () => {
  // Keep an exit code that is worse than missing results.
  if (outputHasFailed) process.exitCode = Math.max(Number(process.exitCode ?? 0), exitCodes.unusable);
});
process.exitCode = await main(process.argv.slice(2), processOutput(standardOutput()));
// Reading from a pipe that nobody writes to would keep the process alive.
if (process.exitCode === exitCodes.interrupted) process.stdout.write('', () => process.exit());
