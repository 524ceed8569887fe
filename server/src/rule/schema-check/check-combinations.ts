import { nearestNames } from '../../text/nearest.js';
import type { Problem } from '../../text/problem.js';
import type { Rule } from '../rule.js';
import { typeSpecificKeys } from '../schema/rule-keys.js';
import { filterLanguages, type RuleType, ruleTypeSchemas } from '../schema/rule-types.js';
import { replaceFix } from './check-value.js';
import { entryLines, keySpan, valueSpan } from './place.js';

const queryLanguages = (typeSpecificKeys.language?.values ?? []).map(({ value }) => value);

/** Runs the checks that need more than one key. */
export function checkCombinations(rule: Rule, type: RuleType | undefined): Problem[] {
  return [
    ...(rule.table.type === undefined || rule.type ? typeAndLanguage(rule, type) : []),
    ...indexAndDataView(rule),
    ...esqlIndex(rule),
    ...emptyQuery(rule),
    ...calendar(rule),
    ...timeline(rule),
    ...signals(rule),
  ];
}

function indexAndDataView({ document, table }: Rule): Problem[] {
  if (table.index === undefined || table.data_view_id === undefined) return [];
  return [
    {
      code: 'index-xor-dataview',
      severity: 'warning',
      message: 'Kibana searches the data view and ignores "index".',
      span: keySpan(document, ['rule', 'data_view_id']),
      help: 'Remove one of the two.',
      related: [{ span: keySpan(document, ['rule', 'index']), message: 'The index patterns are here.' }],
    },
  ];
}

/** Common names for languages, and the ones that the key accepts. */
const languageNames: ReadonlyMap<string, string> = new Map([
  ['kql', 'kuery'],
  ['es|ql', 'esql'],
  ['kibana', 'kuery'],
]);

function typeAndLanguage({ document, table }: Rule, type: RuleType | undefined): Problem[] {
  const { language } = table;
  if (typeof language !== 'string') return [];
  const allowed = type ? ruleTypeSchemas[type].languages : queryLanguages;
  if (allowed.includes(language) || allowed.length === 0) return [];
  const path = ['rule', 'language'];
  const report = (message: string, fix: Partial<Problem>): Problem[] => [
    { code: 'type-language', severity: 'error', message, span: valueSpan(document, path), ...fix },
  ];
  if (!queryLanguages.includes(language)) {
    const folded = language.toLowerCase();
    const meant = languageNames.get(folded) ?? nearestNames(folded, allowed)[0] ?? allowed[0];
    return report(`Unknown query language "${language}".`, {
      help: `Use ${allowed.map((each) => `"${each}"`).join(' or ')}.`,
      ...replaceFix(document, path, meant),
    });
  }
  // Both are existing names, so either can be the wrong one.
  const { fix } =
    type && (language === 'eql' || language === 'esql') && type !== 'eql' && type !== 'esql'
      ? type === 'query'
        ? replaceFix(document, ['rule', 'type'], language)
        : {}
      : replaceFix(document, path, allowed[0]);
  return report(
    `A rule of type "${type}" cannot use the language "${language}", only ${allowed.map((each) => `"${each}"`).join(' or ')}.`,
    fix ? { fix: { ...fix, manual: true } } : {},
  );
}

function esqlIndex({ document, table, type }: Rule): Problem[] {
  if (type !== 'esql' || table.index === undefined) return [];
  const path = ['rule', 'index'];
  const lines = entryLines(document, path);
  return [
    {
      code: 'esql-no-index',
      severity: 'warning',
      message: 'Kibana drops "index" from an ES|QL rule, which gets its indices from "from" in the query.',
      span: keySpan(document, path),
      ...(lines
        ? { fix: { title: 'Remove "index"', edits: [{ span: lines, text: '' }], manual: true } }
        : {}),
    },
  ];
}

/** Checks for an empty query. In some languages it matches every event, the others reject it. */

function emptyQuery({ document, query, language, table }: Rule): Problem[] {
  if (query?.text.trim() !== '') return [];
  const filtered = language === 'kuery' && Array.isArray(table.filters) && table.filters.length > 0;
  if (filtered || document.problems.length > 0) return [];
  return [
    {
      code: 'query-present',
      severity: filterLanguages.some((one) => one === language) ? 'warning' : 'error',
      message: filterLanguages.some((one) => one === language)
        ? 'The query is empty, so every event matches.'
        : 'The query is empty.',
      span: valueSpan(document, query.path),
    },
  ];
}

