import { nearestNames } from '../text/nearest.js';
import { differingNames, ownValue } from './compare-rows.js';

type Row = Readonly<Record<string, unknown>>;

/** Describes what the nearest alert has instead of an expected row. */
export function describeMissingRow(row: Row, alerts: readonly Row[]): string {
  const misspelt = misspeltName(row, alerts);
  if (misspelt) return `no alert has a column "${misspelt.name}"; did you mean "${misspelt.nearest}"?`;
  const candidates = alerts.map((alert) => ({ alert, names: differingNames(row, alert) }));
  const [nearest] = candidates.sort((a, b) => a.names.length - b.names.length);
  if (!nearest || nearest.names.length === 0) return `no further alert has ${shown(row, Object.keys(row))}`;
  const { alert, names } = nearest;
  return `no alert has ${shown(row, names)}: the nearest has ${shown(alert, names)}`;
}

/** Returns a name that no alert has, and a similar one that an alert has and the row does not name. */
function misspeltName(row: Row, alerts: readonly Row[]): { name: string; nearest: string } | undefined {
  const known = new Set(alerts.flatMap((alert) => Object.keys(alert)));
  const others = [...known].filter((name) => !Object.hasOwn(row, name));
  for (const [name, value] of Object.entries(row)) {
    if (known.has(name) || value === null) continue;
    const [nearest] = nearestNames(name, others);
    if (nearest !== undefined) return { name, nearest };
  }
  return undefined;
}

function shown(row: Row, names: readonly string[]): string {
  return names.map((name) => `${name}=${JSON.stringify(ownValue(row, name) ?? null)}`).join(', ');
}
