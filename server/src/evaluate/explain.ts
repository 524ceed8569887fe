import { foldCase } from '../query/patterns/fold.js';
import { compileWildcard, hasWildcard } from '../query/patterns/wildcard.js';
import type { Span } from '../text/span.js';
import { compileFieldTest, evaluateScript } from './compile.js';
import type { FieldNode, FieldTest, PlanNode, ScriptNode } from './plan.js';
import type { EventObject } from './values/access.js';

/** Why a sub-expression did or did not hold. */
export type ReasonCode =
  | 'matched'
  | 'absent'
  | 'different'
  | 'case'
  | 'wildcard'
  | 'type'
  | 'excluded'
  | 'not-excluded'
  | 'constant'
  | 'computed';

/** What one sub-expression of a query made of one event. */
export interface Explanation {
  /** The sub-expression, as offsets in the query. */
  readonly span: Span;
  readonly kind: PlanNode['kind'];
  readonly holds: boolean;
  readonly reason: { readonly code: ReasonCode; readonly message: string };
  /** The fields that were looked at, with the values as they stand in the event. */
  readonly seen: readonly { readonly field: string; readonly values: readonly unknown[] }[];
  /** Of a group: its parts in the order of the text, all of them evaluated. */
  readonly children: readonly Explanation[];
}

/**
 * Explains a plan on one event. Everything is evaluated, also what the verdict does not need. The leaves are tested by
 * the same code as in {@link compilePlan}, so the explanation cannot differ from the verdict. `now` is in nanoseconds.
 */
export function explainPlan(node: PlanNode, event: EventObject, now: bigint): Explanation {
  switch (node.kind) {
    case 'constant': {
      const message = node.value ? 'is always true' : 'is never true';
      return { ...base(node, node.value), reason: { code: 'constant', message } };
    }
    case 'field':
      return explainField(node, event, now);
    case 'script':
      return explainScript(node, event);
    default: {
      const children = node.children.map((child) => explainPlan(child, event, now));
      const holds =
        node.kind === 'all' ? children.every((child) => child.holds) : children.some((child) => child.holds);
      const failed = children.filter((child) => !child.holds).length;
      const message =
        node.kind === 'all'
          ? failed === 0
            ? 'all parts hold'
            : `${failed} of ${children.length} parts ${failed === 1 ? 'does' : 'do'} not hold`
          : holds
            ? 'one of the parts holds'
            : 'none of the parts holds';
      return { ...base(node, holds), reason: { code: holds ? 'matched' : 'different', message }, children };
    }
  }
}

function base(node: PlanNode, holds: boolean): Omit<Explanation, 'reason'> {
  return { span: node.span, kind: node.kind, holds, seen: [], children: [] };
}

function explainField(node: FieldNode, event: EventObject, now: bigint): Explanation {
  const { field, negated } = node;
  const test = compileFieldTest(node, now);
  const values = field.access.all(event);
  const matched = values.filter(test);
  const holds = matched.length > 0 !== negated;
  const seen = [{ field: field.name, values }];
  return { ...base(node, holds), seen, reason: fieldReason(node, values, matched) };
}

function fieldReason(
  node: FieldNode,
  values: readonly unknown[],
  matched: readonly unknown[],
): Explanation['reason'] {
  const { name } = node.field;
  if (node.negated) {
    if (matched.length > 0)
      return { code: 'excluded', message: `${name} is ${show(matched)}, which is excluded` };
    const message =
      values.length === 0 ? `${name} is absent, so nothing is excluded` : `${name} is ${show(values)}`;
    return { code: 'not-excluded', message };
  }
  if (matched.length > 0) return { code: 'matched', message: `${name} is ${show(matched)}` };
  if (values.length === 0) return { code: 'absent', message: `${name} is absent` };
  return mismatch(node, values);
}

/** The most telling reason why none of the values satisfies the test. */
function mismatch({ field, test }: FieldNode, values: readonly unknown[]): Explanation['reason'] {
  const texts = values.filter((value) => typeof value === 'string');
  const is = `${field.name} is ${show(values)}`;
  if (values.every((value) => field.read(value) === undefined)) {
    return {
      code: 'type',
      message: `${is}, which a field of type ${field.mapping?.type ?? 'unknown'} does not hold`,
    };
  }
  const wanted = constantsOf(test);
  const onlyCase = texts.find((text) => wanted.some((constant) => sameButCase(text, constant)));
  if (onlyCase !== undefined && caseCounts(test)) {
    return { code: 'case', message: `${is}, which differs only in case` };
  }
  const literal = wanted.find(
    (constant) => hasWildcard(constant) && texts.some(compileWildcard(constant, true)),
  );
  if (literal !== undefined && test.kind === 'one-of') {
    return {
      code: 'wildcard',
      message: `${is}; "${literal}" is compared literally here, wildcards work with : and like`,
    };
  }
  const types = new Set(values.map((value) => typeof value));
  if (
    test.kind === 'one-of' &&
    test.values.every((value) => !types.has(typeof value as 'string')) &&
    !field.mapping
  ) {
    return {
      code: 'type',
      message: `${is}, a ${[...types].join(' or ')}, compared with a ${typeof test.values[0]}`,
    };
  }
  return { code: 'different', message: is };
}

function constantsOf(test: FieldTest): string[] {
  switch (test.kind) {
    case 'one-of':
      return test.values.filter((value) => typeof value === 'string');
    case 'wildcard':
      return [...test.patterns];
    case 'affix':
      return [test.text];
    default:
      return [];
  }
}

function caseCounts(test: FieldTest): boolean {
  return 'caseInsensitive' in test && !test.caseInsensitive;
}

function sameButCase(text: string, constant: string): boolean {
  return hasWildcard(constant)
    ? compileWildcard(constant, true)(text)
    : foldCase(text) === foldCase(constant);
}

function explainScript(node: ScriptNode, event: EventObject): Explanation {
  const result = evaluateScript(node.script, event);
  const seen = new Map(node.script.slots.map((slot) => [slot.name, slot.access.all(event)]));
  const absent = [...seen].filter(([, values]) => values.length === 0).map(([field]) => field);
  const shown = [...seen]
    .map(([field, values]) => `${field} is ${values.length === 0 ? 'absent' : show(values)}`)
    .join(', ');
  const code = result === true ? 'matched' : result === null && absent.length > 0 ? 'absent' : 'computed';
  const message = result === null ? `${shown}, so the result is null` : shown;
  return {
    ...base(node, result === true),
    reason: { code, message },
    seen: [...seen].map(([field, values]) => ({ field, values })),
  };
}

const shownValues = 4;
const shownCharacters = 80;

function show(values: readonly unknown[]): string {
  const texts = values.slice(0, shownValues).map((value) => {
    const text = JSON.stringify(value) ?? 'undefined';
    return text.length > shownCharacters ? `${text.slice(0, shownCharacters - 2)}…"` : text;
  });
  const more = values.length - texts.length;
  return texts.join(', ') + (more > 0 ? ` and ${more} more` : '');
}
