import type { Analysis } from '../../../analysis/analysis.js';
import { fixInString } from '../../../analysis/string-fix.js';
import { insertKey } from '../../../rule/schema-check/key-edits.js';
import type { Fix } from '../../../text/problem.js';
import { encodeString } from '../../../toml/encode.js';
import { defineLint } from '../../lint.js';
import { type GuideHeading, guideOf, headingsIn } from './guide.js';

export default defineLint({
  id: 'setup-in-note',
  severity: 'hint',
  off: true,
  summary: 'Setup in the investigation guide',
  why: 'Kibana shows "setup" where rules are installed, and the guide with every alert. The build moves this section to "setup".',
  avoid: "note = '''\n## Triage\n\n## Setup\n\nInstall the integration.\n'''",
  prefer: "note = '''\n## Triage\n'''\nsetup = 'Install the integration.'",

  check(analysis, report) {
    const headings = headingsIn(guideOf(analysis));
    const at = headings.findIndex(({ level, text }) => level === 2 && text === 'Setup');
    const string = at < 0 ? undefined : analysis.document.stringAt(['rule', 'note']);
    if (!string) return;
    const fix = analysis.rule.table.setup === undefined ? moveSetup(analysis, headings, at) : undefined;
    report({
      span: string.spanToDocument(headings[at]!.span),
      message: 'This section of the guide belongs in "setup".',
      ...(fix ? { fix } : {}),
    });
  },
});

function moveSetup(analysis: Analysis, headings: readonly GuideHeading[], at: number): Fix | undefined {
  const { note } = guideOf(analysis);
  const { document } = analysis;
  const start = headings[at]!.span.start;
  const end = headings.slice(at + 1).find(({ level }) => level <= 2)?.span.start ?? note.length;
  const content = encodeString(note.slice(headings[at]!.span.end, end).trim(), 'multiline-basic');
  const title = 'Move it to "setup"';
  const string = document.stringAt(['rule', 'note']);
  const fix = string && fixInString(string, { title, edits: [{ span: { start, end }, text: '' }] });
  const insert = insertKey(document, 'rule', 'setup', `"""\n${content}\n"""`);
  return fix && insert ? { title, edits: [...fix.edits, insert] } : undefined;
}
