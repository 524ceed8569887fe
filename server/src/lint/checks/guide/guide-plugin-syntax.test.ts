import { checkLint } from '../../../../../test/helpers/check-lint.js';
import lint from './guide-plugin-syntax.js';

const entries = [0, 1, 2]
  .flatMap(() => [
    '[[transform.osquery]]\nlabel = "a"\nquery = "SELECT 1"',
    '[[transform.investigate]]\nlabel = "a"\nproviders = []',
  ])
  .map((entry) => `\n    ${entry.replaceAll('\n', '\n    ')}`)
  .join('');
const note = (text: string): string => `
    note = '''
    ${text.replaceAll('\n', '\n    ')}
    '''${entries}`;
const providers = '[[{"field":"host.id","queryType":"exists"}]]';

checkLint(lint, {
  'no query': note('!{osquery{"label":"a"}}\n^^^^^^^^^ The Osquery plugin has no "query".'),
  'no label': note(
    `!{investigate{"providers":${providers}}}\n^^^^^^^^^^^^^ The investigate plugin has no "label": Kibana shows "undefined".`,
  ),
  'a group without terms': note(
    '!{investigate{"label":"a","providers":[[]]}}\n^^^^^^^^^^^^^ The investigate plugin has no "providers" to search for.',
  ),
  'what has no entry is told elsewhere': "note = 'Run $osquery_0'",
  'Osquery in a sentence': note(
    'Run $osquery_0\n    ^^^^^^^^^^ An Osquery plugin must start a paragraph or list item; here Kibana shows it as text.',
  ),
  'Osquery in lists': note('- $osquery_0\n1. $osquery_1\n  * $osquery_2'),
  'text behind a search': note(
    '- $investigate_0 and compare\n  ^^^^^^^^^^^^^^ Kibana drops the text after this search in the same paragraph.',
  ),
  'a second search on the next line': note(
    '$investigate_0\n^^^^^^^^^^^^^^ Kibana drops the text after this search in the same paragraph.\n$investigate_1',
  ),
  'three searches in a line': note(
    '$investigate_0 $investigate_1 $investigate_2\n^^^^^^^^^^^^^^ Kibana drops the text after this search in the same paragraph.',
  ),
  'a search for each item': note('Look: $investigate_0\n\n- $investigate_1\n- $investigate_2\n## More'),
  'a name that Kibana does not know': note(
    'See !{investigate {"label":"a"}}\n    ^^^^^^^^^^^^^ Kibana shows this as text: it is not a valid plugin.',
  ),
  'excluded as a string': note(
    '!{investigate{"label":"a","providers":[[{"field":"a","excluded":"false"}]]}}\n^^^^^^^^^^^^^ "excluded" must be true or false: Kibana reads "false" as true.',
  ),
  'a placeholder in a label of [transform]': `
    [[transform.osquery]]
    label = "Of {{host.id}}"
            ^^^^^^^^^^^^^^^^ Kibana does not replace the placeholder in "label".
    query = "SELECT 1"`,
  'the setup': `
    setup = "First $osquery_0"
                   ^^^^^^^^^^ "$osquery_0" is not replaced: the build fills in only "note" from [transform].`,
  code: note('```\n!{osquery{\n$investigate_0 x\n```'),
  'another text with a dollar': note('$env:PATH and !{x}'),
});
