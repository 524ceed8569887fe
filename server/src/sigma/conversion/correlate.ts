import type { JsonObject } from '../../exchange/json.js';
import { formatEsql } from '../../query/esql/format/format.js';
import { writtenName } from '../../query/esql/written-name.js';
import { printEsqlCondition } from '../print/esql.js';
import { isExactInKql } from '../print/kql.js';
import { indented } from '../print/layout.js';
import { Refusal } from '../refusal.js';
import { type CountComparison, joined, leavesOf, type SigmaCorrelation, type SigmaRule } from '../syntax.js';
import { entryOf } from './fields.js';
import type { MappedDetection } from './map-detection.js';
import { type ConvertOptions, eqlEventText, kqlText, mapRule, withHead } from './query.js';
import type { RuleQuery } from './rule-file.js';
import { chooseSource } from './source.js';

/** Returns a rule by its name or id. */
export type FindRule = (reference: string) => SigmaRule | undefined;

/** A rule of a correlation, with its fields for `group-by`. */
interface Part {
  readonly reference: string;
  readonly mapped: MappedDetection;
  fieldOf(name: string): string;
}

/** Returns the query of a correlation. Refuses one that no rule type can count exactly. */
export function correlationQuery(
  correlation: SigmaCorrelation,
  findRule: FindRule,
  options: ConvertOptions,
): RuleQuery {
  const parts = correlation.rules.map((reference): Part => {
    const rule = findRule(reference);
    if (!rule)
      throw new Refusal(
        'correlation',
        `the correlation refers to "${reference}", which is not one of the imported rules`,
      );
    return partOf(reference, rule, correlation, options);
  });
  const shared = {
    index: unique(parts.flatMap(({ mapped }) => mapped.index)),
    integrations: unique(parts.flatMap(({ mapped }) => mapped.integrations)),
    tags: unique(parts.flatMap(({ mapped }) => mapped.tags)),
    problems: parts.flatMap(({ mapped }) => mapped.problems),
  };
  const query =
    correlation.type === 'temporal_ordered'
      ? sequenceOf(correlation, parts)
      : (thresholdOf(correlation, parts, options) ?? aggregationOf(correlation, parts, shared.index));
  if (options.language !== undefined && query.language !== languageNames[options.language])
    throw new Refusal(
      'language',
      `a correlation of type ${correlation.type} can only be converted to ${query.language}`,
    );
  return { ...shared, ...query, index: query.type === 'esql' ? [] : shared.index };
}

const languageNames = { eql: 'eql', kql: 'kuery', esql: 'esql' } as const;

function unique<Item>(items: readonly Item[]): Item[] {
  return [...new Set(items)];
}

function partOf(
  reference: string,
  rule: SigmaRule,
  { aliases }: SigmaCorrelation,
  options: ConvertOptions,
): Part {
  const source = chooseSource(rule.logsource, rule.detection, options.fields);
  return {
    reference,
    mapped: mapRule(rule, options),
    fieldOf(name) {
      const fields = aliases.get(name);
      const own = fields ? (fields.get(reference) ?? '') : name;
      const entries = unique(Object.values(source.variants).map((variant) => entryOf(own, variant)));
      const [entry] = entries;
      const field = typeof entry === 'string' ? entry : entry && 'field' in entry ? entry.field : undefined;
      if (field === undefined || entries.length > 1)
        throw new Refusal(
          'field',
          `the grouping field "${own}" does not correspond to a single Elastic field`,
        );
      return field;
    },
  };
}

type OwnQuery = Pick<RuleQuery, 'query' | 'type' | 'language' | 'keys'>;

/** Returns a sequence for ordered events; each step names its fields. */
function sequenceOf({ timespan, groupBy, conditions }: SigmaCorrelation, parts: readonly Part[]): OwnQuery {
  if (conditions.length > 0) throw new Refusal('correlation', 'a sequence cannot count its rules');
  if (parts.length < 2) throw new Refusal('correlation', 'a sequence needs two rules');
  if (!/[smhd]$/.test(timespan))
    throw new Refusal('correlation', `EQL has no unit of time for "${timespan}"`);
  const keys = parts.map((part) => groupBy.map((name) => part.fieldOf(name)));
  const isSame = keys.every((key) => key.join() === keys[0]!.join());
  const head = isSame && groupBy.length > 0 ? `sequence by ${keys[0]!.join(', ')} with` : 'sequence with';
  const steps = parts.map(({ mapped }, index) => {
    const by = isSame || groupBy.length === 0 ? '' : ` by ${keys[index]!.join(', ')}`;
    return `  [\n${indented(indented(eqlEventText(mapped)))}\n  ]${by}`;
  });
  return {
    query: `${head} maxspan=${timespan}\n${steps.join('\n')}`,
    type: 'eql',
    language: 'eql',
    keys: windowKeys(timespan, true),
  };
}

/** Limit of fields that a threshold can group by. */
const mostThresholdFields = 5;

/**
 * Returns a threshold if KQL has the same meaning as Sigma and the correlation requires at least a number,
 * else undefined.
 */
