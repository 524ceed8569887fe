import data from './attack.json' with { type: 'json' };

/** A technique or subtechnique of ATT&CK. */
export interface Technique {
  readonly name: string;
  /** Ids of the tactics it serves. */
  readonly tactics: readonly string[];
}

/** What ATT&CK says, as plain data. */
export interface AttackTables {
  readonly version: string;
  /** Names of all tactics by id. */
  readonly tactics: Readonly<Record<string, string>>;
  /** All techniques and subtechniques by id. */
  readonly techniques: Readonly<Record<string, Technique>>;
  /** The ids that replace those given up. */
  readonly superseded: Readonly<Record<string, string>>;
}

/** One version of ATT&CK. */
export interface Attack extends AttackTables {
  /** Name of a tactic, or undefined. */
  tacticName(id: string): string | undefined;
  /** A technique or subtechnique by id, or undefined. */
  techniqueOf(id: string): Technique | undefined;
  /** The id that replaces one that ATT&CK has given up, or undefined. */
  supersededBy(id: string): string | undefined;
}

/** ATT&CK with these tables. */
export function attackOf(tables: AttackTables): Attack {
  const tactics = new Map(Object.entries(tables.tactics));
  const techniques = new Map(Object.entries(tables.techniques));
  const superseded = new Map(Object.entries(tables.superseded));
  return {
    ...tables,
    tacticName: (id) => tactics.get(id),
    techniqueOf: (id) => techniques.get(id),
    supersededBy: (id) => superseded.get(id),
  };
}

/** The version of ATT&CK that comes with Rulewright. */
export const bundledAttack: Attack = attackOf(data);

export const { tactics, techniques, tacticName, techniqueOf, supersededBy } = bundledAttack;

/** Address of the page of a tactic, technique or subtechnique id. */
export function referenceOf(id: string): string {
  if (id.startsWith('TA')) return `https://attack.mitre.org/tactics/${id}/`;
  return `https://attack.mitre.org/techniques/${id.replace('.', '/')}/`;
}
