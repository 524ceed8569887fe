import { readDissectPattern } from '../../../query/esql/patterns/dissect.js';
import type { CommandOption, DissectCommand, GrokCommand } from '../../../query/esql/syntax.js';
import { dissect, dissectNames } from '../dissect.js';
import { compile } from '../expressions/compile.js';
import { Failure } from '../failure.js';
import { compileGrok } from '../grok/grok.js';
import { type Column, type Environment, type Next, type Sink, StoredColumn } from '../stage.js';
import { cellOf, type Scalar, valuesOf } from '../values/value.js';
import { addedColumnsSink } from './rows.js';

type Captured = ReadonlyMap<string, readonly Scalar[]> | undefined;

/** Extracts columns from a string, or from each string of a list (docs/semantics/esql.md#extraction). */
function extractSink(
  { input, span }: DissectCommand | GrokCommand,
  names: readonly { readonly name: string; readonly type: Column['type'] }[],
  extract: (text: string) => Captured,
  columns: readonly Column[],
  next: Next,
  environment: Environment,
): Sink {
  const { warnings } = environment;
  const cell = compile(input, { columns, environment });
  const added = names.map(({ name, type }) => new StoredColumn(name, type));
  /** If one value fails to convert, the whole row has no captures. */
  const capturesOf = (values: readonly Scalar[]): readonly Captured[] => {
    try {
      return values.map((text) => extract(String(text)));
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      warnings.failed(span, error);
      return [];
    }
  };
  const fill = (rows: number): void => {
    // The input may be one of the replaced columns.
    const texts = Array.from({ length: rows }, (_, row) => valuesOf(cell(row)));
    const found = texts.map((values) => capturesOf(values));
    for (const column of added)
      column.values = found.map((captures) =>
        cellOf(captures.flatMap((capture) => capture?.get(column.name) ?? [])),
      );
  };
  return addedColumnsSink(columns, added, fill, next);
}

function separatorOf(options: readonly CommandOption[]): string {
  const value = options.find(({ name }) => name.text.toLowerCase() === 'append_separator')?.value;
  return value?.kind === 'string' ? value.value : '';
}

export function dissectSink(
  command: DissectCommand,
  columns: readonly Column[],
  next: Next,
  environment: Environment,
): Sink {
  const read = readDissectPattern(command.pattern?.value ?? '');
  const names = read.ok ? dissectNames(read.pattern).map((name) => ({ name, type: 'keyword' as const })) : [];
  const separator = separatorOf(command.options);
  const extract = (text: string): Captured => {
    const found = read.ok ? dissect(text, read.pattern, separator) : undefined;
    return found && new Map([...found].map(([name, value]) => [name, [value]]));
  };
  return extractSink(command, names, extract, columns, next, environment);
}

export function grokSink(
  command: GrokCommand,
  columns: readonly Column[],
  next: Next,
  environment: Environment,
): Sink {
  const matchers = command.patterns.map(({ value }) => compileGrok(value));
  const names = [
    ...new Map(
      matchers.flatMap((matcher) => matcher.columns).map((column) => [column.name, column]),
    ).values(),
  ];
  const extract = (text: string): Captured => {
    for (const matcher of matchers) {
      const found = matcher.match(text);
      if (found) return found;
    }
    return undefined;
  };
  return extractSink(command, names, extract, columns, next, environment);
}
