import type { Attack } from '../rule/attack/attack.js';
import type { Rule } from '../rule/rule.js';
import { isTable, type TomlValue } from '../toml/path.js';

/**
 * How certain it is that a rule works as described: not at all, by passing tests, or by tests that notice
 * each change of it.
 */
export type Proof = 'untested' | 'tested' | 'proved';

/** A rule with its techniques and its proof. */
export interface CoveringRule {
  readonly path: string;
  readonly rule: Rule;
  readonly proof: Proof;
}

/** A rule below a technique. */
export interface CoveredBy {
  readonly rule: string;
  readonly name: string;
  readonly proof: Proof;
  /** Whether the rule names a subtechnique, and counts for its parent. */
  readonly bySubtechnique?: true;
}

/** A technique or subtechnique with its rules. */
export interface CoveredTechnique {
  readonly id: string;
  readonly name: string;
  /** Ids of the tactics that rules name it for. */
  readonly tactics: readonly string[];
  readonly rules: readonly CoveredBy[];
}

/** The techniques that a repository's rules cover. */
export interface Coverage {
  /** In id order. */
  readonly techniques: readonly CoveredTechnique[];
  /** Rules without a technique. */
  readonly withoutTechnique: readonly string[];
}

interface Draft {
  readonly tactics: Set<string>;
  readonly rules: Map<string, CoveredBy>;
}

/**
 * Returns the techniques that rules name. A rule for a subtechnique also counts for its parent; one for a
 * technique does not count for its subtechniques.
 */
export function coverageOf(rules: readonly CoveringRule[], attack: Attack): Coverage {
  const drafts = new Map<string, Draft>();
  const withoutTechnique: string[] = [];
  const take = (id: string, tactic: string | undefined, by: CoveredBy): void => {
    const draft = drafts.get(id) ?? { tactics: new Set(), rules: new Map() };
    drafts.set(id, draft);
    if (tactic !== undefined) draft.tactics.add(tactic);
    const known = draft.rules.get(by.rule);
    if (!known || known.bySubtechnique) draft.rules.set(by.rule, by);
  };
  for (const { path, rule, proof } of rules) {
    const named = techniquesOf(rule);
    if (named.length === 0) withoutTechnique.push(path);
    for (const { id, tactic } of named) {
      const by: CoveredBy = { rule: path, name: rule.name ?? path, proof };
      take(id, tactic, by);
      const [parent] = id.split('.');
      if (parent !== id) take(parent!, tactic, { ...by, bySubtechnique: true });
    }
  }
  const techniques = [...drafts].map(([id, draft]) => ({
    id,
    name: attack.techniqueOf(id)?.name ?? id,
    tactics: [...draft.tactics].sort(),
    rules: [...draft.rules.values()],
  }));
  techniques.sort((a, b) => (a.id < b.id ? -1 : 1));
  return { techniques, withoutTechnique };
}

/** Returns the best proof among rules. */
export function bestProof(rules: readonly CoveredBy[]): Proof {
  const proofs = new Set(rules.map(({ proof }) => proof));
  return proofs.has('proved') ? 'proved' : proofs.has('tested') ? 'tested' : 'untested';
}

interface NamedTechnique {
  readonly id: string;
  readonly tactic: string | undefined;
}

/** Returns the most specific techniques of a rule. */
function techniquesOf({ table }: Rule): NamedTechnique[] {
  return tablesIn(table.threat).flatMap((entry) => {
    const tactic = isTable(entry.tactic) ? text(entry.tactic.id) : undefined;
    return tablesIn(entry.technique).flatMap((technique) => {
      const below = tablesIn(technique.subtechnique).flatMap(({ id }) => text(id) ?? []);
      const ids = below.length > 0 ? below : [text(technique.id) ?? []].flat();
      return ids.map((id) => ({ id, tactic }));
    });
  });
}

function tablesIn(list: TomlValue | undefined): Readonly<Record<string, TomlValue | undefined>>[] {
  return (Array.isArray(list) ? list : []).filter(isTable);
}

function text(value: TomlValue | undefined): string | undefined {
  return typeof value === 'string' && /^(?:T|TA|AML\.)[\w.]{1,20}$/.test(value) ? value : undefined;
}
