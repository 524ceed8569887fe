import { checkFix, checkLint } from '../../../../../test/helpers/check-lint.js';
import lint from './note-setup-heading.js';

const note = (text: string, more = ''): string => `
    note = '''
    ${text.replaceAll('\n', '\n    ')}
    '''${more}`;

checkLint(lint, {
  'another level': note('### Setup\n^^^^^^^^^ The heading of the setup must be "## Setup".'),
  'another letter case': note('## SETUP\n^^^^^^^^ The heading of the setup must be "## Setup".'),
  configuration: note(
    '## Configuration of Sysmon\n^^^^^^^^^^^^^^^^^^^^^^^^^^ Configuration steps belong below "## Setup", not below a separate heading.',
  ),
  'in both places': note(
    '## Setup\n^^^^^^^^ The rule has "setup", so its guide cannot have a section "## Setup".',
    '\n    setup = "Install it."',
  ),
  'closing signs': note(
    '### Setup ##\n^^^^^^^^^^^^ The heading of the setup must be "## Setup".\n## Setup\n## Setup#\n    # Setup\n#Setup',
  ),
  'in code': note('```\n# setup\n```\n## Setup\n### Configure it'),
});

checkFix(lint, {
  'the right heading': [note('# setup #'), note('## Setup')],
});
