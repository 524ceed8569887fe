import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { analyse } from '../../server/src/analysis/analyse.js';
import type { Analysis } from '../../server/src/analysis/analysis.js';
import { createFieldPlan, type FieldPlan } from '../../server/src/fields/checkout/field-plan.js';
import { readSchemas } from '../../server/src/fields/checkout/read-schemas.js';
import type { LintConfiguration } from '../../server/src/lint/configuration.js';
import { lint } from '../../server/src/lint/run.js';
import { eqlLanguage } from '../../server/src/query/eql/language.js';
import { kqlLanguage } from '../../server/src/query/kql/language.js';
import type { Checkout } from '../../server/src/rule/checkout/checkout.js';
import { findCheckout } from '../../server/src/rule/checkout/read-checkout.js';
import { looksLikeRule } from '../../server/src/rule/looks-like-rule.js';
import { createRuleIndex, type RuleSummary, summaryOf } from '../../server/src/rule/rule-index.js';
import type { Problem } from '../../server/src/text/problem.js';
import { type Mutant, meets, type Original } from './mutant.js';

const configuration: LintConfiguration = { profile: 'elastic', checks: {}, overrides: [], ignore: [] };

/** A checkout of detection-rules with its rules, as the command line reads them. */
export interface Corpus {
  /** Paths of the rules that are not deprecated. */
  readonly paths: readonly string[];
  original(path: string): Original;
  /** Returns the findings in the changed rule that the original does not have, except hints. */
  newFindings(original: Original, mutant: Mutant): Problem[];
}

/** Reads the rules and schemas of a checkout. */
export async function openCorpus(folder: string): Promise<Corpus> {
  const checkout = findCheckout(folder)!;
  const plan = createFieldPlan(checkout, await readSchemas(checkout));
  const analysisOf = createAnalyser(checkout, plan);
  const texts = new Map<string, string>();
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()) {
    if (!name.endsWith('.toml')) continue;
    const text = readFileSync(join(folder, name), 'utf8');
    if (looksLikeRule(text)) texts.set(name.split(sep).join('/'), text);
  }
  const paths = [...texts].flatMap(([path, text]) => (analysisOf(path, text).rule.deprecated ? [] : [path]));
  const originals = new Map<string, Original>();
  return {
    paths,
    original(path) {
      let original = originals.get(path);
      if (!original) {
        const text = texts.get(path)!;
        const analysis = analysisOf(path, text);
        const eql = analysis.parsed(eqlLanguage);
        const kql = analysis.parsed(kqlLanguage);
        original = { path, text, analysis, eql, kql, findings: count(visible(analysis)) };
        originals.set(path, original);
      }
      return original;
    },
    newFindings(original, { text, path = original.path, neighbour, expected }) {
      const left = new Map(original.findings);
      const all = visible(analysisOf(path, text, original.path, neighbour));
      // Of two findings with the same message, the one at the mistake is new.
      const isAway = ({ span }: Problem): boolean => !expected.some((place) => meets(span, place));
      return [...all.filter(isAway), ...all.filter((problem) => !isAway(problem))].filter((problem) => {
        const known = left.get(keyOf(problem)) ?? 0;
        left.set(keyOf(problem), known - 1);
        return known <= 0;
      });
    },
  };
}

/** Returns a function that analyses a text at a path, among all rules analysed earlier and the neighbour. */
function createAnalyser(checkout: Checkout, plan: FieldPlan) {
  const index = createRuleIndex();
  const others = new Map<string, RuleSummary>();
  return (path: string, text: string, own = path, neighbour?: RuleSummary): Analysis => {
    const around = createNeighbourhood(index.without(own), neighbour);
    const analysis = analyse(text, { path, checkout, fieldPlan: () => plan, others: around });
    if (own === path && !others.has(path)) {
      const summary = summaryOf(analysis.rule, path);
      others.set(path, summary);
      index.set(path, summary);
    }
    return analysis;
  };
}

type OtherRules = NonNullable<Analysis['others']>;

function createNeighbourhood(others: OtherRules, neighbour: RuleSummary | undefined): OtherRules {
  if (!neighbour) return others;
  const index = createRuleIndex();
  index.set('neighbour', neighbour);
  const own = index.without('');
  return {
    withId: (id) => [...others.withId(id), ...own.withId(id)],
    withName: (name) => [...others.withName(name), ...own.withName(name)],
    withFileName: (name) => [...others.withFileName(name), ...own.withFileName(name)],
  };
}

function visible(analysis: Analysis): Problem[] {
  return lint(analysis, configuration).filter(({ severity }) => severity !== 'hint');
}

function count(problems: readonly Problem[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const problem of problems) counts.set(keyOf(problem), (counts.get(keyOf(problem)) ?? 0) + 1);
  return counts;
}

const keyOf = ({ code, message }: Problem): string => `${code}\n${message}`;
