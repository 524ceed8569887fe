import { type Condition, type FieldCondition, isSameTest } from './condition.js';
import { isSubset, pairsOf, valuesOf } from './value-sets.js';

/** A condition with the source that its spans refer to. */
export interface WrittenCondition {
  readonly condition: Condition;
  readonly query: string;
}

/** A comparison of two queries ends without a result after this many steps. */
const mostSteps = 200_000;

/**
 * Returns whether every event that satisfies one condition certainly satisfies another. Sound for events with
 * several values in a field. False if unknown, as for scripts and for conditions that only imply another
 * together.
 */
export function implies(inner: WrittenCondition, outer: WrittenCondition): boolean {
  let left = mostSteps;
  const compare = (a: Condition, b: Condition): boolean => {
    if (left-- <= 0) return false;
    // First the lossless steps: all of the outer must hold, for each alternative of the inner.
    if (b.kind === 'all') return b.children.every((child) => compare(a, child));
    if (a.kind === 'any') return a.children.every((child) => compare(child, b));
    if (b.kind === 'any' && [...b.children, ...unions(b.children, false)].some((child) => compare(a, child)))
      return true;
    if (a.kind === 'all' && [...a.children, ...unions(a.children, true)].some((child) => compare(child, b)))
      return true;
    if (a.kind === 'field' && b.kind === 'field') {
      left -= stepsOf(a, b);
      return left > 0 && impliesField(a, b);
    }
    if (a.kind === 'all' || a.kind === 'field' || b.kind === 'field' || b.kind === 'any') return false;
    return (
      a.kind === b.kind && a.negated === b.negated && constantOf(a) === constantOf(b) && isSameText(a, b)
    );
  };
  const isSameText = (a: Condition, b: Condition): boolean => {
    const own = textOf(inner.query, a);
    return own !== '' && own === textOf(outer.query, b);
  };
  return compare(inner.condition, outer.condition);
}

/**
 * Joins tests of one field: a value that one of several tests accepts is also accepted by their union, and a
 * field without a value for each test has none of the union.
 */
function unions(children: readonly Condition[], negated: boolean): readonly FieldCondition[] {
  const byField = new Map<string, FieldCondition[]>();
  for (const child of children) {
    if (child.kind !== 'field' || child.negated !== negated) continue;
    const { name } = child.field;
    byField.set(name, [...(byField.get(name) ?? []), child]);
  }
  return [...byField.values()].flatMap((tests): FieldCondition[] => {
    const [first] = tests;
    if (!first || tests.length < 2) return [];
    return [{ ...first, test: { kind: 'either', tests: tests.map(({ test }) => test) } }];
  });
}

function constantOf(condition: Condition): boolean | undefined {
  return 'value' in condition ? condition.value : undefined;
}

function textOf(query: string, { span }: Condition): string {
  const text = query.slice(span.start, span.end);
  // Whitespace in a string is part of it.
  return text
    .replace(/("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')|\s+/g, (_, string?: string) => string ?? ' ')
    .trim();
}

function stepsOf(a: FieldCondition, b: FieldCondition): number {
  if (a.field.name !== b.field.name) return 0;
  const own = valuesOf(a.test, a.field.mapping);
  const others = valuesOf(b.test, b.field.mapping);
  return own && others ? pairsOf(own, others) : 0;
}

/** A `?` matches one character, which may be two UTF-16 units, but patterns are compared by units. */
function hasWidePair(...tests: readonly FieldCondition['test'][]): boolean {
  const text = JSON.stringify(tests, (_, value: unknown) =>
    typeof value === 'bigint' ? `${value}n` : value,
  );
  return text.includes('?') && /[\ud800-\udfff]/.test(text);
}

function impliesField(a: FieldCondition, b: FieldCondition): boolean {
  if (a.field.name !== b.field.name || a.negated !== b.negated) return false;
  if (isSameTest(a.test, b.test)) return true;
  if (hasWidePair(a.test, b.test)) return false;
  const own = valuesOf(a.test, a.field.mapping);
  const others = valuesOf(b.test, b.field.mapping);
  if (!own || !others) return !a.negated && b.test.kind === 'exists';
  return a.negated ? isSubset(others, own) : isSubset(own, others);
}
