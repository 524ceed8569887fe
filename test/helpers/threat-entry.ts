/** A tactic or technique to write; missing values have the defaults of {@link threatEntry}. */
export interface WrittenThreat {
  readonly id: string;
  readonly name: string;
  /** The page of the id by default. */
  readonly reference?: string;
  /** The message of a finding on the value, by key. */
  readonly marks?: Readonly<Partial<Record<'id' | 'name' | 'reference', string>>>;
}

/** The tables of an entry of `[[rule.threat]]`; undefined ones are omitted. */
export interface ThreatTables {
  readonly framework?: string;
  readonly tactic?: WrittenThreat;
  readonly technique?: WrittenThreat;
  readonly subtechnique?: WrittenThreat;
}

/** A correct tactic and technique for an entry. */
export const execution: WrittenThreat = { id: 'TA0002', name: 'Execution' };
export const interpreter: WrittenThreat = { id: 'T1059', name: 'Command and Scripting Interpreter' };

/** Returns an entry of `[[rule.threat]]` with markers as `checkLint` reads them. */
export function threatEntry({
  framework = 'MITRE ATT&CK',
  tactic,
  technique,
  subtechnique,
}: ThreatTables): string {
  return [
    '[[rule.threat]]',
    `framework = "${framework}"`,
    ...table('[[rule.threat.technique]]', technique),
    ...table('[[rule.threat.technique.subtechnique]]', subtechnique),
    ...table('[rule.threat.tactic]', tactic),
  ].join('\n');
}

function table(header: string, written: WrittenThreat | undefined): string[] {
  if (!written) return [];
  const { id, name, reference = pageOf(id), marks = {} } = written;
  const lines = Object.entries({ id, name, reference }).flatMap(([key, value]) => {
    const message = marks[key as keyof typeof marks];
    const marker = `${' '.repeat(`${key} = `.length)}${'^'.repeat(value.length + 2)} ${message}`;
    return [`${key} = "${value}"`, ...(message === undefined ? [] : [marker])];
  });
  return [header, ...lines];
}

function pageOf(id: string): string {
  const kind = id.startsWith('TA') ? 'tactics' : 'techniques';
  return `https://attack.mitre.org/${kind}/${id.replace('.', '/')}/`;
}
