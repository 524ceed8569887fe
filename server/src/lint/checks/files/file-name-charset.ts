import { defineLint } from '../../lint.js';
import { fileName, fileSpan } from './file-place.js';

export default defineLint({
  id: 'file-name-charset',
  severity: 'error',
  profile: 'elastic',
  scope: 'production',
  counterpart: 'test_all_rules.test_file_names',
  summary: 'File name with characters other than a-z, 0-9 and _',
  why: 'All rule files follow one naming scheme, so that they sort by tactic and work on every system.',
  avoid: `#- rules/linux/Execution-Shell.toml
[metadata]
maturity = "production"
[rule]`,
  prefer: `#- rules/linux/execution_shell.toml
[metadata]
maturity = "production"
[rule]`,

  check(analysis, report) {
    const name = fileName(analysis);
    if (name === undefined || /^[a-z0-9_]+\.toml$/.test(name)) return;
    const words = name
      .replace(/\.toml$/i, '')
      .toLowerCase()
      .split(/[^a-z0-9]+/);
    report({
      span: fileSpan(analysis),
      message: `The file name "${name}" has characters other than a-z, 0-9 and "_".`,
      help: `Rename the file to "${words.filter(Boolean).join('_')}.toml".`,
    });
  },
});
