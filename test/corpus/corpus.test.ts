import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { analyse } from '../../server/src/analysis/analyse.js';
import type { Analysis } from '../../server/src/analysis/analysis.js';
import { createFieldPlan, type FieldPlan } from '../../server/src/fields/checkout/field-plan.js';
import { prepareSchemas } from '../../server/src/fields/checkout/prepare-schemas.js';
import { defaultConfiguration } from '../../server/src/lint/configuration.js';
import { lint, lintRule } from '../../server/src/lint/run.js';
import { kqlLanguage } from '../../server/src/query/kql/language.js';
import { parseKql } from '../../server/src/query/kql/parse.js';
import { printKql } from '../../server/src/query/kql/print.js';
import { findCheckout } from '../../server/src/rule/checkout/read-checkout.js';
import { looksLikeRule } from '../../server/src/rule/looks-like-rule.js';
import { createRuleIndex, summaryOf } from '../../server/src/rule/rule-index.js';
import type { Problem } from '../../server/src/text/problem.js';
import { parseToml } from '../../server/src/toml/document.js';
import { referenceFolder, sharedMissing } from '../helpers/shared.js';
import { type KnownFinding, knownFindings, knownRemarks } from './known-findings.js';
import { isListedSnapshot } from './snapshot.js';

const folder = referenceFolder('corpus');

describe.skipIf(!folder)(`shipped rules${folder ? '' : ` (${sharedMissing})`}`, () => {
  const files = folder
    ? readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.toml'))
    : [];
  const texts = new Map(files.map((name) => [name, readFileSync(join(folder!, name), 'utf8')]));

  test('are all there and look like rules', () => {
    expect(files.length).toBeGreaterThan(1_000);
    for (const [name, text] of texts) expect(looksLikeRule(text), name).toBe(true);
  });

  // Findings in other rules have not been reviewed.
  const isListed = isListedSnapshot(texts);

  describe.skipIf(!isListed)('in their checkout, profile elastic', () => {
    let found: ReadonlyMap<string, readonly Problem[]>;

    beforeAll(async () => {
      const checkout = findCheckout(folder!)!;
      const plan = createFieldPlan(checkout, await prepareSchemas(checkout));
      found = lintAll(texts, (text, path, index) =>
        analyse(text, { path, checkout, fieldPlan: (): FieldPlan => plan, others: index.without(path) }),
      );
    });

    test('have no warnings but those that are known and true', () => {
      const counts = countByCode(found, ({ severity }) => severity === 'error' || severity === 'warning');
      expect(counts).toEqual(numbersOf(knownFindings));
    });

    test('have no error at all', () => {
      const errors = [...found].flatMap(([name, problems]) =>
        problems.filter(({ severity }) => severity === 'error').map(({ code }) => `${name}: ${code}`),
      );
      expect(errors).toEqual([]);
    });

    test('have no more remarks than those that are known', () => {
      const remarks: Record<string, number> = {};
      for (const problems of found.values()) {
        for (const { code, severity } of problems)
          if (severity === 'information' || severity === 'hint') remarks[code] = (remarks[code] ?? 0) + 1;
      }
      const known = Object.entries(knownRemarks).map(([code, { count }]) => [code, count]);
      expect(remarks).toEqual(Object.fromEntries(known));
    });
  });

  test.skipIf(!isListed)(
    'as rules of anybody, they have nothing that they have not in their checkout',
    () => {
      const unexpected: string[] = [];
      for (const [name, text] of texts) {
        for (const { code, severity } of lintRule(text)) {
          const known = knownFindings[code]?.[basename(name)] ?? knownRemarks[code];
          if (!known) unexpected.push(`${name}: ${severity} ${code}`);
        }
      }
      expect(unexpected).toEqual([]);
    },
  );

  test('have their query at the place that the document says', () => {
    for (const [name, text] of texts) {
      const document = parseToml(text);
      const string = document.stringAt(['rule', 'query']);
      if (!string) continue;
      const start = string.toDocument(0);
      expect(text.slice(start, start + string.value.length), name).toBe(string.value);
    }
  });

  test('print their KQL to a query that prints the same', () => {
    for (const [name, text] of texts) {
      const kql = analyse(text).parsed(kqlLanguage);
      if (!kql?.tree) continue;
      const printed = printKql(kql.tree);
      const again = parseKql(printed);
      expect(again.problems, name).toEqual([]);
      expect(printKql(again.tree!), name).toBe(printed);
    }
  });
});

/** Lints all files together. */
function lintAll(
  texts: ReadonlyMap<string, string>,
  analyseOne: (text: string, path: string, index: ReturnType<typeof createRuleIndex>) => Analysis,
): Map<string, readonly Problem[]> {
  const index = createRuleIndex();
  const analyses = [...texts].map(([name, text]) => {
    const path = name.replaceAll('\\', '/');
    const analysis = analyseOne(text, path, index);
    index.set(path, summaryOf(analysis.rule, path));
    return [name, analysis] as const;
  });
  const configuration = { ...defaultConfiguration, profile: 'elastic' as const };
  return new Map(analyses.map(([name, analysis]) => [name, lint(analysis, configuration)]));
}

type Counts = Record<string, Record<string, number>>;

/** Counts the findings of each code in each file. */
function countByCode(
  found: ReadonlyMap<string, readonly Problem[]>,
  counts: (problem: Problem) => boolean,
): Counts {
  const result: Counts = {};
  for (const [name, problems] of found) {
    for (const problem of problems) {
      if (!counts(problem)) continue;
      result[problem.code] ??= {};
      const byFile = result[problem.code]!;
      byFile[basename(name)] = (byFile[basename(name)] ?? 0) + 1;
    }
  }
  return result;
}

function numbersOf(known: Readonly<Record<string, Readonly<Record<string, KnownFinding>>>>): Counts {
  return Object.fromEntries(
    Object.entries(known).map(([code, byFile]) => [
      code,
      Object.fromEntries(Object.entries(byFile).map(([name, { count }]) => [name, count])),
    ]),
  );
}
