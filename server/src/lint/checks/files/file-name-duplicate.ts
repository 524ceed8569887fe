import { defineLint } from '../../lint.js';
import { fileName, fileSpan } from './file-place.js';

export default defineLint({
  id: 'file-name-duplicate',
  severity: 'error',
  profile: 'elastic',
  scope: 'production',
  counterpart: 'test_all_rules.test_duplicate_file_names',
  summary: 'Two rule files with the same name',
  why: 'Rules of all folders go into one package, so file names must be unique.',
  avoid: `#- rules/linux/execution_shell.toml
[metadata]
maturity = "production"
[rule]
#- rules/macos/execution_shell.toml
[metadata]
maturity = "production"
[rule]`,
  prefer: `#- rules/linux/execution_shell_linux.toml
[metadata]
maturity = "production"
[rule]
#- rules/macos/execution_shell_macos.toml
[metadata]
maturity = "production"
[rule]`,

  check(analysis, report) {
    const name = fileName(analysis);
    if (name === undefined) return;
    const other = analysis.others?.withFileName(name).find(({ maturity }) => maturity === 'production');
    if (!other) return;
    report({
      span: fileSpan(analysis),
      message: `Another rule has the file name "${name}": ${other.path}.`,
      help: 'Rename one of the two.',
    });
  },
});
