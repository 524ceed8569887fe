import { expect, test } from 'vitest';
import { checkFix, checkLint, runLint } from '../../../../../test/helpers/check-lint.js';
import { applyEdits } from '../../../text/edits.js';
import { parseToml } from '../../../toml/document.js';
import lint from './guide-plugin-inline.js';

const rule = (note: string, transform = ''): string =>
  `[metadata]\nmaturity = "production"\n[rule]\nnote = """\n${note}\n"""\n${transform}`;

checkLint(lint, {
  'a plugin': `
    [metadata]
    maturity = "production"
    [rule]
    note = '''
    !{investigate{"label":"a"}}
    ^^^^^^^^^^^^^ The plugin "investigate" is inline in the guide.
    '''`,
  'an address': `
    [metadata]
    maturity = "production"
    [rule]
    note = "$investigate_0 and !{timeline}"`,
});

checkFix(lint, {
  'at the end of the file': [
    rule(
      '!{osquery{\\"query\\":\\"SELECT 1\\"}}\n\nThen: !{osquery{\\"label\\":\\"b\\",\\"query\\":\\"SELECT 2\\"}}',
    ),
    rule(
      '$osquery_0\n\nThen: $osquery_1',
      '\n[[transform.osquery]]\nlabel = "Run Osquery"\nquery = "SELECT 1"\n\n[[transform.osquery]]\nlabel = "b"\nquery = "SELECT 2"\n\n',
    ),
  ],
  'what [transform] cannot hold stays': [
    rule(
      '!{investigate{\\"label\\":\\"a\\",\\"providers\\":[[{\\"field\\":\\"a\\",\\"queryType\\":\\"exists\\"}]]}}',
    ),
    rule(
      '!{investigate{\\"label\\":\\"a\\",\\"providers\\":[[{\\"field\\":\\"a\\",\\"queryType\\":\\"exists\\"}]]}}',
    ),
  ],
});

test('the new entries come after those that are there, and say the same as before', () => {
  const settings = {
    label: 'Alerts of "{{host.id}}"',
    providers: [
      [{ excluded: false, field: 'host.id', queryType: 'phrase', value: '{{host.id}}', valueType: 'string' }],
      [{ excluded: true, field: 'user.name', queryType: 'phrase', value: 'C:\\x', valueType: 'string' }],
    ],
    relativeFrom: 'now-1h',
    relativeTo: 'now',
  };
  const text = `[metadata]
maturity = "production"
[transform]
[[transform.investigate]]
label = "first" # kept

[[transform.osquery]]
label = "q"
query = "SELECT 1"

[rule]
note = '''
$investigate_0

!{investigate${JSON.stringify(settings)}}
'''
`;
  const [found] = runLint(lint, text).problems;
  const { values, problems } = parseToml(applyEdits(text, found!.fix!.edits));
  expect(problems).toEqual([]);
  expect(values.rule).toMatchObject({ note: '$investigate_0\n\n$investigate_1\n' });
  expect(values.transform).toMatchObject({
    investigate: [{ label: 'first' }, settings],
    osquery: [{ label: 'q', query: 'SELECT 1' }],
  });
});

checkFix(lint, {
  'a new entry is written right behind those that are there': [
    `[metadata]
maturity = "production"
[[transform.osquery]]
label = "Zero"
query = "SELECT 0"
[rule]
note = '''
!{osquery{"label":"One","query":"SELECT 1"}}
'''`,
    `[metadata]
maturity = "production"
[[transform.osquery]]
label = "Zero"
query = "SELECT 0"

[[transform.osquery]]
label = "One"
query = "SELECT 1"
[rule]
note = '''
$osquery_1
'''`,
  ],
});
