import { isScalar, isSeq, type Node, type Pair, type YAMLMap } from 'yaml';
import { nearestNames } from './nearest.js';

/** Reports a problem at a YAML node. */
export type ReportNode = (node: Node | null | undefined, message: string, help?: string) => void;

/** Visits the keys of a map in order, and reports unknown ones with the nearest known name. */
export function eachKey(
  map: YAMLMap,
  known: readonly string[],
  report: ReportNode,
  visit: (key: string, value: Node | null) => void,
): void {
  for (const { key, value } of map.items as Pair<Node, Node | null>[]) {
    const name = isScalar(key) ? String(key.value) : '';
    if (known.includes(name)) visit(name, value);
    else report(key, `Unknown key "${name}".`, suggestion(name, known));
  }
}

/**
 * Returns the strings of a list, and reports items that are not strings. `of` describes them in the plural.
 */
export function readStrings(node: Node | null, name: string, of: string, report: ReportNode): string[] {
  const items = isSeq(node) ? (node.items as Node[]) : [];
  const texts = items.flatMap((item) =>
    isScalar(item) && typeof item.value === 'string' ? [item.value] : [],
  );
  if (!isSeq(node) || texts.length < items.length) report(node, `"${name}" must be a list of ${of}.`);
  return texts;
}

/** Returns the suggested replacement for an unknown name. */
export function suggestion(written: string, known: readonly string[]): string {
  const [nearest] = nearestNames(written, known);
  if (nearest) return `Did you mean "${nearest}"?`;
  return known.length <= 8
    ? `Use ${known.map((name) => `"${name}"`).join(', ')}.`
    : 'See the list of checks in the documentation.';
}
