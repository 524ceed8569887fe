import data from './attack.json' with { type: 'json' };

/** An ATT&CK technique or subtechnique. */
export interface Technique {
  readonly name: string;
  /** The ids of its tactics. */
  readonly tactics: readonly string[];
}

/** The contents of ATT&CK, as plain data. */
export interface AttackTables {
  readonly version: string;
  /** The names of all tactics, by id. */
  readonly tactics: Readonly<Record<string, string>>;
  /** All techniques and subtechniques by id. */
  readonly techniques: Readonly<Record<string, Technique>>;
  /** The replacements of revoked ids. */
  readonly superseded: Readonly<Record<string, string>>;
}

/** One version of ATT&CK. */
export interface Attack extends AttackTables {
  /** Returns the name of a tactic, or undefined. */
  tacticName(id: string): string | undefined;
  /** Returns a technique or subtechnique by id, or undefined. */
  techniqueOf(id: string): Technique | undefined;
  /** Returns the replacement of an id that ATT&CK has revoked, or undefined. */
  supersededBy(id: string): string | undefined;
}

/** Creates an ATT&CK version from its tables. */
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

/** The ATT&CK version bundled with Rulewright. */
export const bundledAttack: Attack = attackOf(data);

export const { tactics, techniques, tacticName, techniqueOf, supersededBy } = bundledAttack;

/** Returns the address of the page of a tactic, technique or subtechnique id. */
export function referenceOf(id: string): string {
  if (id.startsWith('TA')) return `https://attack.mitre.org/tactics/${id}/`;
  return `https://attack.mitre.org/techniques/${id.replace('.', '/')}/`;
}
