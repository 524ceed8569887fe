import data from './attack.json' with { type: 'json' };

/** A technique or subtechnique of ATT&CK. */
export interface Technique {
  readonly name: string;
  /** Ids of the tactics it serves. */
  readonly tactics: readonly string[];
}

/** Version of the ATT&CK tables that come with Rulewright. */
export const attackVersion: string = data.version;

/** Names of all tactics by id. */
export const tactics: Readonly<Record<string, string>> = data.tactics;

/** All techniques and subtechniques by id. */
export const techniques: Readonly<Record<string, Technique>> = data.techniques;

const superseded: Readonly<Record<string, string>> = data.superseded;

/** Name of a tactic, or undefined. */
export function tacticName(id: string): string | undefined {
  return Object.hasOwn(tactics, id) ? tactics[id] : undefined;
}

/** A technique or subtechnique by id, or undefined. */
export function techniqueOf(id: string): Technique | undefined {
  return Object.hasOwn(techniques, id) ? techniques[id] : undefined;
}

/** The id that replaces one that ATT&CK has given up, or undefined. */
export function supersededBy(id: string): string | undefined {
  return Object.hasOwn(superseded, id) ? superseded[id] : undefined;
}

/** Address of the page of a tactic, technique or subtechnique id. */
export function referenceOf(id: string): string {
  if (id.startsWith('TA')) return `https://attack.mitre.org/tactics/${id}/`;
  return `https://attack.mitre.org/techniques/${id.replace('.', '/')}/`;
}
