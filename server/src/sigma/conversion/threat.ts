import type { JsonObject } from '../../exchange/json.js';
import { type Attack, bundledAttack, referenceOf } from '../../rule/attack/attack.js';
import version19 from '../../rule/attack/attack-v19.json' with { type: 'json' };
import type { SigmaProblem } from './target.js';

/** The ATT&CK entries in the tags of a rule. */
export interface Threat {
  readonly entries: readonly JsonObject[];
  /** Names of the tactics, for tags. */
  readonly tactics: readonly string[];
  readonly problems: readonly SigmaProblem[];
}

/** Tactics into which ATT&CK 19 has split one of version 18. */
const splitTactics: Readonly<Record<string, string>> = {
  stealth: 'TA0005',
  'defense-impairment': 'TA0005',
};

/** Returns `[[rule.threat]]` for tags such as `attack.execution` and `attack.t1059.001`. */
export function threatOf(tags: readonly string[], attack: Attack = bundledAttack): Threat {
  const problems: SigmaProblem[] = [];
  const tactics = new Set<string>();
  const techniques = new Set<string>();
  for (const tag of tags) {
    const name = /^attack\.(.+)$/i.exec(tag.trim())?.[1]?.toLowerCase();
    if (name === undefined || /^(?:[gs]|ds)\d{4}$/.test(name)) continue;
    if (/^t\d{4}(?:\.\d{3})?$/.test(name)) {
      const id = knownTechnique(name.toUpperCase(), attack);
      if (id === undefined) problems.push(unknown(tag, 'technique', attack));
      else techniques.add(id);
    } else {
      const id = tacticOf(name, attack);
      if (id === undefined) problems.push(unknown(tag, 'tactic', attack));
      else tactics.add(id);
    }
  }
  for (const id of techniques) {
    const own = attack.techniqueOf(id)!.tactics;
    if (!own.some((tactic) => tactics.has(tactic)) && own[0] !== undefined) tactics.add(own[0]);
  }
  const sorted = [...tactics].sort();
  return {
    entries: sorted.map((tactic) => entryOf(tactic, [...techniques].sort(), attack)),
    tactics: sorted.map((tactic) => attack.tacticName(tactic)!),
    problems,
  };
}

function unknown(tag: string, what: string, { version }: Attack): SigmaProblem {
  return {
    code: `unknown-${what}`,
    severity: 'warning',
    message: `ATT&CK ${version} has no ${what} for the tag "${tag}".`,
  };
}

function tacticOf(name: string, attack: Attack): string | undefined {
  const written = name.replaceAll('_', '-');
  const [id] =
    Object.entries(attack.tactics).find(
      ([, tactic]) => tactic.toLowerCase().replaceAll(' ', '-') === written,
    ) ?? [];
  return id ?? (Object.hasOwn(splitTactics, written) ? splitTactics[written] : undefined);
}

/**
 * Returns a technique's id in the version that is used: as written, its successor, or its id before version
 * 19.
 */
function knownTechnique(id: string, attack: Attack): string | undefined {
  if (attack.techniqueOf(id)) return id;
  const successor = attack.supersededBy(id);
  if (successor !== undefined) return attack.techniqueOf(successor) ? successor : undefined;
  const earlier = Object.entries(version19.moved).filter(([, moved]) => moved.id === id);
  const named = earlier.find(([old, moved]) => attack.techniqueOf(old)?.name === moved.name);
  const [old] = named ?? earlier[0] ?? [];
  return old !== undefined && attack.techniqueOf(old) ? old : undefined;
}

function entryOf(tactic: string, techniques: readonly string[], attack: Attack): JsonObject {
  const own = techniques.filter((id) => attack.techniqueOf(id)!.tactics.includes(tactic));
  const parents = [...new Set(own.map((id) => id.split('.')[0]!))].filter((id) => attack.techniqueOf(id));
  return {
    framework: 'MITRE ATT&CK',
    tactic: namedEntry(tactic, attack.tacticName(tactic)!),
    ...(parents.length === 0
      ? {}
      : {
          technique: parents.map((parent): JsonObject => {
            const parts = own.filter((id) => id.startsWith(`${parent}.`));
            return {
              ...namedEntry(parent, attack.techniqueOf(parent)!.name),
              ...(parts.length === 0
                ? {}
                : { subtechnique: parts.map((id) => namedEntry(id, attack.techniqueOf(id)!.name)) }),
            };
          }),
        }),
  };
}

function namedEntry(id: string, name: string): JsonObject {
  return { id, name, reference: referenceOf(id) };
}
