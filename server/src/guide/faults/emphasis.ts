import { type GuideNode, visitNodes } from '../nodes.js';
import { quote, type ReportFault, spanOf } from './fault.js';

const touchesInside = /[\s./"-]/;
const letter = /[\p{L}\p{N}]/u;

/** Reports stars of patterns that Kibana reads as emphasis and drops. */
export function findEatenStars(root: GuideNode, text: string, report: ReportFault): void {
  visitNodes(root, (node) => {
    if (node.type !== 'emphasis' && node.type !== 'strong') return;
    const span = spanOf(node);
    const length = node.type === 'strong' ? 2 : 1;
    if (text[span.start] !== '*') return;
    const first = text[span.start + length] ?? '';
    const last = text[span.end - length - 1] ?? '';
    // A whole sentence may be bold, and a name such as ".profile".
    const endsSentence = node.type === 'strong' && last === '.' && letter.test(first);
    const startsWithDot = node.type === 'strong' && first === '.' && letter.test(text[span.start + 3] ?? '');
    const isPattern =
      (touchesInside.test(first) && !startsWithDot) ||
      (touchesInside.test(last) && !endsSentence) ||
      letter.test(text[span.start - 1] ?? '') ||
      letter.test(text[span.end] ?? '');
    if (!isPattern) return;
    report({
      code: 'guide-emphasis',
      severity: 'warning',
      span,
      message: `Kibana reads the stars in ${quote(text.slice(span.start, span.end))} as emphasis and does not show them.`,
      help: 'Put each pattern in backticks.',
      effect: 'note',
    });
  });
}
