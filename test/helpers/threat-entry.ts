/** A tactic or technique as it is written: what is not given is that of the defaults of {@link threatEntry}. */
export interface WrittenThreat {
  readonly id: string;
  readonly name: string;
  /** The page of the id when not given. */
  readonly reference?: string;
  /** By key the message of a finding on its value. */
  readonly marks?: Readonly<Partial<Record<'id' | 'name' | 'reference', string>>>;
}

/** What an entry of `[[rule.threat]]` has; tables that are not given are not written. */
export interface ThreatTables {
  readonly framework?: string;
  readonly tactic?: WrittenThreat;
  readonly technique?: WrittenThreat;
  readonly subtechnique?: WrittenThreat;
}

/** The tactic and the technique that are right, as parts of an entry. */
export const execution: WrittenThreat = { id: 'TA0002', name: 'Execution' };
export const interpreter: WrittenThreat = { id: 'T1059', name: 'Command and Scripting Interpreter' };

/** An entry of `[[rule.threat]]` with markers as `checkLint` reads them. */
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
