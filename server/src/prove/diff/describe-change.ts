import { diffLines } from 'diff';
import type { TomlValue } from '../../toml/path.js';
import type { LogicRelation } from './compare-logic.js';
import type { StructureChange } from './compare-structure.js';

/** Meaning of each relation of two versions for alerts. */
export const relationWords: Readonly<Record<LogicRelation, string>> = {
  equal: 'the same events raise alerts',
  narrower: 'narrower: only events that raised alerts still do',
  wider: 'wider: all events that raised alerts still do, and others may',
  overlapping: 'some events raise alerts that did not, and some no longer do',
  unknown: 'no proof of how the events that raise alerts differ',
};

const longestValue = 60;

/** Describes the change of a key in one line: `rule.severity: low → high`. */
export function describeChange({ key, before, after, formattingOnly }: StructureChange): string {
  if (formattingOnly) return `${key}: formatting and comments only`;
  if (before === undefined) return `${key}: added${brief(after)}`;
  if (after === undefined) return `${key}: removed${brief(before)}`;
  if (isList(before) && isList(after)) return `${key}: ${describeItems(before, after)}`;
  if (typeof before === 'string' && typeof after === 'string' && isLong(before, after))
    return `${key}: ${describeLines(before, after)}`;
  if (isShown(before) && isShown(after)) return `${key}: ${shown(before)} → ${shown(after)}`;
  return `${key}: changed`;
}

function describeItems(before: readonly TomlValue[], after: readonly TomlValue[]): string {
  const texts = (values: readonly TomlValue[]): string[] => values.map((value) => JSON.stringify(value));
  const [own, others] = [texts(before), texts(after)];
  const added = others.filter((text) => !own.includes(text));
  const removed = own.filter((text) => !others.includes(text));
  if (added.length + removed.length === 0) return 'different order';
  const parts = [...added.map((text) => `+${cut(text)}`), ...removed.map((text) => `−${cut(text)}`)];
  const most = 6;
  return parts.length > most
    ? `${parts.slice(0, most).join(' ')} and ${parts.length - most} more`
    : parts.join(' ');
}

function describeLines(before: string, after: string): string {
  const parts = diffLines(before, after);
  const count = (wanted: 'added' | 'removed'): number =>
    parts.filter((part) => part[wanted]).reduce((sum, part) => sum + (part.count ?? 0), 0);
  return `+${count('added')} −${count('removed')} lines`;
}

function brief(value: TomlValue | undefined): string {
  return value !== undefined && isShown(value) ? `, ${shown(value)}` : '';
}

function isList(value: TomlValue): value is readonly TomlValue[] & TomlValue {
  return Array.isArray(value);
}

function isLong(before: string, after: string): boolean {
  return [before, after].some((text) => text.length > longestValue || text.includes('\n'));
}

function isShown(value: TomlValue): boolean {
  return typeof value !== 'object' || value instanceof Date;
}

function shown(value: TomlValue): string {
  return cut(typeof value === 'string' ? JSON.stringify(value) : String(value));
}

function cut(text: string): string {
  return text.length > longestValue ? `${text.slice(0, longestValue - 1)}…` : text;
}
