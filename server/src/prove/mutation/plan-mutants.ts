import type { FieldNode, FieldTest, GroupNode, PlanNode } from '../../evaluate/plan/plan.js';
import type { FieldCatalogue } from '../../fields/catalogue.js';
import type { Span } from '../../text/span.js';
import { changeNode } from './change-node.js';
import type { MutationOperator } from './operators.js';
import { patternChanges, pieceEnds, textEnds } from './pattern-changes.js';

/** A changed plan of an event filter. */
export interface PlanMutant {
  readonly operator: MutationOperator;
  /** The changed condition, in the query. */
  readonly span: Span;
  /** The changed detail of the condition: a value of a list, a number. */
  readonly detail?: string;
  /** Applies the change to a plan of the same query. */
  readonly change: (plan: PlanNode) => PlanNode;
}

/** Limit of values in one list that are dropped one by one; the others would behave the same. */
const mostItems = 40;

/** Returns all changes of a plan, in text order. */
export function planMutants(node: PlanNode, catalogue: FieldCatalogue): readonly PlanMutant[] {
  switch (node.kind) {
    case 'constant':
      return [];
    case 'all':
    case 'any':
      return node.children.flatMap((child) => {
        // A condition propagated from another step changes with that step.
        if (child.from) return [];
        const inner = planMutants(child, catalogue);
        return node.children.length < 2 ? inner : [dropped(node, child), ...inner];
      });
    case 'field':
      return [negated(node), ...testMutants(node, catalogue)];
    case 'nested':
      return [negated(node), ...planMutants(node.condition, catalogue)];
    default:
      return [negated(node)];
  }
}

function dropped({ kind }: GroupNode, child: PlanNode): PlanMutant {
  return {
    operator: kind === 'any' ? 'drop-alternative' : isExclusion(child) ? 'drop-exclusion' : 'drop-condition',
    span: child.span,
    change: (plan) => changeNode(plan, child, () => undefined),
  };
}

/** Returns whether a condition excludes events. */
function isExclusion(node: PlanNode): boolean {
  return 'negated' in node && node.negated === true;
}

function negated(node: PlanNode): PlanMutant {
  return {
    operator: 'negate',
    span: node.span,
    change: (plan) =>
      changeNode(plan, node, (own) =>
        'negated' in own ? ({ ...own, negated: !own.negated } as PlanNode) : own,
      ),
  };
}

function testMutants(node: FieldNode, catalogue: FieldCatalogue): readonly PlanMutant[] {
  // Listed values of the schema always have the spelling of the schema.
  const isListed = catalogue.get(node.field.name)?.values !== undefined;
  const changes = testChanges(node.test).filter(({ operator }) => operator !== 'case' || !isListed);
  return changes.map(({ operator, detail, test: changed }) => ({
    operator,
    span: node.span,
    ...(detail !== undefined && { detail }),
    change: (plan) =>
      changeNode(plan, node, (own) => (own.kind === 'field' ? { ...own, test: changed } : own)),
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
        ...asPatterns(test),
      ];
    case 'wildcard':
      return [
        ...withoutItems(test.patterns, String, (patterns) => ({ ...test, patterns })),
        ...otherCase(test, test.patterns.some(hasLetters)),
        ...asCharacters(test),
        ...otherPatterns(test, '*'),
      ];
    case 'regex':
      return [
        ...withoutItems(test.patterns, String, (patterns) => ({ ...test, patterns })),
        ...otherCase(test, test.patterns.some(hasLetters)),
        ...otherPatterns(test, '.*'),
      ];
    case 'stars':
      return [
        ...withoutItems(
          test.patterns,
          (parts) => parts.join('*'),
          (patterns) => ({ ...test, patterns }),
        ),
        ...otherCase(test, test.patterns.flat().some(hasLetters)),
        ...patternChanges(test.patterns, pieceEnds).map(({ operator, detail, patterns }) => ({
          operator,
          detail,
          test: { ...test, patterns },
        })),
      ];
    case 'affix':
      return [
        ...otherCase(test, hasLetters(test.text)),
        ...(test.place === 'inside'
          ? []
          : [
              {
                operator: 'widen',
                detail: test.place === 'start' ? 'at the start' : 'at the end',
                test: { ...test, place: 'inside' },
              } as const,
            ]),
      ];
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
  // A constant for an unmapped field has several readings, which are written alike.
  const texts = [...new Set(items.map(textOf))];
  if (texts.length < 2) return [];
  return texts.slice(0, mostItems).map((text) => ({
    operator: 'drop-item',
    detail: text,
    test: make(items.filter((item) => textOf(item) !== text)),
  }));
}

function otherCase(
  test: Extract<FieldTest, { readonly caseInsensitive: boolean }>,
  matters: boolean,
): readonly TestChange[] {
  return matters ? [{ operator: 'case', test: { ...test, caseInsensitive: !test.caseInsensitive } }] : [];
}

/** Returns values with stars as patterns. */
function asPatterns(test: Extract<FieldTest, { kind: 'one-of' }>): readonly TestChange[] {
  const values = test.values.filter((value) => typeof value === 'string');
  if (values.length < test.values.length || !values.some(hasWildcard)) return [];
  return [
    {
      operator: 'wildcard',
      test: { kind: 'wildcard', patterns: values, caseInsensitive: test.caseInsensitive },
    },
  ];
}

/** Returns patterns as values that are compared literally. */
function asCharacters(test: Extract<FieldTest, { kind: 'wildcard' }>): readonly TestChange[] {
  if (!test.patterns.some(hasWildcard)) return [];
  return [
    {
      operator: 'wildcard',
      test: { kind: 'one-of', values: test.patterns, caseInsensitive: test.caseInsensitive },
    },
  ];
}

function hasWildcard(text: string): boolean {
  return /[*?]/.test(text);
}

function otherPatterns(
  test: Extract<FieldTest, { kind: 'wildcard' | 'regex' }>,
  any: '*' | '.*',
): readonly TestChange[] {
  return patternChanges(test.patterns, textEnds(any)).map(({ operator, detail, patterns }) => ({
    operator,
    detail,
    test: { ...test, patterns },
  }));
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
