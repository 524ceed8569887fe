import { editDistance } from '../../text/nearest.js';
import type { Span } from '../../text/span.js';
import { guideOf, isInFence } from '../guide.js';
import { defineLint } from '../lint.js';
import { fixInString } from '../string-fix.js';

/** A link whose address does not begin as nearly all do. */
const link = /\[[^\]\n]*\]\((?!https?:\/\/\w)([^()\n]*)/g;

export default defineLint({
  id: 'guide-link',
  severity: 'warning',
  summary: 'Link in the guide that leads nowhere',
  why: 'People follow links of the guide in the middle of an investigation.',
  avoid: 'note = "See [the wiki](htps://example.org/wiki)."',
  prefer: 'note = "See [the wiki](https://example.org/wiki)."',

  check(analysis, report) {
    const guide = guideOf(analysis);
    if (!guide.note.includes('](')) return;
    for (const match of guide.note.matchAll(link)) {
      const target = match[1]!;
      const wrong = wrongTarget(target, guide.note[match.index + match[0].length]);
      if (!wrong || isInFence(guide, match.index) || isInCode(guide.note, match.index)) continue;
      const string = analysis.document.stringAt(['rule', 'note']);
      if (!string) return;
      const end = match.index + match[0].length;
      const span: Span =
        target === '' ? { start: match.index, end: end + 1 } : { start: end - target.length, end };
      const { message, replacement } = wrong;
      const fix =
        replacement === undefined
          ? undefined
          : fixInString(string, {
              title: `Replace with "${replacement}"`,
              edits: [{ span, text: replacement }],
            });
      report({ span: string.spanToDocument(span), message, ...(fix ? { fix } : {}) });
    }
  },
});

function wrongTarget(
  target: string,
  next: string | undefined,
): { message: string; replacement?: string } | undefined {
  if (target.trim() === '') return next === ')' ? { message: 'The link has no address.' } : undefined;
  const start = /^([a-z]{3,7})(:?\/{1,3})(?=\w)/i.exec(target);
  if (!start) return undefined;
  const [whole, protocol, separator] = start as unknown as [string, string, string];
  const meant = ['https', 'http'].find((known) => editDistance(protocol.toLowerCase(), known, 1) <= 1);
  const exact = meant === protocol.toLowerCase() || protocol.toLowerCase() === 'http';
  if (meant === undefined || separator === '/' || (exact && separator === '://')) return undefined;
  return {
    message: `"${whole}" is not how an address begins.`,
    replacement: `${exact ? protocol.toLowerCase() : meant}://${target.slice(whole.length)}`,
  };
}

/** Whether an odd number of backticks stands before the place in its line. */
function isInCode(text: string, offset: number): boolean {
  const line = text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset);
  return (line.split('`').length - 1) % 2 === 1;
}
