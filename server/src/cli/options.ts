import { type ParseArgsConfig, parseArgs } from 'node:util';
import { greatest } from '../text/extremes.js';
import { nearestNames } from '../text/nearest.js';
import { readArgumentError } from './argument-errors.js';

/** An option of a command, for parsing and help. */
export interface OptionSpec {
  readonly type: 'string' | 'boolean';
  readonly multiple?: boolean;
  /** The placeholder for the value in help. */
  readonly value?: string;
  readonly values?: readonly string[];
  readonly help: string;
}

export interface CommandSpec {
  readonly name: string;
  /** The arguments after the name, for help. */
  readonly usage: string;
  readonly summary: string;
  readonly options: Readonly<Record<string, OptionSpec>>;
}

/** Incorrect usage: reported on stderr with exit code 2. */
export class UsageError extends Error {
  constructor(
    message: string,
    readonly help?: string,
  ) {
    super(message);
  }
}

export interface ParsedOptions {
  readonly positionals: readonly string[];
  text(name: string): string | undefined;
  texts(name: string): readonly string[];
  flag(name: string): boolean;
}

/** Parses a command's arguments. Throws {@link UsageError} with the nearest known option. */
export function parseOptions(command: CommandSpec, args: readonly string[]): ParsedOptions {
  const options: NonNullable<ParseArgsConfig['options']> = {};
  for (const [name, { type, multiple }] of Object.entries(command.options)) {
    options[name] = { type, ...(multiple ? { multiple } : {}) };
  }
  let parsed: ReturnType<typeof parseArgs>;
  try {
    parsed = parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
  } catch (error) {
    throw translate(error, command);
  }
  const { values, positionals } = parsed as { values: Record<string, unknown>; positionals: string[] };
  for (const [name, { values: allowed }] of Object.entries(command.options)) {
    for (const value of [values[name]].flat()) {
      if (!allowed || value === undefined || allowed.includes(String(value))) continue;
      throw new UsageError(`--${name} takes ${allowed.join(', ')}, not "${value}"`);
    }
  }
  const texts = (name: string): readonly string[] => [values[name] ?? []].flat().map(String);
  return { positionals, texts, text: (name) => texts(name)[0], flag: (name) => values[name] === true };
}

function translate(error: unknown, command: CommandSpec): unknown {
  const read = readArgumentError(error);
  if (!read) return error;
  const { kind, option } = read;
  switch (kind) {
    case 'unknown-option': {
      const [near] = nearestNames(option.replace(/^--?/, ''), Object.keys(command.options));
      const help = near ? `did you mean --${near}?` : undefined;
      return new UsageError(`unknown option ${option} of ${command.name}`, help);
    }
    case 'ambiguous-value': {
      const help = `put a value that starts with - after =, such as ${option}='-…'`;
      return new UsageError(`${option} needs a value`, help);
    }
    case 'missing-value':
      return new UsageError(`${option} needs a value`);
    case 'unwanted-value':
      return new UsageError(`${option} takes no value`);
  }
}

/** Returns the help of one command. */
export function commandHelp(command: CommandSpec): string {
  const rows = Object.entries(command.options).map(([name, { value, values, help }]): [string, string] => {
    const argument = values ? ` ${values.join('|')}` : value ? ` ${value}` : '';
    return [`--${name}${argument}`, help];
  });
  return `rulewright ${command.name} ${command.usage}\n\n${command.summary}\n\n${table(rows)}`;
}

/** Formats two columns, with the first as wide as its widest cell. */
export function table(rows: readonly (readonly [string, string])[]): string {
  const width = greatest(rows.map(([left]) => left.length)) + 2;
  return rows.map(([left, right]) => `  ${left.padEnd(width)}${right}\n`).join('');
}
