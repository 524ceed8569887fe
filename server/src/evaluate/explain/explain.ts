import { least } from '../../text/extremes.js';
import { decidingType, describeValues } from '../describe-values.js';
import { compileFieldTest, evaluateScript } from '../plan/compile.js';
import {
  type AnyFieldNode,
  EvaluationError,
  type FieldNode,
  type FieldTest,
  type NestedNode,
  type NullCause,
  type PlanNode,
  type PlannedField,
  type ScriptNode,
} from '../plan/plan.js';
import type { EvaluatedLanguage } from '../plan/planners.js';
import type { EventObject } from '../values/access.js';
import { explainMismatch, type Reason } from './explain-mismatch.js';
import type { Explanation, SeenField } from './explanation.js';
import { distance } from './nearest.js';

/** The details of the query that an explanation needs. */
export interface ExplainedQuery {
  readonly language: EvaluatedLanguage;
  /** Nanoseconds since 1970. */
  readonly now: bigint;
}

/**
 * Explains a plan on one event. Evaluates everything, even if the verdict does not need it. A condition that
 * cannot be evaluated on the event has the reason `failed`. The leaves are tested by the same code as in
 * {@link compilePlan}, so the explanation cannot differ from the verdict.
 */
export function explainPlan(node: PlanNode, event: EventObject, query: ExplainedQuery): Explanation {
  const explanation = explainOrFail(node, event, query);
  const { from } = node;
  if (!from) return explanation;
  const { reason } = explanation;
  const message = `${reason.message}; from step ${from.step + 1}, for the join key ${from.key}`;
  return { ...explanation, reason: { ...reason, message }, from };
}

function explainOrFail(node: PlanNode, event: EventObject, query: ExplainedQuery): Explanation {
  try {
    return explainNode(node, event, query);
  } catch (error) {
    if (!(error instanceof EvaluationError)) throw error;
    return { ...base(node, false), reason: { code: 'failed', message: error.message } };
  }
}

function explainNode(node: PlanNode, event: EventObject, query: ExplainedQuery): Explanation {
  switch (node.kind) {
    case 'constant': {
      const message = node.nullBecause
        ? `${nullCauses[node.nullBecause]}, so it is null and has no effect`
        : node.value
          ? 'is always true'
          : 'is never true';
      return { ...base(node, node.value), reason: { code: 'constant', message } };
    }
    case 'field':
      return explainField(node, event, query);
    case 'any-field':
      return explainAnyField(node, event, query);
    case 'nested':
      return explainNested(node, event, query);
    case 'script':
      return explainScript(node, event);
    default: {
      const children = node.children.map((child) => explainPlan(child, event, query));
      const holds =
        node.kind === 'all' ? children.every((child) => child.holds) : children.some((child) => child.holds);
      const failed = children.filter((child) => !child.holds).length;
      const message =
        node.kind === 'all'
          ? failed === 0
            ? 'all conditions hold'
            : `${failed} of ${children.length} conditions ${failed === 1 ? 'fails' : 'fail'}`
          : holds
            ? 'one of the conditions holds'
            : 'none of the conditions holds';
      return { ...base(node, holds), reason: { code: holds ? 'matched' : 'different', message }, children };
    }
  }
}

const nullCauses: Readonly<Record<NullCause, string>> = {
  unmapped: 'compares an optional field that is not mapped',
  'null-constant': 'compares with null',
};

function base(node: PlanNode, holds: boolean): Omit<Explanation, 'reason'> {
  return { span: node.span, kind: node.kind, holds, seen: [], children: [] };
}

function explainField(node: FieldNode, event: EventObject, { language, now }: ExplainedQuery): Explanation {
  const { field, negated } = node;
  const test = compileFieldTest(node, now);
  const values = field.access.all(event);
  const matched = values.filter(test);
  const holds = matched.length > 0 !== negated;
  const seen = [seenField(field, values, node.test)];
  const reason = { ...fieldReason(node, values, matched, language), field: field.name };
  return { ...base(node, holds), seen, reason };
}

function seenField(field: PlannedField, values: readonly unknown[], test?: FieldTest): SeenField {
  const type = decidingType(field, values, test);
  return { field: field.name, values, ...(type && { type }) };
}

