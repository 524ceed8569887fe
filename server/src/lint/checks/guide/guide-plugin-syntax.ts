import type { Analysis } from '../../../analysis/analysis.js';
import { settingsFault } from '../../../guide/settings.js';
import { tableSpan, valueSpan } from '../../../rule/schema-check/place.js';
import { isTable } from '../../../toml/path.js';
import { defineLint, type LintFinding } from '../../lint.js';
import { reportGuideFaults } from './guide-faults.js';

export default defineLint({
  id: 'guide-plugin-syntax',
  severity: 'warning',
  summary: 'Guide plugin that Kibana shows as text, not at all, or with a different search',
  why: 'Kibana has its own parser for the JSON of a plugin. It recognizes Osquery only at the start of a paragraph or list item, and drops whatever follows a Timeline search in the same paragraph.',
  avoid: `note = '''
!{investigate{"label":"Alerts of the host"}}
'''`,
  prefer: `note = '''
!{investigate{"label":"Alerts of the host","providers":[[{"field":"host.id","queryType":"phrase","value":"{{host.id}}"}]]}}
'''`,

  check(analysis, report) {
    reportGuideFaults(analysis, 'guide-plugin-syntax', report);
    checkEntries(analysis, report);
    checkSetup(analysis, report);
  },
});

/** Checks what the schema of [transform] accepts, but Kibana interprets differently. */
function checkEntries({ document }: Analysis, report: (finding: LintFinding) => void): void {
  const { transform } = document.values;
  if (!isTable(transform)) return;
  for (const kind of ['osquery', 'investigate'] as const) {
    const entries = transform[kind];
    if (!Array.isArray(entries)) continue;
    for (const [index, entry] of entries.entries()) {
      if (!isTable(entry)) continue;
      const fault = settingsFault(kind, entry);
      if (!fault?.placeholderKey && !fault?.isRange) continue;
      const { message, help, placeholderKey } = fault;
      const path = ['transform', kind, index];
      report({
        span: placeholderKey ? valueSpan(document, [...path, placeholderKey]) : tableSpan(document, path),
        message,
        ...(help !== undefined && { help }),
      });
    }
  }
}

/** The build fills in the note from [transform], but not the setup. */
function checkSetup({ document, rule }: Analysis, report: (finding: LintFinding) => void): void {
  const { setup } = rule.table;
  if (typeof setup !== 'string' || !setup.includes('$')) return;
  for (const match of setup.matchAll(/\$\{?(?:osquery|investigate)_\d+\}?/g)) {
    const string = document.stringAt(['rule', 'setup']);
    if (!string) return;
    report({
      span: string.spanToDocument({ start: match.index, end: match.index + match[0].length }),
      message: `"${match[0]}" is not replaced: the build fills in only "note" from [transform].`,
    });
  }
}