function thresholdOf(
  { type, timespan, groupBy, conditions, field }: SigmaCorrelation,
  parts: readonly Part[],
  { language }: ConvertOptions,
): OwnQuery | undefined {
  const [part, ...others] = parts;
  const [condition, ...more] = conditions;
  if (!part || others.length > 0 || !condition || more.length > 0 || language === 'esql') return undefined;
  const least = { gte: condition.value, gt: condition.value + 1 }[condition.comparison as string];
  if (least === undefined || least < 1 || !Number.isInteger(least)) return undefined;
  if (type !== 'event_count' && type !== 'value_count') return undefined;
  if (groupBy.length > mostThresholdFields || !isExactInKql(leavesOf(part.mapped.condition)))
    return undefined;
  const fields = groupBy.map((name) => part.fieldOf(name));
  const threshold: JsonObject =
    type === 'event_count'
      ? { field: fields, value: least }
      : { field: fields, value: 1, cardinality: [{ field: part.fieldOf(counted(field)), value: least }] };
  return {
    query: kqlText(part.mapped).query,
    type: 'threshold',
    language: 'kuery',
    keys: { ...windowKeys(timespan), threshold },
  };
}

function counted(field: string | undefined): string {
  if (field === undefined) throw new Refusal('correlation', 'the correlation has no field to count');
  return field;
}

const operators: Readonly<Record<CountComparison, string>> = {
  lt: '<',
  lte: '<=',
  gt: '>',
  gte: '>=',
  eq: '==',
  neq: '!=',
};

const aggregates: Readonly<Record<string, (field: string) => string>> = {
  value_count: (field) => `COUNT_DISTINCT(${field})`,
  value_sum: (field) => `SUM(${field})`,
  value_avg: (field) => `AVG(${field})`,
};

/** Returns ES|QL rows for each group of events in the rule's window. */
function aggregationOf(
  correlation: SigmaCorrelation,
  parts: readonly Part[],
  index: readonly string[],
): OwnQuery {
  const { type, timespan, groupBy, conditions, field } = correlation;
  const keys = groupBy.map((name) => {
    const fields = unique(parts.map((part) => part.fieldOf(name)));
    if (fields.length > 1)
      throw new Refusal(
        'correlation',
        `"${name}" is a different field in each rule, so only a sequence can group by it`,
      );
    return writtenName(fields[0]!);
  });
  const by = keys.length === 0 ? '' : ` BY ${keys.join(', ')}`;
  const conditionsOf = parts.map(({ mapped }) => printEsqlCondition(withHead(mapped)));
  const filter = printEsqlCondition(
    joined(
      'or',
      parts.map(({ mapped }) => withHead(mapped)),
    ),
  );
  const lines = [`FROM ${index.join(', ')}`, `| WHERE ${indented(filter).trimStart()}`];
  if (type === 'temporal') {
    if (conditions.length > 0)
      throw new Refusal('correlation', 'a condition over the number of rules is not supported');
    const names = parts.map((_, number) => `sigma.rule_${number + 1}`);
    lines.push(
      `| EVAL ${names.map((name, number) => `${name} = CASE(\n${indented(conditionsOf[number]!)},\n  1, 0\n)`).join(',\n')}`,
      `| STATS ${names.map((name) => `${name} = MAX(${name})`).join(', ')}${by}`,
      `| WHERE ${names.map((name) => `${name} == 1`).join(' AND ')}`,
    );
  } else {
    const value = aggregateOf(type, field, parts);
    if (conditions.length === 0) throw new Refusal('correlation', 'the correlation has no condition');
    lines.push(
      `| STATS sigma.value = ${value}${by}`,
      `| WHERE ${conditions.map((one) => `sigma.value ${operators[one.comparison]} ${one.value}`).join(' AND ')}`,
    );
  }
  return { query: formatEsql(lines.join('\n')), type: 'esql', language: 'esql', keys: windowKeys(timespan) };
}

function aggregateOf(
  type: SigmaCorrelation['type'],
  field: string | undefined,
  parts: readonly Part[],
): string {
  if (type === 'event_count') return 'COUNT(*)';
  const aggregate = aggregates[type];
  if (!aggregate)
    throw new Refusal('correlation', `a correlation of type ${type} could only be approximated`);
  const fields = unique(parts.map((part) => part.fieldOf(counted(field))));
  if (fields.length > 1)
    throw new Refusal('correlation', 'the counted field is a different one in each rule');
  return aggregate(writtenName(fields[0]!));
}

const seconds: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400, w: 604_800 };

/**
 * Returns the schedule: the rule looks back as far as the correlation, and runs at least that often; a
 * sequence can begin before the last run.
 */
function windowKeys(timespan: string, isSequence = false): JsonObject {
  const unit = timespan.at(-1)!;
  const length = Number(timespan.slice(0, -1)) * (seconds[unit] ?? Number.NaN);
  if (!Number.isFinite(length)) throw new Refusal('correlation', `a rule cannot look back "${timespan}"`);
  const interval = Math.min(300, length);
  return { from: `now-${timeText(isSequence ? length + interval : length)}`, interval: timeText(interval) };
}

function timeText(length: number): string {
  return length % 60 === 0 ? `${length / 60}m` : `${length}s`;
}