function fieldReason(
  node: FieldNode,
  values: readonly unknown[],
  matched: readonly unknown[],
  language: EvaluatedLanguage,
): Reason {
  const { field, test } = node;
  const { name } = field;
  if (node.negated) {
    if (matched.length > 0)
      return { code: 'excluded', message: `${describeValues(field, matched, test)}, which is excluded` };
    if (values.length > 0) return { code: 'not-excluded', message: describeValues(field, values, test) };
    const message =
      node.test.kind === 'range'
        ? `${name} is missing, so the condition under "not" fails, and "not" holds`
        : `${name} is missing, so nothing is excluded`;
    return { code: 'not-excluded', message };
  }
  if (matched.length > 0) return { code: 'matched', message: describeValues(field, matched, test) };
  if (values.length === 0) return { code: 'absent', message: `${name} is missing` };
  return explainMismatch(node, values, language);
}

/** Explains the field that has the value, or else one that nearly has it. */
function explainAnyField(node: AnyFieldNode, event: EventObject, query: ExplainedQuery): Explanation {
  const leaves = node.leavesOf(event).map((leaf) => explainField(leaf, event, query));
  const found = leaves.find((leaf) => leaf.holds);
  const near = leaves.find(({ reason }) => reason.code !== 'different' && reason.code !== 'type');
  const holds = (found !== undefined) !== node.negated;
  const fields = node.label === 'any field' ? 'no field' : `no field ${node.label}`;
  const reason: Reason = found
    ? node.negated
      ? { ...found.reason, code: 'excluded', message: `${found.reason.message}, which is excluded` }
      : found.reason
    : node.negated
      ? { code: 'not-excluded', message: `${fields} has it` }
      : leaves.length === 0
        ? { code: 'absent', message: `there is ${fields}` }
        : near
          ? near.reason
          : { code: 'different', message: `${fields} has it` };
  return { ...base(node, holds), seen: (found ?? near)?.seen ?? [], reason };
}

/**
 * Explains the decisive object as a child: one that satisfies the condition, or else the one that comes
 * nearest.
 */
function explainNested(node: NestedNode, event: EventObject, query: ExplainedQuery): Explanation {
  const { path, negated } = node;
  const parts = node.objects.all(event).map((object) => explainPlan(node.condition, object, query));
  const number = parts.findIndex((part) => part.holds);
  const holds = number >= 0 !== negated;
  const place = `object ${number + 1} of ${parts.length} in ${path}`;
  if (negated) {
    const reason: Reason =
      number >= 0
        ? { code: 'excluded', message: `${place} satisfies it, which is excluded` }
        : { code: 'not-excluded', message: `no object in ${path} satisfies it` };
    return { ...base(node, holds), reason };
  }
  if (parts.length === 0)
    return { ...base(node, false), reason: { code: 'absent', message: `${path} is missing` } };
  if (number >= 0)
    return {
      ...base(node, true),
      reason: { code: 'matched', message: `${place} satisfies it` },
      children: [parts[number]!],
    };
  const distances = parts.map(distance);
  const nearest = distances.indexOf(least(distances));
  const message =
    parts.length === 1
      ? `the object in ${path} does not satisfy it`
      : `none of ${parts.length} objects in ${path} matches; number ${nearest + 1} is closest`;
  return { ...base(node, false), reason: { code: 'different', message }, children: [parts[nearest]!] };
}

function explainScript(node: ScriptNode, event: EventObject): Explanation {
  const result = evaluateScript(node, event);
  const slots = [...new Map(node.script.slots.map((slot) => [slot.name, slot])).values()];
  const looked = slots.map((slot) => ({ slot, values: slot.access.all(event) }));
  const absent = looked.filter(({ values }) => values.length === 0);
  const shown = looked
    .map(({ slot, values }) =>
      values.length === 0 ? `${slot.name} is missing` : describeValues(slot, values),
    )
    .join(', ');
  const holds = (result === true) !== node.negated;
  const [only] = slots.length === 1 ? slots : [];
  const reason: Reason = node.negated
    ? {
        code: holds ? 'not-excluded' : 'excluded',
        message: result === null ? `${shown}, so the condition under "not" fails, and "not" holds` : shown,
      }
    : {
        code: holds ? 'matched' : result === null && absent.length > 0 ? 'absent' : 'computed',
        message: result === null ? `${shown}, so the result is null` : shown,
      };
  return {
    ...base(node, holds),
    reason: { ...reason, ...(only && { field: only.name }) },
    seen: looked.map(({ slot, values }) => seenField(slot, values)),
  };
}
