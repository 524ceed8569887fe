import { nearestNames } from '../../../text/nearest.js';
import type { ColumnReference, Command, Name } from '../syntax.js';
import { type Column, type Frame, hasField } from './columns.js';
import type { Scope } from './scope.js';

/**
 * Returns the column with a name in a frame, or undefined if it does not exist or nothing is known about it.
 */
export function columnIn(frame: Frame, name: string, schema: Scope['schema']): Column | undefined {
  const known = frame.known.get(name);
  if (known) return known;
  if (!hasField(frame, name)) return undefined;
  const unsupported = schema.unsupportedType?.(name) !== undefined || schema.conflictOf?.(name) !== undefined;
  const type = unsupported ? 'unsupported' : schema.typeOf(name);
  const isUnknown = type === undefined && frame.hasUnknown;
  if (type === undefined && schema.isComplete && !isUnknown) return undefined;
  return {
    name,
    type: type ?? 'unknown',
    origin: isUnknown ? 'unknown' : 'field',
    lists: 'maybe',
    field: isUnknown ? undefined : name,
    ...(frame.hasUnknown && !isUnknown ? { mayBeOfTable: true } : {}),
    command: undefined,
    nameSpan: undefined,
    literal: undefined,
    isConstant: false,
    isNullable: true,
  };
}

/** Returns the column with a name. Reports an unknown one with suggestions. */
export function lookUp({ name, span }: ColumnReference, scope: Scope): Column | undefined {
  const { frame, schema } = scope;
  const column = columnIn(frame, name, schema);
  if (column) return column;
  reportMissingColumn({ text: name, span }, scope);
  return undefined;
}

export function reportMissingColumn({ text: name, span }: Name, scope: Scope): void {
  const { frame, report, suggest } = scope;
  if (name === '') return;
  const taken = frame.gone.get(name);
  if (taken?.kind === 'rename') {
    const clause = taken.clauses.findLast(({ from }) => from.text === name);
    report('renamed-column', span, name, clause?.to.text ?? '');
    return;
  }
  if (taken) {
    report('gone-column', span, name, taken.name, taken.nameSpan);
    return;
  }
  const suggestions = suggest(name, frame);
  const lost = lastFrameWith(name, scope, suggestions.length > 0);
  if (lost) {
    // A similarly named column of which nothing is known is this one, misspelt where it was kept.
    const isMisspelt = suggestions.some((one) => frame.known.get(one)?.type === 'unknown');
    if (!isMisspelt) report('gone-column', span, name, lost.name, lost.nameSpan);
  } else report('unknown-column', span, name, suggestions);
}

/**
 * Returns the command that removed a column. If nothing is known about the fields, any name can be one; a
 * name that is close to a column is that column, misspelt.
 */
function lastFrameWith(
  name: string,
  { frame, schema, readBefore }: Scope,
  isClose: boolean,
): Command | undefined {
  for (let { closedBy, before } = frame; closedBy && before; { closedBy, before } = before) {
    const column = columnIn(before, name, schema);
    // A field that is unknown and was not read before may never have existed.
    const isSure = column?.origin === 'computed' || column?.type !== 'unknown';
    if (column && (isSure || (!isClose && readBefore.has(name)))) return closedBy;
  }
  return undefined;
}

/** The maximum number of unknown columns with suggestions per query: each is compared with all names. */
const mostSuggestions = 100;

/**
 * Returns a function that finds the names closest to an unknown one. It finds none once a query has had many.
 */
export function suggestNames(schema: Scope['schema']): Scope['suggest'] {
  let left = mostSuggestions;
  return (name, frame) => {
    if (left === 0) return [];
    left--;
    const names = [...frame.known.keys()];
    if (frame.isOpenFor)
      for (const field of schema.names?.() ?? []) if (hasField(frame, field)) names.push(field);
    return nearestNames(name, names);
  };
}
