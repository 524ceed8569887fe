import { grouped } from '../../analysis/never-seen.js';
import type { LearnedSource } from '../../fields/inventory/inventory.js';
import { writeInventory } from '../../fields/learn/write-inventory.js';
import { greatest } from '../../text/extremes.js';
import { visibleLine } from '../../text/visible.js';
import type { FileFinding } from '../findings.js';
import type { Output } from '../output.js';
import { plural } from '../report/source-lines.js';

/** Returns the report as JSON: the inventory as written, with its problems. */
export function learnedJson(
  sources: readonly LearnedSource[],
  problems: readonly FileFinding[],
  written: readonly string[],
): string {
  const { sources: learned } = JSON.parse(writeInventory(sources)) as { sources: unknown };
  return `${JSON.stringify({ version: 1, sources: learned, written, problems }, undefined, 2)}\n`;
}

/** Prints a line for each source, followed by one for each field with `verbose`. */
export function writePretty(sources: readonly LearnedSource[], verbose: boolean, output: Output): void {
  if (sources.length === 0) output.write('nothing was learned\n');
  else if (verbose) {
    for (const source of sources) {
      const { name, documents, fields } = source;
      const counted = documents === undefined ? 'mapping' : plural(documents, 'event');
      output.write(`${visibleLine(name)}: ${counted}, ${plural(fields.size, 'field')}\n`);
      output.write(`${tableOf(fieldRows(source), '  ')}\n`);
    }
  } else output.write(tableOf([sourceHeader, ...sources.map(sourceRow)]));
  const unnamed = sources.find(({ kind }) => kind === 'any');
  if (unnamed)
    output.message(
      `rulewright: ${plural(unnamed.documents ?? 0, 'event')} without an index: pass --index NAME to say which it is`,
    );
}

const sourceHeader = ['source', 'events', 'fields', 'first', 'last', 'ingest lag p50 / p99'];

function sourceRow({ name, documents, fields, first, last, lag }: LearnedSource): readonly string[] {
  return [
    name,
    documents === undefined ? 'mapping' : grouped(documents),
    grouped(fields.size),
    first?.slice(0, 16) ?? '',
    last?.slice(0, 16) ?? '',
    lag ? `${duration(lag.p50)} / ${duration(lag.p99)}` : '',
  ];
}

const units: readonly (readonly [seconds: number, name: string])[] = [
  [86_400, 'd'],
  [3_600, 'h'],
  [60, 'min'],
];

/** Formats a duration: `2.05 s`, `15 min`. */
function duration(seconds: number): string {
  const unit = units.find(([length]) => seconds >= 2 * length);
  return unit ? `${Math.round(seconds / unit[0])} ${unit[1]}` : `${seconds} s`;
}

const mostShown = 3;

function fieldRows({ fields }: LearnedSource): readonly (readonly string[])[] {
  return [...fields]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, { type, mapped, documents, several = 0, values }]) => [
      name,
      mapped ? `${type} (mapped)` : type,
      documents === undefined ? '' : plural(documents, 'event'),
      several === 0 ? '' : `${grouped(several)} with several values`,
      [...(values ?? [])]
        .slice(0, mostShown)
        .map(([value, count]) => `${shortened(value)} ${count}`)
        .join(', '),
    ]);
}

function shortened(value: string): string {
  return value.length > 40 ? `${value.slice(0, 39)}…` : value;
}

/** Aligns columns to their widest cell. */
function tableOf(rows: readonly (readonly string[])[], indent = ''): string {
  const visible = rows.map((row) => row.map(visibleLine));
  const widths = (visible[0] ?? []).map((_, column) =>
    Math.min(widest, greatest(visible.map((row) => row[column]?.length ?? 0))),
  );
  return visible
    .map((row) => `${indent}${row.map((cell, column) => cell.padEnd(widths[column]!)).join('  ')}`.trimEnd())
    .map((line) => `${line}\n`)
    .join('');
}

const widest = 80;
