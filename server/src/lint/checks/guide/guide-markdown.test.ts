import { checkLint } from '../../../../../test/helpers/check-lint.js';
import lint from './guide-markdown.js';

checkLint(lint, {
  'a table below a line': `
    note = '''
    Fields:
    | a | b |
    ^^^^^^^^^ Kibana shows this table as text: a table cannot follow a line of text.
    |---|---|
    | 1 | 2 |
    '''`,
  'a link that is a check box': `
    note = '''
    [x](https://example.org) is the page.
    ^^^^^^^^^^^^^^^^^^^^^^^^ Kibana shows a check box here: "[x](https://example.org)" starts like one.
    '''`,
  'headings, items and alerts of other programs': `
    note = '''
    ##Triage
    ^^^^^^^^ Kibana shows this as text: a heading needs a space after "#".

    1) Look
    ^^ Kibana shows this as text: a numbered list needs a "." after the number.

    > [!NOTE]
      ^^^^^^^ Kibana does not support Markdown alerts: it shows a quote that starts with "[!NOTE]".
    > Look
    '''`,
  'what Kibana knows':
    "note = '''\n## Triage\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n- [ ] look\n- [x] ask\n\n1. one\n'''",
});
