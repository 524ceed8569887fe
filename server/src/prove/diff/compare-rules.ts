import { prepareRule } from '../../evaluate/prepare/prepare-rule.js';
import type { FieldCatalogue } from '../../fields/catalogue.js';
import type { Rule } from '../../rule/rule.js';
import { defaultNow } from '../../testing/test-file.js';
import { isolated } from '../../text/internal-error.js';
import { indexLines } from '../../text/lines.js';
import { compareLogic, type LogicRelation, type RuleVersion, readingKeys } from './compare-logic.js';
import { compareStructure, type StructureChange } from './compare-structure.js';
import { findWitnesses, longestSearch, noWitnesses, type Witnesses } from './find-witnesses.js';

/** The effect of a rule change. */
export interface RuleDifference {
  readonly status: 'changed' | 'same';
  /** Whether the files differ, but no value and no query's meaning does. */
  readonly formattingOnly: boolean;
  readonly structure: readonly StructureChange[];
  readonly logic: LogicRelation;
  readonly witnesses: Witnesses;
  /** Why the logic was not compared, if a version cannot be read or evaluated. */
  readonly problem?: string;
  /** Whether the problem is that a file would not load, or a bug in this program. */
  readonly fault?: 'broken' | 'internal';
}

/**
 * Compares two versions of a rule: their keys, and the events that raise alerts. Never throws.
 *
 * @param milliseconds time limit for finding events that only one version matches.
 */
export function compareRules(
  before: Rule,
  after: Rule,
  fields?: FieldCatalogue,
  milliseconds = longestSearch,
): RuleDifference {
  return isolated(
    () => compare(before, after, fields, milliseconds),
    { start: 0, end: 0 },
    ({ message }) => ({ ...nothingSaid, status: 'changed', problem: message, fault: 'internal' }),
  );
}

const nothingSaid = {
  formattingOnly: false,
  structure: [],
  logic: 'unknown',
  witnesses: noWitnesses,
} as const;

function compare(
  before: Rule,
  after: Rule,
  fields: FieldCatalogue | undefined,
  milliseconds: number,
): RuleDifference {
  const isSame = before.document.text === after.document.text;
  const status = isSame ? 'same' : 'changed';
  const broken = isSame ? undefined : (brokenFile('new', after) ?? brokenFile('old', before));
  if (broken !== undefined) return { ...nothingSaid, status, problem: broken, fault: 'broken' };
  const structure = compareStructure(before, after);
  const formattingOnly = !isSame && structure.every((change) => change.formattingOnly);
  const found = { status, formattingOnly, structure } as const;
  const changes = structure.filter((change) => !change.formattingOnly && decides(change));
  if (changes.length === 0) return { ...found, logic: 'equal', witnesses: noWitnesses };
  const [own, other] = [versionOf(before, fields), versionOf(after, fields)];
  if ('problem' in own || 'problem' in other) {
    const [problem] = [own, other].flatMap((one) => ('problem' in one ? one.problem : []));
    return { ...found, logic: 'unknown', witnesses: noWitnesses, ...(problem !== undefined && { problem }) };
  }
  const relation = changes.every(({ key }) => isCompared(key)) ? compareLogic(own, other) : 'unknown';
  if (relation === 'equal') return { ...found, logic: 'equal', witnesses: noWitnesses };
  const witnesses = findWitnesses(own, other, fields, milliseconds);
  return { ...found, logic: provenBy(relation, witnesses.gained.length, witnesses.lost.length), witnesses };
}

function brokenFile(name: string, { document }: Rule): string | undefined {
  const [problem] = document.problems;
  if (!problem) return undefined;
  const line = indexLines(document.text).positionAt(problem.span.start).line + 1;
  return `the ${name} version cannot be read as TOML (line ${line}), so the rule would not load`;
}

/** Groups of keys that decide which events raise an alert. */
const deciding: ReadonlySet<string> = new Set(['query', 'data', 'exceptions', 'other']);
const reading: ReadonlySet<string> = new Set(readingKeys.map((key) => `rule.${key}`));

function decides({ group, key }: StructureChange): boolean {
  return (deciding.has(group) || reading.has(key)) && key !== 'metadata.integration';
}

/** Keys whose effect the comparison covers, including those below them; for other keys nothing is proved. */
const compared: readonly string[] = [
  ...reading,
  'rule.query',
  'rule.language',
  'rule.filters',
  'rule.index',
  'rule.threshold',
  'rule.new_terms',
  'rule.threat_query',
  'rule.threat_language',
  'rule.threat_mapping',
  'rule.threat_filters',
  'rule.threat_index',
  'rule.machine_learning_job_id',
  'rule.anomaly_threshold',
];

function isCompared(key: string): boolean {
  return compared.some((known) => key === known || key.startsWith(`${known}.`));
}

/**
 * Returns the relation that remains after running events: a relation that an event contradicts is dropped.
 */
export function provenBy(relation: LogicRelation, gained: number, lost: number): LogicRelation {
  if (gained > 0 && lost > 0) return 'overlapping';
  const isWrong =
    (gained > 0 && (relation === 'equal' || relation === 'narrower')) ||
    (lost > 0 && (relation === 'equal' || relation === 'wider'));
  return isWrong ? 'unknown' : relation;
}

function versionOf(
  rule: Rule,
  fields: FieldCatalogue | undefined,
): RuleVersion | { readonly problem: string } {
  const prepared = prepareRule(rule, { now: defaultNow }, { indicators: [{}], ...(fields && { fields }) });
  if (prepared.ok) return { rule, prepared };
  return { problem: prepared.problems[0]?.message ?? 'the rule cannot be evaluated' };
}
