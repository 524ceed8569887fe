import { expect, test } from 'vitest';
import { avoided, checkFix, checkLint, examples, runLint } from '../../../../../test/helpers/check-lint.js';
import { execution, interpreter, threatEntry } from '../../../../../test/helpers/threat-entry.js';
import lint from './threat-technique.js';

const powerShell = {
  id: 'T1059.001',
  name: 'PowerShell',
  marks: { id: 'T1059.001 is a subtechnique; it belongs below T1059.' },
};

checkLint(lint, {
  'another name': avoided(lint, {
    '"Command Interpreter"':
      'Technique T1059 is called "Command and Scripting Interpreter", not "Command Interpreter".',
  }),
  'the right name': threatEntry({ technique: interpreter, tactic: execution }),
  'a technique of another tactic': threatEntry({
    technique: {
      ...interpreter,
      marks: {
        id: 'Technique T1059 (Command and Scripting Interpreter) does not belong to the tactic TA0010 Exfiltration.',
      },
    },
    tactic: { id: 'TA0010', name: 'Exfiltration' },
  }),
  'an id that no version can have': threatEntry({
    technique: {
      id: 'T9999',
      name: 'Foo',
      marks: { id: 'ATT&CK 18.0 has no technique with the id "T9999".' },
    },
    tactic: execution,
  }),
  'an id of old': threatEntry({
    technique: {
      id: 'T1064',
      name: 'Scripting',
      marks: { id: 'ATT&CK 18.0 has no technique with the id "T1064".' },
    },
    tactic: execution,
  }),
  'a subtechnique in the place of a technique': threatEntry({ technique: powerShell, tactic: execution }),
  'a subtechnique in the place of a technique, the framework misspelt': threatEntry({
    framework: 'Mitre Attack',
    technique: powerShell,
    tactic: execution,
  }),
  'a technique in the place of a subtechnique': threatEntry({
    technique: interpreter,
    subtechnique: { ...interpreter, marks: { id: 'T1059 is a technique, not a subtechnique.' } },
    tactic: execution,
  }),
  'an id of another tactic with the name of one that fits': threatEntry({
    technique: {
      ...interpreter,
      id: 'T1095',
      marks: { id: 'Technique "Command and Scripting Interpreter" has the id T1059, not T1095.' },
    },
    tactic: execution,
  }),
});

checkFix(lint, {
  'the name of the id': examples(lint),
});

test('threat-technique: of an unknown number nothing is guessed, of a name it is', () => {
  const first = (id: string, name: string) =>
    runLint(lint, threatEntry({ technique: { id, name } })).problems[0];
  expect(first('T1064', 'Scripting')?.help).toBeUndefined();
  expect(first('T1000', 'User Excution')?.help).toBe('Did you mean T1204 (User Execution)?');
  expect(first('T1064', 'Scripting')?.severity).toBe('warning');
  expect(first('T1720', 'Something New')?.severity).toBe('information');
});
