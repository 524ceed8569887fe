import type { Analysis } from '../analysis/analysis.js';
import type { CaseOutcome } from '../testing/run-test-file.js';
import type { TestFile } from '../testing/test-file.js';
import { type NamedTactic, threatOf } from './threat.js';

/** A change of a rule in the history of its repository. */
export interface RuleChange {
  /** Formatted as `2026-01-31`. */
  readonly date: string;
  readonly summary: string;
}

/** The data for a rule's page. */
export interface SiteRule {
  /** Relative to the root of the rules, with `/`. */
  readonly path: string;
  readonly analysis: Analysis;
  readonly tests: TestFile | undefined;
  readonly outcomes: readonly CaseOutcome[];
  /** Newest first; empty if git cannot determine it. */
  readonly history: readonly RuleChange[];
}

/** How certain it is that a rule works as described. */
export type TestState = 'tested' | 'failing' | 'untested';

/** Returns a rule's state according to its tests. */
export function stateOf({ outcomes }: SiteRule): TestState {
  if (outcomes.length === 0) return 'untested';
  return outcomes.every(({ status }) => status === 'passed' || status === 'todo') ? 'tested' : 'failing';
}

/**
 * The parts of a rule that a site's lists show. The rule itself is not kept: thousands of them would fill the
 * memory.
 */
export interface ListedRule {
  /** Address of its page, from the root. */
  readonly address: string;
  readonly name: string;
  readonly severity: string;
  readonly type: string;
  readonly state: TestState;
  readonly tactics: readonly NamedTactic[];
  readonly tags: readonly string[];
  /** Integrations, or the index patterns of a rule without integrations. */
  readonly data: readonly string[];
}

/** Returns what the lists show of a rule. */
export function listedRule(rule: SiteRule, address: string): ListedRule {
  const { name, table, tags, integrations, index } = rule.analysis.rule;
  const text = (value: unknown): string => (typeof value === 'string' ? value : '');
  return {
    address,
    name: name ?? rule.path,
    severity: text(table.severity),
    type: text(table.type),
    state: stateOf(rule),
    tactics: threatOf(rule.analysis.rule),
    tags,
    data: integrations.length > 0 ? integrations : index,
  };
}
