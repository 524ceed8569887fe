import { queryStrings } from '../../../analysis/parsed-query.js';
import { eqlLanguage } from '../../../query/eql/language.js';
import { defineLint } from '../../lint.js';

export default defineLint({
  id: 'hardcoded-drive',
  severity: 'hint',
  off: true,
  counterpart: 'rules.instructions',
  summary: 'Windows path that names a drive',
  why: 'Windows is not always installed on drive C.',
  avoid: String.raw`process where process.executable : "C:\\Windows\\*.exe"`,
  prefer: String.raw`process where process.executable : "?:\\Windows\\*.exe"`,

  check(analysis, report) {
    if (!analysis.parsed(eqlLanguage)?.tree) return;
    for (const { text, span } of queryStrings(analysis)) {
      if (!/^c:\\/i.test(text)) continue;
      report({
        span: analysis.queryToDocument(span),
        message: `"${text}" only matches on drive ${text[0]}.`,
        help: 'Write "?:" for any drive, and use an operator that expands wildcards.',
      });
    }
  },
});
