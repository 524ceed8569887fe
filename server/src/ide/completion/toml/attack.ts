import type { Analysis } from '../../../analysis/analysis.js';
import { referenceOf, tacticName, tactics, techniqueOf, techniques } from '../../../rule/attack/attack.js';
import { type TomlPath, valueAt } from '../../../toml/path.js';
import type { CompletionItem } from '../../types.js';

type Level = 'tactic' | 'technique' | 'subtechnique';

interface Entry {
  readonly id: string;
  readonly name: string;
  /** Whether it belongs to the tactic or technique above it. */
  readonly fits: boolean;
}

const most = 100;

/** Returns whether a table is about a tactic, technique or subtechnique; undefined for other tables. */
export function attackLevel(table: TomlPath): Level | undefined {
  const name = table.findLast((step) => typeof step === 'string');
  const isLevel = name === 'tactic' || name === 'technique' || name === 'subtechnique';
  return isLevel && table.includes('threat') ? name : undefined;
}

/** Returns ids, names or addresses for a key of such a table. */
export function attackValues(
  analysis: Analysis,
  table: TomlPath,
  key: string,
  prefix: string,
): { items: CompletionItem[]; incomplete: boolean } {
  const level = attackLevel(table);
  if (!level) return { items: [], incomplete: false };
  const id = valueAt(analysis.document.values, [...table, 'id']);
  const known = typeof id === 'string' ? nameOf(id) : undefined;
  if (typeof id === 'string' && known !== undefined && key !== 'id') {
    const label = key === 'name' ? known : referenceOf(id);
    return { items: [{ label, kind: 'value', detail: id }], incomplete: false };
  }
  if (key !== 'id' && key !== 'name') return { items: [], incomplete: false };
  const { entries, incomplete } = entriesFor(analysis, table, level, prefix);
  const items = entries.map((entry, rank): CompletionItem => {
    const [label, detail] = key === 'id' ? [entry.id, entry.name] : [entry.name, entry.id];
    return {
      label,
      kind: 'value',
      detail,
      filter: `${label} ${detail}`,
      sort: `1${String(rank).padStart(3, '0')}`,
    };
  });
  return { items, incomplete };
}

/** Returns whole tables with id, name and address, for a table without an id. */
export function attackSnippets(
  analysis: Analysis,
  table: TomlPath,
  prefix: string,
): { items: CompletionItem[]; incomplete: boolean } {
  const level = attackLevel(table);
  const hasId = valueAt(analysis.document.values, [...table, 'id']) !== undefined;
  if (!level || hasId) return { items: [], incomplete: false };
  const { entries, incomplete } = entriesFor(analysis, table, level, prefix);
  const items = entries.map(
    ({ id, name }, rank): CompletionItem => ({
      label: `${id} ${name}`,
      kind: 'snippet',
      detail: level,
      insert: `id = "${id}"\nname = "${name}"\nreference = "${referenceOf(id)}"\n`,
      sort: `3${String(rank).padStart(3, '0')}`,
    }),
  );
  return { items, incomplete };
}

function nameOf(id: string): string | undefined {
  return tacticName(id) ?? techniqueOf(id)?.name;
}

/** Returns entries that fit the tables above first; only those if nothing was typed. */
function entriesFor(
  { document }: Analysis,
  table: TomlPath,
  level: Level,
  prefix: string,
): { entries: Entry[]; incomplete: boolean } {
  if (level === 'tactic') {
    return {
      entries: Object.entries(tactics).map(([id, name]) => ({ id, name, fits: true })),
      incomplete: false,
    };
  }
  const threat = table.slice(0, table.lastIndexOf('threat') + 2);
  const idAt = (path: TomlPath): string => {
    const id = valueAt(document.values, [...path, 'id']);
    return typeof id === 'string' ? id : '';
  };
  const tactic = idAt([...threat, 'tactic']);
  const above = idAt(table.slice(0, table.lastIndexOf('subtechnique')));
  const typed = prefix.toLowerCase();
  const found: Entry[] = [];
  for (const [id, { name, tactics: served }] of Object.entries(techniques)) {
    if (id.includes('.') !== (level === 'subtechnique')) continue;
    const fits = level === 'technique' ? served.includes(tactic) : id.startsWith(`${above}.`);
    if (`${id} ${name}`.toLowerCase().includes(typed)) found.push({ id, name, fits });
  }
  const fitting = found.filter(({ fits }) => fits);
  const others = prefix === '' && fitting.length > 0 ? [] : found.filter(({ fits }) => !fits);
  const entries = [...fitting, ...others].slice(0, most);
  return { entries, incomplete: entries.length < found.length || prefix === '' };
}
