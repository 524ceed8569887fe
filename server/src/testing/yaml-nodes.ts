import { isCollection, isMap, isScalar, isSeq, type Node, type Pair, type YAMLMap } from 'yaml';
import { append } from '../text/append.js';
import { nearestNames } from '../text/nearest.js';
import type { Fix, Problem, ProblemCode } from '../text/problem.js';
import type { Span } from '../text/span.js';
import { followed, isMergeKey, keyString, mergedMaps, type YamlDocument } from './yaml-document.js';
import type { ValuedDocument } from './yaml-values.js';

/** Reports a problem of a YAML file. */
export type ReportProblem = (span: Span, message: string, help?: string, fix?: Fix) => void;

/** Creates a reporter that adds to `problems`. Spans are clamped to a text of `length` characters. */
export function problemReporter(
  problems: Problem[],
  length: number,
  code: ProblemCode = 'test-file',
): ReportProblem {
  return (span, message, help, fix) => {
    problems.push({
      code,
      severity: 'error',
      message,
      span: { start: Math.min(span.start, length), end: Math.min(span.end, length) },
      ...(help === undefined ? {} : { help }),
      ...(fix === undefined ? {} : { fix }),
    });
  };
}

/** Returns a node's span without trailing whitespace, or an empty span at 0 if there is no node. */
export function nodeSpan(node: unknown): Span {
  const range = (node as Node | null | undefined)?.range;
  return range ? { start: range[0], end: Math.max(range[0], range[1]) } : { start: 0, end: 0 };
}

/** Returns a node with aliases followed, or null for an alias without target. */
function resolve(node: unknown, document: YamlDocument): Node | null {
  return followed(node, document) ?? null;
}

/** Returns the node at a path of keys and indexes below a node, or the last existing node on the path. */
export function nodeAt(node: Node, path: readonly (string | number)[], document: YamlDocument): Node {
  let found = node;
  for (const step of path) {
    const next = isCollection(found) ? resolve(found.get(step, true), document) : null;
    if (!next?.range) break;
    found = next;
  }
  return found;
}

/**
 * Returns a node as a plain value. Reports a problem and returns undefined if its aliases are undefined,
 * circular or too large.
 */
export function plainValue(node: Node, document: ValuedDocument, report: ReportProblem): unknown {
  const { value, faults } = document.valueOf(node);
  for (const fault of faults) report(nodeSpan(fault.node), fault.message, fault.help);
  return value;
}

export interface MapEntry {
  readonly key: string;
  readonly keySpan: Span;
  readonly value: Node | null;
}

/** Returns the entries of a map. Reports a problem and returns undefined if the node is not a map. */
export function entriesOf(
  node: unknown,
  what: string,
  document: YamlDocument,
  report: ReportProblem,
): MapEntry[] | undefined {
  const map = resolve(node, document);
  if (!isMap(map)) {
    report(nodeSpan(node), `${what} must be a map of keys and values`);
    return undefined;
  }
  const entries: MapEntry[] = [];
  const merged: YAMLMap[] = [];
  for (const pair of (map as YAMLMap).items as Pair[]) {
    const key = keyString(pair.key, document);
    if (isMergeKey(pair.key)) {
      const maps = mergedMaps(pair, document);
      if (maps) append(merged, maps);
      else report(nodeSpan(pair.key), '"<<" needs a map or a list of maps', 'write an alias of a map');
    } else if (key === undefined) {
      report(nodeSpan(pair.key), `a key of ${what} must be a string`, 'write it without brackets and "?"');
    } else entries.push({ key, keySpan: nodeSpan(pair.key), value: resolve(pair.value, document) });
  }
  return merged.length === 0 ? entries : withMerged(entries, merged, document);
}

/** Returns the entries of a map and those that merge keys add; nested merges are ignored. */
function withMerged(
  own: readonly MapEntry[],
  merged: readonly YAMLMap[],
  document: YamlDocument,
): MapEntry[] {
  const entries = new Map(own.map((entry) => [entry.key, entry]));
  for (const pair of merged.flatMap((map) => map.items as Pair[])) {
    const key = keyString(pair.key, document);
    if (key === undefined || isMergeKey(pair.key) || entries.has(key)) continue;
    entries.set(key, { key, keySpan: nodeSpan(pair.key), value: resolve(pair.value, document) });
  }
  return [...entries.values()];
}

/** Reports unknown keys, with the nearest known one. */
export function checkKeys(
  entries: readonly MapEntry[],
  known: readonly string[],
  what: string,
  report: ReportProblem,
): void {
  for (const { key, keySpan } of entries) {
    if (known.includes(key)) continue;
    const [near] = nearestNames(key, known);
    const fix =
      near === undefined
        ? undefined
        : { title: `Replace with ${near}`, edits: [{ span: keySpan, text: near }] };
    const help =
      near === undefined ? `the keys of ${what} are ${known.join(', ')}` : `did you mean "${near}"?`;
    report(keySpan, `unknown key "${key}" in ${what}`, help, fix);
  }
}

/** Returns the elements of a list. Reports a problem and returns undefined if the node is not a list. */
export function elementsOf(
  node: unknown,
  what: string,
  document: YamlDocument,
  report: ReportProblem,
): Node[] | undefined {
  const list = resolve(node, document);
  if (!isSeq(list)) {
    report(nodeSpan(node), `${what} must be a list`, 'start each element with "- "');
    return undefined;
  }
  return list.items.map((item) => resolve(item, document)).filter((item) => item !== null);
}

/** Returns the text of a scalar. Reports a problem and returns undefined if the node is something else. */
export function textOf(node: Node | null, what: string, report: ReportProblem): string | undefined {
  if (isScalar(node) && typeof node.value === 'string') return node.value;
  if (isScalar(node) && (typeof node.value === 'number' || typeof node.value === 'boolean'))
    return String(node.value);
  report(nodeSpan(node), `${what} must be a string`);
  return undefined;
}
