import { documentKey, type StackDocument } from '../search/documents.js';
import type { StackAlert } from '../search/stack-alert.js';

/** An alert that only one side raises. */
export interface VerdictDifference {
  readonly only: 'elasticsearch' | 'here';
  readonly alert: StackAlert;
}

/** A comparison of two runs of a rule on the same documents. */
export interface VerdictComparison {
  /** Number of alerts that both raise. */
  readonly agreed: number;
  readonly differences: readonly VerdictDifference[];
}

/** How alerts are identified: by their documents, by the values that they group by, or by their rows. */
export type AlertIdentity = 'columns' | 'documents' | 'keys';

/**
 * Compares the alerts of Elasticsearch with those of a local run. The same alert twice on one side counts
 * twice.
 */
export function compareVerdicts(
  there: readonly StackAlert[],
  here: readonly StackAlert[],
  identity: AlertIdentity,
): VerdictComparison {
  const identify = identities[identity];
  const left = new Map<string, StackAlert[]>();
  for (const alert of here) {
    const key = identify(alert);
    const known = left.get(key);
    if (known) known.push(alert);
    else left.set(key, [alert]);
  }
  const differences: VerdictDifference[] = [];
  let agreed = 0;
  for (const alert of there) {
    const match = left.get(identify(alert))?.pop();
    if (match) agreed++;
    else differences.push({ only: 'elasticsearch', alert });
  }
  for (const alerts of left.values()) for (const alert of alerts) differences.push({ only: 'here', alert });
  return { agreed, differences };
}

const identities: Readonly<Record<AlertIdentity, (alert: StackAlert) => string>> = {
  documents: ({ documents }) => documents.map((one) => (one ? keyOf(one) : '')).join('\n'),
  keys: ({ keys = [] }) => JSON.stringify(keys.map(plain)),
  columns: ({ columns = {} }) =>
    JSON.stringify(
      Object.entries(columns)
        .filter(([, value]) => value !== null)
        .sort(([a], [b]) => (a < b ? -1 : 1)),
    ),
};

function keyOf(document: StackDocument): string {
  return documentKey(document);
}

/** Converts a key value to a string: Elasticsearch returns strings or numbers, depending on the field. */
function plain(value: unknown): unknown {
  return typeof value === 'object' && value !== null ? value : String(value);
}
