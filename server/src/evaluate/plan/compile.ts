import { RegexTooComplex } from '../../query/patterns/lucene/nodes.js';
import { RegexSyntaxError } from '../../query/patterns/lucene/parse.js';
import type { EventObject } from '../values/access.js';
import type { Value } from '../values/read.js';
import { mostCombinations } from './keys.js';
import {
  type AnyFieldNode,
  EvaluationError,
  type FieldNode,
  type FieldTest,
  type GroupNode,
  type PlanNode,
  type ScriptNode,
} from './plan.js';
import { compileTest } from './test-value.js';

/** Returns whether an event satisfies a plan. Throws an {@link EvaluationError} if the search would fail. */
export type Predicate = (event: EventObject) => boolean;

/**
 * Compiles a plan to closures. Children of a group run cheapest first. `now` is in nanoseconds since 1970.
 * Throws an {@link EvaluationError} for a pattern that cannot be compiled.
 *
 * @param leaves compiled leaves of other plans that this one shares. New leaves are added to it.
 */
export function compilePlan(node: PlanNode, now: bigint, leaves?: Map<PlanNode, Predicate>): Predicate {
  if ('children' in node) {
    const ordered = [...node.children].sort((a, b) => cost(a) - cost(b));
    const children = ordered.map((child) => compilePlan(child, now, leaves));
    return node.kind === 'all' ? compileAll(children) : compileAny(children);
  }
  const known = leaves?.get(node);
  if (known) return known;
  const predicate = compileLeaf(node, now);
  leaves?.set(node, predicate);
  return predicate;
}

function compileLeaf(node: Exclude<PlanNode, GroupNode>, now: bigint): Predicate {
  switch (node.kind) {
    case 'constant': {
      const { value } = node;
      return () => value;
    }
    case 'field':
      return compileField(node, now);
    case 'any-field':
      return compileAnyField(node, now);
    case 'nested': {
      const { objects, negated } = node;
      const holds = compilePlan(node.condition, now);
      return (event) => objects.some(event, holds) !== negated;
    }
    case 'script':
      return compileScriptNode(node);
  }
}

function compileAll(children: readonly Predicate[]): Predicate {
  const [first, second, third] = children;
  if (!first) return () => true;
  if (!second) return first;
  if (!third) return (event) => first(event) && second(event);
  return (event) => {
    for (const child of children) if (!child(event)) return false;
    return true;
  };
}

function compileAny(children: readonly Predicate[]): Predicate {
  const [first, second] = children;
  if (!first) return () => false;
  if (!second) return first;
  return (event) => {
    for (const child of children) if (child(event)) return true;
    return false;
  };
}

const testCosts = {
  exists: 1,
  'one-of': 1,
  range: 2,
  affix: 4,
  block: 4,
  wildcard: 6,
  stars: 6,
  words: 30,
  phrase: 30,
  'word-stars': 30,
  'word-range': 30,
  regex: 1e6,
} as const;

function testCost(test: FieldTest): number {
  if (test.kind === 'either' || test.kind === 'both')
    return test.tests.reduce((sum, one) => sum + testCost(one), 0);
  return testCosts[test.kind] + ('patterns' in test ? test.patterns.length : 0);
}

/**
 * Returns a rough cost estimate, so that cheap tests run first. Expressions and scripts always run last: only
 * they can fail, and an index of rules skips events that another condition rules out.
 */
function cost(node: PlanNode): number {
  switch (node.kind) {
    case 'constant':
      return 0;
    case 'field':
      return testCost(node.test);
    case 'nested':
      return 10 + cost(node.condition);
    case 'any-field':
      return 500;
    case 'script':
      return 1e9;
    default:
      return node.children.reduce((sum, child) => sum + cost(child), 1);
  }
}

/** Compiles the test of a field node's raw values, for both the predicate and the explanation. */
export function compileFieldTest(node: FieldNode, now: bigint): (raw: unknown) => boolean {
  const { field } = node;
  const test = guarded(() => compileTest(node.test, field.mapping, now), node);
  const { read } = field;
  return (raw) => {
    const value = read(raw);
    if (value === undefined) return false;
    try {
      return test(value);
    } catch (error) {
      throw translate(error, node);
    }
  };
}

function compileField(node: FieldNode, now: bigint): Predicate {
  const test = compileFieldTest(node, now);
  const { access } = node.field;
  return node.negated ? (event) => !access.some(event, test) : (event) => access.some(event, test);
}

function compileAnyField({ leavesOf, negated }: AnyFieldNode, now: bigint): Predicate {
  const predicates = new WeakMap<FieldNode, Predicate>();
  return (event) =>
    leavesOf(event).some((leaf) => {
      let holds = predicates.get(leaf);
      if (!holds) {
        holds = compileField(leaf, now);
        predicates.set(leaf, holds);
      }
      return holds(event);
    }) !== negated;
}

function guarded<Result>(work: () => Result, node: FieldNode): Result {
  try {
    return work();
  } catch (error) {
    throw translate(error, node);
  }
}

function translate(error: unknown, node: FieldNode): unknown {
  if (error instanceof RegexSyntaxError) {
    return new EvaluationError(`the regular expression is not valid: ${error.message}`, node.span);
  }
  if (error instanceof RegexTooComplex) {
    return new EvaluationError('the regular expression is too complex to match in bounded memory', node.span);
  }
  return error;
}

function compileScriptNode(node: ScriptNode): Predicate {
  const { negated } = node;
  return (event) => (evaluateScript(node, event) === true) !== negated;
}

/**
 * Returns true if some combination of values makes the script true, otherwise the result of the last
 * combination. Throws an {@link EvaluationError} if there are too many combinations to try.
 */
export function evaluateScript({ script, span }: ScriptNode, event: EventObject): Value | null {
  const choices = script.slots.map((slot): (Value | null)[] => {
    const values = slot.access
      .all(event)
      .map(slot.read)
      .filter((value) => value !== undefined);
    return values.length === 0 ? [null] : values;
  });
  const chosen: (Value | null)[] = choices.map((values) => values[0]!);
  if (choices.every((values) => values.length === 1)) return script.evaluate(chosen);
  let result: Value | null = null;
  const counters = choices.map(() => 0);
  for (let tried = 0; tried < mostCombinations; tried++) {
    result = script.evaluate(chosen);
    if (result === true) return true;
    let slot = 0;
    for (; slot < choices.length; slot++) {
      counters[slot]!++;
      if (counters[slot]! < choices[slot]!.length) break;
      counters[slot] = 0;
      chosen[slot] = choices[slot]![0]!;
    }
    if (slot === choices.length) return result;
    chosen[slot] = choices[slot]![counters[slot]!]!;
  }
  const names = [...new Set(script.slots.map(({ name }) => name))].join(', ');
  throw new EvaluationError(
    `too many array values: an event has more than ${mostCombinations} combinations of values of ${names}`,
    span,
  );
}
