import type { FieldNode, FieldTest, PlanNode } from '../../evaluate/plan/plan.js';
import type { Span } from '../../text/span.js';
import type { MutationOperator } from './operators.js';

/** A changed plan of an event filter. */
export interface PlanMutant {
  readonly operator: MutationOperator;
  /** The condition that is changed, in the query. */
  readonly span: Span;
  /** What is changed of it, where that is a part: a value of a list, a number. */
  readonly detail?: string;
  /** Makes the change in a plan of the same query. */
  readonly change: (plan: PlanNode) => PlanNode;
}

/** Values of one list that are dropped one by one; the others are like them. */
const mostItems = 40;

/** Returns all changes of a plan, in the order of the text. */
export function planMutants(node: PlanNode): readonly PlanMutant[] {
  switch (node.kind) {
    case 'constant':
      return [];
    case 'all':
    case 'any':
      return node.children.flatMap((child, index) => {
        const inner = planMutants(child).map(
          (mutant): PlanMutant => ({
            ...mutant,
            change: (plan) => withChild(plan, index, mutant.change),
          }),
        );
        return node.children.length < 2 ? inner : [dropped(node.kind, child, index), ...inner];
      });
    case 'field':
      return [negated(node), ...testMutants(node)];
    default:
      return [negated(node)];
  }
}

function dropped(kind: 'all' | 'any', child: PlanNode, index: number): PlanMutant {
  return {
    operator: kind === 'all' ? 'drop-condition' : 'drop-alternative',
    span: child.span,
    change: (plan) =>
      plan.kind === 'all' || plan.kind === 'any'
        ? { ...plan, children: plan.children.filter((_, at) => at !== index) }
        : plan,
  };
}

function withChild(plan: PlanNode, index: number, change: (child: PlanNode) => PlanNode): PlanNode {
  if (plan.kind !== 'all' && plan.kind !== 'any') return plan;
  return { ...plan, children: plan.children.map((child, at) => (at === index ? change(child) : child)) };
}

function negated({ span }: PlanNode): PlanMutant {
  return {
    operator: 'negate',
    span,
    change: (plan) => ('negated' in plan ? ({ ...plan, negated: !plan.negated } as PlanNode) : plan),
  };
}

function testMutants({ test, span }: FieldNode): readonly PlanMutant[] {
  return testChanges(test).map(({ operator, detail, test: changed }) => ({
    operator,
    span,
    ...(detail !== undefined && { detail }),
    change: (plan) => (plan.kind === 'field' ? { ...plan, test: changed } : plan),
  }));
}

interface TestChange {
  readonly operator: MutationOperator;
  readonly detail?: string;
  readonly test: FieldTest;
}

function testChanges(test: FieldTest): readonly TestChange[] {
  switch (test.kind) {
    case 'one-of':
      return [
        ...withoutItems(test.values, String, (values) => ({ ...test, values })),
        ...otherCase(test, test.values.some(hasLetters)),
      ];
    case 'wildcard':
    case 'regex':
      return [
        ...withoutItems(test.patterns, String, (patterns) => ({ ...test, patterns })),
        ...otherCase(test, test.patterns.some(hasLetters)),
      ];
    case 'stars':
      return [
        ...withoutItems(
          test.patterns,
          (parts) => parts.join('*'),
          (patterns) => ({ ...test, patterns }),
        ),
        ...otherCase(test, test.patterns.flat().some(hasLetters)),
      ];
    case 'affix':
      return otherCase(test, hasLetters(test.text));
    case 'block':
      return withoutItems(test.blocks, String, (blocks) => ({ ...test, blocks }));
    case 'either':
      // The other alternatives are other readings of one constant, as text and as a number.
      return test.tests.every(({ kind }) => kind === 'phrase' || kind === 'words')
        ? withoutItems(test.tests, wordsOf, (tests) => ({ ...test, tests }))
        : [];
    case 'range':
      return rangeChanges(test);
    default:
      return [];
  }
}

function wordsOf(test: FieldTest): string {
  return test.kind === 'phrase' || test.kind === 'words' ? test.words.join(' ') : '';
}

function withoutItems<Item>(
  items: readonly Item[],
  textOf: (item: Item) => string,
  make: (left: readonly Item[]) => FieldTest,
): readonly TestChange[] {
  if (items.length < 2) return [];
  return items.slice(0, mostItems).map((item, index) => ({
    operator: 'drop-item',
    detail: textOf(item),
    test: make(items.filter((_, at) => at !== index)),
  }));
}

function otherCase(
  test: Extract<FieldTest, { readonly caseInsensitive: boolean }>,
  matters: boolean,
): readonly TestChange[] {
  return matters ? [{ operator: 'case', test: { ...test, caseInsensitive: !test.caseInsensitive } }] : [];
}

function hasLetters(value: unknown): boolean {
  return typeof value === 'string' && /\p{L}/u.test(value);
}

const otherBound = { '<': '<=', '<=': '<', '>': '>=', '>=': '>' } as const;

function rangeChanges(test: Extract<FieldTest, { kind: 'range' }>): readonly TestChange[] {
  const { value, operator } = test;
  const flipped: TestChange = {
    operator: 'bound',
    detail: otherBound[operator],
    test: { ...test, operator: otherBound[operator] },
  };
  if (typeof value !== 'number' && typeof value !== 'bigint') return [flipped];
  const next = [1, -1].map((by): TestChange => {
    const moved = typeof value === 'bigint' ? value + BigInt(by) : value + by;
    return { operator: 'number', detail: String(moved), test: { ...test, value: moved } };
  });
  return [flipped, ...next];
}
