import type { AttackTables } from '../rule/attack/attack.js';
import { compareVersions } from '../rule/checkout/versions.js';
import { keySince, suppressedFrom } from '../rule/schema/key-versions.js';
import type { RuleType } from '../rule/schema/rule-types.js';
import { isJsonObject, type Json, type JsonObject, objectOf } from './json.js';
import { mappingOfVersion19, threatOfVersion19 } from './threat-v19.js';

/** The inputs of a change for a stack besides the payload. */
interface StackContext {
  readonly stack: string | undefined;
  readonly type: RuleType | undefined;
  /** `threat_mappings` of the rule file. */
  readonly mappings?: Json | undefined;
  /** Version 19 of ATT&CK, if the checkout has it. */
  readonly attack19: () => AttackTables | undefined;
}

/** A payload for a stack, and what the stack does not support, in words. */
interface Changed {
  readonly rule: JsonObject;
  readonly losses: readonly string[];
}

/** A change of payloads for stacks up to a version, or from it on. */
interface StackChange {
  readonly from?: string;
  readonly before?: string;
  apply(rule: JsonObject, context: StackContext): JsonObject;
}

/** Changes for new stacks, in order of application (docs/exchanging-rules.md#versions-of-the-stack). */
const changes: readonly StackChange[] = [
  { before: '9.6', apply: (rule) => withThreat(rule, (threats) => threats.filter((one) => !isAtlas(one))) },
  { from: '9.5', apply: (rule, { mappings, attack19 }) => threatOfVersion19(rule, mappings, attack19()) },
  { from: '9.5', apply: withOpenRanges },
  { from: '9.6', apply: (rule, { mappings }) => withAtlas(rule, mappings) },
];

/** Returns the payload in the form that a stack accepts; unchanged without a stack. */
export function changeForStack(rule: JsonObject, context: StackContext): Changed {
  const { stack, type } = context;
  if (stack === undefined) return { rule, losses: [] };
  const isBefore = (version: string): boolean => compareVersions(stack, version) < 0;
  let changed = rule;
  for (const { from, before, apply } of changes)
    if (!(from !== undefined && isBefore(from)) && !(before !== undefined && !isBefore(before)))
      changed = apply(changed, context);
  const since: Readonly<Record<string, string | undefined>> = {
    ...keySince,
    alert_suppression: type && suppressedFrom[type],
  };
  const lost = Object.keys(changed).filter((key) => {
    const version = Object.hasOwn(since, key) ? since[key] : undefined;
    return version !== undefined && isBefore(version);
  });
  return {
    rule: objectOf(Object.entries(changed).filter(([key]) => !lost.includes(key))),
    losses: [
      ...lost.map((key) => `skipped "${key}": it needs ${since[key]}`),
      ...(isBefore('9.2') ? unsupportedBefore92(changed) : []),
      ...(!isBefore('9.5') && isUndecided(rule, context) ? [undecided] : []),
    ],
  };
}

const undecided =
  'techniques of Defense Evasion became techniques of Stealth: without attack-v19*.json.gz in the checkout we cannot tell which belong to Defense Impairment';

/** Returns whether ATT&CK 19 splits a tactic of the rule and nothing decides how. */
function isUndecided({ threat }: JsonObject, { mappings, attack19 }: StackContext): boolean {
  const isSplit = (one: Json): boolean =>
    isJsonObject(one) && isJsonObject(one.tactic) && one.tactic.id === 'TA0005';
  return (
    Array.isArray(threat) && threat.some(isSplit) && !mappingOfVersion19(mappings) && attack19() === undefined
  );
}

/** Returns what Kibana before 9.2 rejects, and what cannot be omitted without changing the meaning. */
function unsupportedBefore92({ threshold, threat_mapping: mapping }: JsonObject): string[] {
  const fields = isJsonObject(threshold) && Array.isArray(threshold.field) ? threshold.field.length : 0;
  const groups = Array.isArray(mapping) ? mapping : [];
  const isNegated = groups.some(
    (group) =>
      isJsonObject(group) &&
      Array.isArray(group.entries) &&
      group.entries.some((entry) => isJsonObject(entry) && entry.negate === true),
  );
  return [
    ...(fields > 3
      ? [`Kibana will refuse the rule: before 9.2 a threshold can have 3 fields, not ${fields}`]
      : []),
    ...(isNegated
      ? ['Kibana will refuse the rule: before 9.2 no entry of "threat_mapping" can be negated']
      : []),
  ];
}

function withThreat(rule: JsonObject, change: (threats: Json[]) => Json[]): JsonObject {
  return Array.isArray(rule.threat) ? { ...rule, threat: change(rule.threat) } : rule;
}

const atlas = 'MITRE ATLAS';

function isAtlas(threat: Json): boolean {
  return isJsonObject(threat) && threat.framework === atlas;
}

function withAtlas(rule: JsonObject, mappings: Json | undefined): JsonObject {
  const mapped = (Array.isArray(mappings) ? mappings : []).flatMap((block) =>
    isJsonObject(block) && isAtlas(block) && Array.isArray(block.threat) ? block.threat : [],
  );
  if (mapped.length === 0) return rule;
  return withThreat({ threat: [], ...rule }, (threats) => [
    ...threats.filter((one) => !isAtlas(one)),
    ...mapped,
  ]);
}

/** Opens version ranges: from 9.5 on Kibana also accepts the next major versions of a package. */
function withOpenRanges(rule: JsonObject): JsonObject {
  const { related_integrations: related } = rule;
  if (!Array.isArray(related)) return rule;
  const opened = related.map((one) =>
    isJsonObject(one) && typeof one.version === 'string' && one.version.startsWith('^')
      ? { ...one, version: `>=${one.version.slice(1)}` }
      : one,
  );
  return { ...rule, related_integrations: opened };
}
