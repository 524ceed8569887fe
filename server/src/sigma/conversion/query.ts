import { formatEsql } from '../../query/esql/format/format.js';
import { printEqlCondition } from '../print/eql.js';
import { printEsqlCondition } from '../print/esql.js';
import { kqlDifferences, printKqlCondition } from '../print/kql.js';
import { indented } from '../print/layout.js';
import { Refusal } from '../refusal.js';
import { joined, leavesOf, type SigmaRule } from '../syntax.js';
import { type MappedDetection, mapDetection } from './map-detection.js';
import type { RuleQuery } from './rule-file.js';
import { chooseSource, type FieldsOption } from './source.js';
import { type Target, targetItem } from './target.js';

export type SigmaLanguage = 'eql' | 'kql' | 'esql';

export interface ConvertOptions {
  readonly fields: FieldsOption;
  /** The language of all queries; chosen per rule if undefined. */
  readonly language: SigmaLanguage | undefined;
}

/** Returns a rule as a condition on Elastic events. */
export function mapRule({ detection, logsource }: SigmaRule, { fields }: ConvertOptions): MappedDetection {
  return mapDetection(detection, chooseSource(logsource, detection, fields), logsource);
}

/** Returns the query of a rule that raises an alert for each event. */
export function eventQuery(rule: SigmaRule, options: ConvertOptions): RuleQuery {
  const mapped = mapRule(rule, options);
  return queryMakers[options.language ?? usualLanguage(mapped)](mapped);
}

/** Returns the default language: EQL compares case-insensitively, but only ES|QL can read text fields. */
function usualLanguage({ condition }: MappedDetection): SigmaLanguage {
  return leavesOf(condition).some(({ type }) => type === 'text') ? 'esql' : 'eql';
}

const queryMakers: Readonly<Record<SigmaLanguage, (mapped: MappedDetection) => RuleQuery>> = {
  eql: (mapped) => ({ ...shared(mapped), query: eqlEventText(mapped), type: 'eql', language: 'eql' }),
  kql: (mapped) => {
    const { query, problems } = kqlText(mapped);
    return {
      ...shared(mapped),
      query,
      problems: [...mapped.problems, ...problems],
      type: 'query',
      language: 'kuery',
    };
  },
  esql: (mapped) => ({
    ...shared(mapped),
    index: [],
    query: formatEsql(esqlText(mapped)),
    type: 'esql',
    language: 'esql',
  }),
};

function shared({ index, integrations, tags, problems }: MappedDetection) {
  return { index, integrations, tags, problems };
}

/** Returns the EQL query for a single event. */
export function eqlEventText({ category, head, condition }: MappedDetection): string {
  if (leavesOf(condition).some(({ type }) => type === 'text'))
    throw new Refusal('language', 'EQL does not read text fields');
  const start = head ? `${printEqlCondition(head)} and\n` : '';
  const isOr = condition.kind === 'or';
  const text = printEqlCondition(condition);
  const body = isOr && head ? (text.includes('\n') ? `(\n${indented(text)}\n)` : `(${text})`) : text;
  return `${category} where ${start}${body}`;
}

/** Returns the KQL query with its differences. */
export function kqlText(mapped: MappedDetection): Pick<RuleQuery, 'query' | 'problems'> {
  const differences = kqlDifferences(leavesOf(mapped.condition));
  return {
    query: printKqlCondition(withHead(mapped)),
    problems: differences.map(({ code, message }) => ({ code, severity: 'warning', message: `${message}.` })),
  };
}

/** Returns the condition with that of the source, and the category as a condition. */
export function withHead({ category, head, condition }: MappedDetection): Target {
  const categories: Target[] =
    category === 'any'
      ? []
      : [targetItem('event.category', { kind: 'like', patterns: [[category]], cased: true }, 'multi')];
  return joined('and', [...categories, ...(head ? [head] : []), condition]);
}

function esqlText(mapped: MappedDetection): string {
  return `FROM ${mapped.index.join(', ')} METADATA _id, _index, _version\n${esqlFilter(mapped)}`;
}

/** Returns the ES|QL command that keeps the events of a rule. */
function esqlFilter(mapped: MappedDetection): string {
  return `| WHERE ${indented(printEsqlCondition(withHead(mapped))).trimStart()}`;
}
