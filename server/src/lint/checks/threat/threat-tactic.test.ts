import { avoided, checkFix, checkLint, examples } from '../../../../../test/helpers/check-lint.js';
import { threatEntry } from '../../../../../test/helpers/threat-entry.js';
import lint from './threat-tactic.js';

const called = 'Tactic TA0002 is called "Execution", not "Excution".';
const unknown = 'ATT&CK 18.0 has no tactic with the id "TA0099".';
const autostart = { id: 'T1547', name: 'Boot or Logon Autostart Execution' };

checkLint(lint, {
  'another name': avoided(lint, { '"Excution"': called }),
  'an id that does not exist': threatEntry({
    tactic: {
      id: 'TA0900x',
      name: 'Execution',
      reference: 'https://attack.mitre.org/tactics/TA0002/',
      marks: { id: 'Tactic "Execution" has the id TA0002, not TA0900x.' },
    },
  }),
  'an id that the techniques do not serve, with the name of one that they serve': threatEntry({
    tactic: {
      id: 'TA0002',
      name: 'Persistence',
      marks: { id: 'Tactic "Persistence" has the id TA0003, not TA0002.' },
    },
    technique: autostart,
  }),
  'neither id nor name is known, the name is near': threatEntry({
    tactic: { id: 'TA0099', name: 'Exection', marks: { id: unknown } },
  }),
  'neither is known': threatEntry({ tactic: { id: 'TA0099', name: 'Mischief', marks: { id: unknown } } }),
  'the framework is misspelt, too': threatEntry({
    framework: 'Mitre Attack',
    tactic: { id: 'TA0002', name: 'Excution', marks: { name: called } },
  }),
});

checkFix(lint, {
  'the name of the id': examples(lint),
  'id and reference, where the techniques go with the name': [
    threatEntry({ tactic: { id: 'TA0002', name: 'Persistence' }, technique: autostart }),
    threatEntry({ tactic: { id: 'TA0003', name: 'Persistence' }, technique: autostart }),
  ],
});
