import fc from 'fast-check';
import { expect, test } from 'vitest';
import { eqlConditions, kqlConditions } from '../../../test/helpers/arbitrary-conditions.js';
import { analyse } from '../analysis/analyse.js';
import type { Analysis } from '../analysis/analysis.js';
import { planFilter } from '../evaluate/eql/plan.js';
import { planKql } from '../evaluate/kql/plan.js';
import { EvaluationError, type PlanNode } from '../evaluate/plan/plan.js';
import { loadEcsCatalogue } from '../fields/ecs.js';
import { eqlLanguage } from '../query/eql/language.js';
import { filtersOf } from '../query/eql/walk.js';
import { kqlLanguage } from '../query/kql/language.js';
import { encodeString } from '../toml/encode.js';
import { asksTwice } from './asks-twice.js';
import { findConflicts } from './find-conflicts.js';

const catalogue = loadEcsCatalogue();
const context = {
  mappingOf: (name: string) => catalogue.get(name)?.mapping,
  isMapped: () => true,
  eventCategoryField: 'event.category',
  now: 0n,
};

function analyseQuery(language: 'eql' | 'kuery', query: string): Analysis {
  const type = language === 'eql' ? 'eql' : 'query';
  const text = encodeString(query, 'basic')!;
  return analyse(`[rule]\ntype = "${type}"\nlanguage = "${language}"\nquery = "${text}"\n`);
}

function plansOf(analysis: Analysis): PlanNode[] {
  const eql = analysis.parsed(eqlLanguage);
  const kql = analysis.parsed(kqlLanguage);
  if (kql?.tree && kql.problems.length === 0) return [planKql(kql.tree, kql.text, context)];
  if (!eql?.tree || eql.problems.length > 0) return [];
  try {
    return filtersOf(eql.tree).map((filter) => planFilter(filter, context));
  } catch (error) {
    // A constant that the field cannot contain.
    if (error instanceof EvaluationError) return [];
    throw error;
  }
}

/** Checks that a query with conflicts tests a field twice. Returns whether it has conflicts. */
function checkAsked(language: 'eql' | 'kuery', query: string): boolean {
  const analysis = analyseQuery(language, query);
  const conflicts = plansOf(analysis).flatMap((plan) => findConflicts(plan, () => true));
  if (conflicts.length > 0) expect(asksTwice(analysis, 'event.category'), query).toBe(true);
  return conflicts.length > 0;
}

/** Names in several forms: fields are rarely repeated, and sometimes are. */
const fields = [
  'process.name',
  'process.args',
  'process.pid',
  'user.name',
  'host.name',
  'event.category',
  'x.a',
];

test.each<['eql' | 'kuery', string]>([
  ['eql', 'process where process.name == "a" and process.name == "b"'],
  ['eql', 'process where ?process.name == "a" and `process.name` == "b"'],
  ['eql', 'process where event.category == "file"'],
  ['eql', 'sequence [any where true] [process where process.pid == 1 or process.pid != 1]'],
  ['kuery', 'process.name: a and not process.name: a'],
  ['kuery', 'process.pid: (1 and 2)'],
  ['kuery', 'process.args: (a and not a*)'],
  ['kuery', 'process.name: a and process.name: (b or c)'],
  ['kuery', 'x: { a: b and not a: b }'],
])('%s: %s', (language, query) => expect(checkAsked(language, query)).toBe(true));

test('an EQL query that asks for no field twice has no conflicts', () => {
  const category = fc.constantFrom('any', 'process', '"process"');
  const forms = fields.flatMap((field) => [field, `?${field}`, `\`${field}\``]);
  fc.assert(
    fc.property(category, eqlConditions(forms), (word, condition) => {
      checkAsked('eql', `${word} where ${condition}`);
    }),
    { numRuns: 1_000 },
  );
});

const lists: fc.Arbitrary<string> = fc.letrec<{ value: string; any: string }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom('a', 'a*', '1', '*', '"a"'),
    fc.tuple(tie('value'), fc.constantFrom('and', 'or'), tie('value')).map((parts) => `(${parts.join(' ')})`),
    tie('value').map((value) => `(not ${value})`),
  ),
  any: fc.oneof(
    { depthSize: 'small' },
    fc
      .tuple(fc.constantFrom(...fields, 'process.*', '*.name', '*'), tie('value'))
      .map((parts) => parts.join(': ')),
    fc.tuple(fc.constantFrom(...fields), fc.constantFrom('< 1', '>= 1')).map((parts) => parts.join(' ')),
    tie('value'),
    fc.tuple(tie('any'), fc.constantFrom('and', 'or'), tie('any')).map((parts) => `(${parts.join(' ')})`),
    tie('any').map((inner) => `not (${inner})`),
    tie('any').map((inner) => `x: { ${inner} }`),
  ),
})).any;

test('a KQL query that asks for no field twice has no conflicts', () => {
  fc.assert(
    fc.property(fc.oneof(lists, kqlConditions(fields)), (query) => {
      checkAsked('kuery', query);
    }),
    { numRuns: 3_000 },
  );
});