function calendar({ document, metadata }: Rule): Problem[] {
  const problems: Problem[] = [];
  for (const key of ['creation_date', 'updated_date', 'deprecation_date']) {
    const value = metadata[key];
    const match = typeof value === 'string' ? /^(\d{4})\/(\d{2})\/(\d{2})$/.exec(value) : null;
    if (!match) continue;
    if (exists(Number(match[1]), Number(match[2]), Number(match[3]))) continue;
    problems.push({
      code: 'date-format',
      severity: 'warning',
      message: `"${key}" is ${match[0]}, a day that does not exist.`,
      span: valueSpan(document, ['metadata', key]),
    });
  }
  return problems;
}

/** Returns whether a month of a year has the day. */
function exists(year: number, month: number, day: number): boolean {
  if (month < 1 || month > 12 || day < 1) return false;
  return day <= 28 || day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** The timeline templates of Elastic Security: id to title. */
export const timelineTemplates: Readonly<Record<string, string>> = {
  'db366523-f1c6-4c1f-8731-6ce5ed9e5717': 'Generic Endpoint Timeline',
  '91832785-286d-4ebe-b884-1a208d111a70': 'Generic Network Timeline',
  '76e52245-7519-4251-91ab-262fb1a1728c': 'Generic Process Timeline',
  '495ad7a7-316e-4544-8a0f-9c098daee76e': 'Generic Threat Match Timeline',
  '4d4c0b59-ea83-483f-b8c1-8c360ee53c5c': 'Comprehensive File Timeline',
  'e70679c2-6cde-4510-9764-4823df18f7db': 'Comprehensive Process Timeline',
  '300afc76-072d-4261-864d-4149714bf3f1': 'Comprehensive Network Timeline',
  '3e47ef71-ebfc-4520-975c-cb27fc090799': 'Comprehensive Registry Timeline',
  '3e827bab-838a-469f-bd1e-5e19a2bff2fd': 'Alerts Involving a Single User Timeline',
  '4434b91a-94ca-4a89-83cb-a37cdc0532b7': 'Alerts Involving a Single Host Timeline',
};

function timeline({ document, table }: Rule): Problem[] {
  const { timeline_id: id, timeline_title: title } = table;
  const blank = (
    [
      ['timeline_id', id],
      ['timeline_title', title],
    ] as const
  ).find(([, value]) => value === '');
  if (typeof (id ?? title) !== 'string') return [];
  const problem = (key: string, message: string, fix: Partial<Problem> = {}): Problem[] => [
    {
      code: 'timeline-pair',
      severity: 'error',
      message,
      span: keySpan(document, ['rule', key]),
      ...fix,
    },
  ];
  if (blank) return problem(blank[0], `"${blank[0]}" is empty, and Kibana refuses the rule.`);
  if (title === undefined) return problem('timeline_id', '"timeline_id" needs "timeline_title".');
  if (id === undefined) return problem('timeline_title', '"timeline_title" needs "timeline_id".');
  const expected =
    typeof id === 'string' && Object.hasOwn(timelineTemplates, id) ? timelineTemplates[id] : undefined;
  if (expected === undefined || expected === title) return [];
  return problem(
    'timeline_title',
    `The Timeline template with this id is called "${expected}".`,
    replaceFix(document, ['rule', 'timeline_title'], expected),
  );
}

function signals({ document, table }: Rule): Problem[] {
  if (!Number.isInteger(table.max_signals) || Number(table.max_signals) <= 1000) return [];
  return [
    {
      code: 'max-signals',
      severity: 'warning',
      message: `"max_signals" is ${table.max_signals}, but a run raises at most 1000 alerts unless the cluster allows more.`,
      span: valueSpan(document, ['rule', 'max_signals']),
      ...(document.locate(['rule', 'max_signals'], 'value')
        ? {
            fix: {
              title: 'Write 1000',
              edits: [{ span: valueSpan(document, ['rule', 'max_signals']), text: '1000' }],
            },
          }
        : {}),
    },
  ];
}
