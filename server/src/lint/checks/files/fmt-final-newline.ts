import { defineLint } from '../../lint.js';

export default defineLint({
  id: 'fmt-final-newline',
  severity: 'hint',
  off: true,
  scope: 'any',
  summary: 'Missing line break at the end of the file',
  why: 'Adding a line later shows in the diff as a change of two lines.',
  avoid: `[metadata]
[rule]
name = "x"`,
  prefer: `[metadata]
[rule]
name = "x"
`,

  check({ text }, report) {
    if (text === '' || /[\r\n]$/.test(text)) return;
    const end = text.length;
    report({
      span: { start: Math.max(text.lastIndexOf('\n') + 1, end - 1), end },
      message: 'Missing line break at the end of the file.',
      fix: {
        title: 'Add a line break',
        edits: [{ span: { start: end, end }, text: text.includes('\r\n') ? '\r\n' : '\n' }],
      },
    });
  },
});
