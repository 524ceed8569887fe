import { guideOf, headingsIn } from '../guide.js';
import { defineLint } from '../lint.js';
import { fixInString } from '../string-fix.js';

export default defineLint({
  id: 'note-setup-heading',
  severity: 'error',
  profile: 'elastic',
  counterpart: 'rule.validate_note',
  bypass: 'note_validation_and_parse',
  summary: 'Heading of the setup that the build does not find',
  why: 'The build moves the part below "## Setup" from "note" to "setup"; it knows that heading alone, and only one place for the setup.',
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
      const isSetup = text.toLowerCase() === 'setup';
      const string = isSetup || level === 2 ? document.stringAt(['rule', 'note']) : undefined;
      if (!string) continue;
      const place = string.spanToDocument(span);
      if (isSetup && (level !== 2 || text !== 'Setup')) {
        const title = 'Replace with "## Setup"';
        const fix = fixInString(string, { title, edits: [{ span, text: '## Setup' }] });
        report({
          span: place,
          message: 'The heading of the setup must be "## Setup".',
          ...(fix ? { fix } : {}),
        });
      } else if (isSetup && hasSetup) {
        report({
          span: place,
          message: 'The rule has "setup", so its guide cannot have a part "## Setup".',
          help: 'Move the part to "setup".',
        });
      } else if (level === 2 && text.toLowerCase().includes('config')) {
        report({
          span: place,
          message: 'How to configure something belongs below "## Setup", not below a heading of its own.',
        });
      }
    }
  },
});
