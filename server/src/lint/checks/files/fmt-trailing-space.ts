import { defineLint } from '../../lint.js';

export default defineLint({
  id: 'fmt-trailing-space',
  severity: 'hint',
  off: true,
  scope: 'any',
  summary: 'Trailing spaces',
  why: 'They are invisible and show up in diffs. Inside a string they are part of its value.',
  avoid: 'severity = "low"   ',
  prefer: 'severity = "low"',

  check({ text, document }, report) {
    const trailing = /[ \t]+(?=\r?\n|$(?![\s\S]))/g;
    const strings = document.places().filter(({ stringStyle }) => stringStyle?.startsWith('multiline'));
    for (const match of text.matchAll(trailing)) {
      const span = { start: match.index, end: match.index + match[0].length };
      if (strings.some(({ value }) => value && value.start <= span.start && span.end <= value.end)) continue;
      report({
        span,
        message: 'Spaces at the end of the line.',
        fix: { title: 'Remove the spaces', edits: [{ span, text: '' }] },
      });
    }
  },
});
