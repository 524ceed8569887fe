import { prepareRule } from '../../evaluate/prepare/prepare-rule.js';
import type { FieldCatalogue } from '../../fields/catalogue.js';
import type { Rule } from '../../rule/rule.js';
import { defaultNow } from '../../testing/test-file.js';
import { compareLogic, type LogicRelation, type RuleVersion } from './compare-logic.js';
import { compareStructure, type StructureChange } from './compare-structure.js';
import { findWitnesses, type Witnesses } from './find-witnesses.js';

/** What a change of a rule does. */
export interface RuleDifference {
  readonly status: 'changed' | 'same';
  /** Whether the files differ, and neither a value nor the meaning of a query does. */
  readonly formattingOnly: boolean;
  readonly structure: readonly StructureChange[];
  readonly logic: LogicRelation;
  readonly witnesses: Witnesses;
  /** Why nothing is said of the logic, where a version cannot be evaluated. */
  readonly problem?: string;
}

const noWitnesses: Witnesses = { gained: [], lost: [] };

/** Compares two versions of a rule: their keys, and the events that raise alerts. */
export function compareRules(before: Rule, after: Rule, fields?: FieldCatalogue): RuleDifference {
  const structure = compareStructure(before, after);
  const isSame = before.document.text === after.document.text;
  const formattingOnly = !isSame && structure.every((change) => change.formattingOnly);
  const found = { status: isSame ? 'same' : 'changed', formattingOnly, structure } as const;
  const isAlike = structure.every(({ group, formattingOnly: isFormat }) => isFormat || !deciding.has(group));
  if (isAlike) return { ...found, logic: 'equal', witnesses: noWitnesses };
  const [own, other] = [versionOf(before, fields), versionOf(after, fields)];
  if ('problem' in own || 'problem' in other) {
    const [problem] = [own, other].flatMap((one) => ('problem' in one ? one.problem : []));
    return { ...found, logic: 'unknown', witnesses: noWitnesses, ...(problem !== undefined && { problem }) };
  }
  const relation = compareLogic(own, other);
  if (relation === 'equal') return { ...found, logic: 'equal', witnesses: noWitnesses };
  const witnesses = findWitnesses(own, other, fields);
  return { ...found, logic: withWitnesses(relation, witnesses), witnesses };
}

/** Groups of keys that decide which events raise an alert. */
const deciding: ReadonlySet<string> = new Set(['query', 'data', 'exceptions', 'other']);

/** Events for both directions prove that versions overlap or exclude each other. */
function withWitnesses(relation: LogicRelation, { gained, lost }: Witnesses): LogicRelation {
  return relation === 'unknown' && gained.length > 0 && lost.length > 0 ? 'overlapping' : relation;
}

function versionOf(
  rule: Rule,
  fields: FieldCatalogue | undefined,
): RuleVersion | { readonly problem: string } {
  const prepared = prepareRule(rule, { now: defaultNow }, { indicators: [{}], ...(fields && { fields }) });
  if (prepared.ok) return { rule, prepared };
  return { problem: prepared.problems[0]?.message ?? 'the rule cannot be evaluated' };
}
