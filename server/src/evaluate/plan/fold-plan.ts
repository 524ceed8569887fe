import { cover } from '../../text/span.js';
import { readingKey } from '../run/reading-key.js';
import type { FieldNode, FieldTest, GroupNode, PlanNode } from './plan.js';

/**
 * Folds a plan into an equivalent one that tests each field once: `a or b or c` on one field becomes one test
 * of a list. Long lists of values, such as those of exceptions, are then looked up rather than compared one
 * by one. Only for running: explanations show the plan as written.
 */
export function foldPlan(node: PlanNode): PlanNode {
  if (node.kind === 'nested') return { ...node, condition: foldPlan(node.condition) };
  return 'children' in node ? foldGroup(node) : node;
}

function foldGroup(group: GroupNode): PlanNode {
  const children = flattened(group).map(foldPlan);
  // For `any`, one value that satisfies one of the tests is enough. For `all` of opposites, no value may
  // satisfy one of them.
  const negated = group.kind === 'all';
  const byField = new Map<string, FieldNode[]>();
  for (const child of children) {
    if (!isFoldable(child) || child.negated !== negated) continue;
    const key = readingKey(child.field);
    const nodes = byField.get(key);
    if (nodes) nodes.push(child);
    else byField.set(key, [child]);
  }
  const folded = new Map<PlanNode, FieldNode | undefined>();
  for (const nodes of byField.values()) {
    const [first, ...rest] = nodes as [FieldNode, ...FieldNode[]];
    if (rest.length === 0) continue;
    folded.set(first, foldNodes(nodes));
    for (const node of rest) folded.set(node, undefined);
  }
  const left = children.flatMap((child) => (folded.has(child) ? (folded.get(child) ?? []) : child));
  return left.length === 1 ? left[0]! : { ...group, children: left };
}

/** Returns the children of a group, including those of nested groups of the same kind. */
function flattened({ kind, children }: GroupNode): PlanNode[] {
  return children.flatMap((child) => (child.kind === kind ? flattened(child) : [child]));
}

/** Expressions are not folded: they can fail, and the error needs their position. */
function isFoldable(node: PlanNode): node is FieldNode {
  return node.kind === 'field' && !hasExpression(node.test);
}

function hasExpression(test: FieldTest): boolean {
  return test.kind === 'regex' || ('tests' in test && test.tests.some(hasExpression));
}

function foldNodes(nodes: readonly FieldNode[]): FieldNode {
  const tests = foldTests(nodes.map(({ test }) => test));
  const [only] = tests;
  const [first] = nodes as [FieldNode];
  return {
    ...first,
    test: only && tests.length === 1 ? only : { kind: 'either', tests },
    span: nodes.map(({ span }) => span).reduce(cover),
  };
}

/** Folds alternative tests: joins the lists of tests of the same kind. */
function foldTests(tests: readonly FieldTest[]): FieldTest[] {
  const alike = new Map<string, FieldTest[]>();
  for (const test of tests.flatMap((one) => (one.kind === 'either' ? foldTests(one.tests) : [one]))) {
    const key = `${test.kind} ${'caseInsensitive' in test && test.caseInsensitive}`;
    const known = alike.get(key);
    if (known) known.push(test);
    else alike.set(key, [test]);
  }
  return [...alike.values()].flatMap(joined);
}

/** Joins tests of one kind into one if they have lists. */
function joined(tests: readonly FieldTest[]): readonly FieldTest[] {
  const [first] = tests;
  const all = <List extends string>(key: List) =>
    tests.flatMap((test) => (test as unknown as Record<List, readonly never[]>)[key]);
  switch (first?.kind) {
    case 'one-of':
      return [{ ...first, values: all('values') }];
    case 'wildcard':
    case 'stars':
      return [{ ...first, patterns: all('patterns') }];
    case 'block':
      return [{ ...first, blocks: all('blocks') }];
    case 'words':
      return [{ ...first, words: all('words') }];
    default:
      return tests;
  }
}
