import { isScalar, isSeq, type Node, type Pair, type YAMLMap } from 'yaml';
import { nearestNames } from './nearest.js';

/** Reports what is wrong with a node of YAML. */
export type ReportNode = (node: Node | null | undefined, message: string, help?: string) => void;

/** Visits the keys of a map in order; reports those that are not known, with the nearest known name. */
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

/** Returns the strings of a list; reports what is not one. `of` says what they are, in the plural. */
export function readStrings(node: Node | null, name: string, of: string, report: ReportNode): string[] {
  const items = isSeq(node) ? (node.items as Node[]) : [];
  const texts = items.flatMap((item) =>
    isScalar(item) && typeof item.value === 'string' ? [item.value] : [],
  );
  if (!isSeq(node) || texts.length < items.length) report(node, `"${name}" must be a list of ${of}.`);
  return texts;
}

/** Returns what to write in place of a name that is not known. */
export function suggestion(written: string, known: readonly string[]): string {
  const [nearest] = nearestNames(written, known);
  if (nearest) return `Did you mean "${nearest}"?`;
  return known.length <= 8
    ? `Use ${known.map((name) => `"${name}"`).join(', ')}.`
    : 'See the list of checks in the documentation.';
}
