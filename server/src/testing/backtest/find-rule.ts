import { nearestNames } from '../../text/nearest.js';
import type { RuleAlerts } from './outcome.js';

/** The rule that a reference names, or why it names none. */
export type FoundRule =
  | { readonly rule: RuleAlerts }
  | { readonly error: string; readonly help: string | undefined };

/** Limit of references with a suggestion, because searching for one takes longer than finding a rule. */
const mostSuggestions = 100;

/** Returns a function that finds rules by `rule_id`, path, name or the end of the path, in this order. */
export function ruleFinder(rules: readonly RuleAlerts[]): (reference: string) => FoundRule {
  const indexes = [
    indexBy(rules, ({ id }) => id),
    indexBy(rules, ({ rule }) => withoutDot(rule)),
    indexBy(rules, ({ name }) => name),
  ];
  const names = rules.flatMap(({ id, name, rule }) => [id, name, rule].filter((one) => one !== undefined));
  let failures = 0;
  return (reference) => {
    const found = indexes.map((index) => index.get(withoutDot(reference))).find((list) => list !== undefined);
    const candidates = found ?? rules.filter(({ rule }) => rule.endsWith(`/${withoutDot(reference)}`));
    const [rule, ...others] = candidates;
    if (rule && others.length === 0) return { rule };
    if (rule) {
      const paths = candidates.slice(0, 3).map((one) => one.rule);
      return {
        error: `ambiguous rule "${reference}": ${candidates.length} rules match, ${paths.join(', ')}`,
        help: 'name the rule by its rule_id or its path',
      };
    }
    const [near] = failures++ < mostSuggestions ? nearestNames(reference, names) : [];
    return {
      error: `unknown rule "${reference}"`,
      help: near === undefined ? 'name the rule by its rule_id, name or path' : `did you mean "${near}"?`,
    };
  };
}

function indexBy(
  rules: readonly RuleAlerts[],
  keyOf: (rule: RuleAlerts) => string | undefined,
): ReadonlyMap<string, readonly RuleAlerts[]> {
  const index = new Map<string, RuleAlerts[]>();
  for (const rule of rules) {
    const key = keyOf(rule);
    if (key === undefined) continue;
    const known = index.get(key);
    if (known) known.push(rule);
    else index.set(key, [rule]);
  }
  return index;
}

function withoutDot(path: string): string {
  return path.replace(/^\.\//, '');
}
