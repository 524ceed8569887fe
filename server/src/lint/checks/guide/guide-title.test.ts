import { checkFix, checkLint } from '../../../../../test/helpers/check-lint.js';
import lint from './guide-title.js';

checkLint(lint, {
  'a blank name is for text-blank': 'name = " "\nnote = "### Investigating Shell Started"',
  'another name': `
    name = "Shell Started"
    note = """
    ## Triage and analysis

    ### Investigating Shell Stopped
                      ^^^^^^^^^^^^^ The guide is for "Shell Stopped", but the rule is called "Shell Started".
    """`,
  'another letter case': 'name = "Shell Started"\nnote = "### Investigating shell started"',
  'a name of several lines, which no title can be':
    'name = "Shell\\nStarted"\nnote = "### Investigating Shell"',
  'no title': 'name = "Shell Started"\nnote = "## Triage and analysis"',
});

checkFix(lint, {
  'the name': [
    `name = 'Shell "sh" Started'\nnote = "### Investigating Shell"`,
    `name = 'Shell "sh" Started'\nnote = "### Investigating Shell \\"sh\\" Started"`,
  ],
  'without the spaces around it': [
    'name = " Shell Started\\n"\nnote = "### Investigating Shell"',
    'name = " Shell Started\\n"\nnote = "### Investigating Shell Started"',
  ],
});
