import { checkFix, checkLint } from '../../../../../test/helpers/check-lint.js';
import lint from './setup-in-note.js';

checkLint(lint, {
  'a part of the guide': `
    note = '''
    ## Setup
    ^^^^^^^^ This section of the guide belongs in "setup".
    '''`,
  'another level': "note = '''\n### Setup\n'''",
});

checkFix(lint, {
  'up to the next part': [
    '[metadata]\n[rule]\nname = "x"\nnote = """\n## Triage\n\n## Setup\n\nInstall \\"it\\".\n\n### More\n\n## Links\n"""\ntags = []\n',
    '[metadata]\n[rule]\nname = "x"\nnote = """\n## Triage\n\n## Links\n"""\nsetup = """\nInstall "it".\n\n### More\n"""\ntags = []\n',
  ],
});
