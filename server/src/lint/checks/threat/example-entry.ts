/** The id and name of a tactic or technique in ATT&CK. */
interface Named {
  readonly id: string;
  readonly name: string;
  readonly reference: string;
}

const execution: Named = {
  id: 'TA0002',
  name: 'Execution',
  reference: 'https://attack.mitre.org/tactics/TA0002/',
};
const interpreter: Named = {
  id: 'T1059',
  name: 'Command and Scripting Interpreter',
  reference: 'https://attack.mitre.org/techniques/T1059/',
};

/** Returns an example: a threat entry of a rule, by default with the tactic TA0002. */
export function entryOfTactic(tactic: Partial<Named> = {}): string {
  return `${start}\n${tableOf('[rule.threat.tactic]', { ...execution, ...tactic })}`;
}

/** Returns the same with a technique, by default T1059. */
export function entryOfTechnique(technique: Partial<Named> = {}): string {
  return [
    start,
    tableOf('[[rule.threat.technique]]', { ...interpreter, ...technique }),
    tableOf('[rule.threat.tactic]', execution),
  ].join('\n');
}

const start = '[[rule.threat]]\nframework = "MITRE ATT&CK"';

function tableOf(header: string, { id, name, reference }: Named): string {
  return `${header}\nid = "${id}"\nname = "${name}"\nreference = "${reference}"`;
}
