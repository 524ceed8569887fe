import { fixInString } from '../../../analysis/string-fix.js';
import { defineLint } from '../../lint.js';
import { guideOf, headingsIn } from './guide.js';

export default defineLint({
  id: 'note-setup-heading',
  severity: 'error',
  profile: 'elastic',
  counterpart: 'rule.validate_note',
  bypass: 'note_validation_and_parse',
  summary: 'Setup heading that the build does not recognize',
  why: 'The build moves the section "## Setup" from "note" to "setup". It recognizes only this heading, and a rule can have its setup in only one of the two.',
  avoid: "note = '''\n### setup\n\nInstall the integration.\n'''",
  prefer: "note = '''\n## Setup\n\nInstall the integration.\n'''",

  check(analysis, report) {
    const { rule, document, checkout } = analysis;
    const guide = guideOf(analysis);
    if (!/setup|config/i.test(guide.note)) return;
    if (rule.id !== undefined && checkout?.tests.skipsRule(rule.id)) return;
    const { setup } = rule.table;
    const hasSetup = typeof setup === 'string' && setup.trim() !== '';
    for (const { level, text, span } of headingsIn(guide)) {
      const found = wrongHeading(level, text, hasSetup);
      const string = found && document.stringAt(['rule', 'note']);
      if (!found || !string) continue;
      const { message, help, replacement } = found;
      const fix =
        replacement &&
        fixInString(string, {
          title: `Replace with "${replacement}"`,
          edits: [{ span, text: replacement }],
        });
      report({
        span: string.spanToDocument(span),
        message,
        ...(help ? { help } : {}),
        ...(fix ? { fix } : {}),
      });
    }
  },
});

function wrongHeading(
  level: number,
  text: string,
  hasSetup: boolean,
): { message: string; help?: string; replacement?: string } | undefined {
  if (text.toLowerCase() !== 'setup') {
    if (level !== 2 || !text.toLowerCase().includes('config')) return undefined;
    return {
      message: 'Configuration steps belong below "## Setup", not below a separate heading.',
    };
  }
  if (level !== 2 || text !== 'Setup') {
    return { message: 'The heading of the setup must be "## Setup".', replacement: '## Setup' };
  }
  if (!hasSetup) return undefined;
  return {
    message: 'The rule has "setup", so its guide cannot have a section "## Setup".',
    help: 'Move the section to "setup".',
  };
}
