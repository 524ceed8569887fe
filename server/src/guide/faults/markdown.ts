import { type GuideNode, visitNodes } from '../nodes.js';
import { quote, type ReportFault, spanOf } from './fault.js';

const alignmentRow = /^\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$/;

/** Reports Markdown of other programs that Kibana shows as text, and links that it reads as check boxes. */
export function findOtherMarkdown(root: GuideNode, text: string, report: ReportFault): void {
  visitNodes(root, (node, parents) => {
    const base = { code: 'guide-markdown', effect: 'note' } as const;
    const whole = spanOf(node);
    if (node.type === 'checkbox') {
      const match = /^(?:\s*[-*])?\s*\[[\sx]*\]\([^)\n]*\)/.exec(text.slice(whole.start, whole.end));
      if (!match) return;
      report({
        ...base,
        severity: 'warning',
        span: { start: whole.start, end: whole.start + match[0].length },
        message: `Kibana shows a check box here: ${quote(match[0].trim())} starts like one.`,
        help: 'Change the link text, or put a word before it.',
      });
      return;
    }
    if (node.type === 'linkReference' && /^\^/.test(node.identifier ?? '')) {
      report({
        ...base,
        severity: 'information',
        span: whole,
        message: 'Kibana does not support footnotes.',
        help: 'Write the remark in parentheses.',
      });
      return;
    }
    if (node.type !== 'paragraph') return;
    if (parents.at(-1)?.type === 'blockquote' && parents.at(-1)?.children?.[0] === node) {
      const alert = /^\[!(?:NOTE|TIP|IMPORTANT|WARNING|CAUTION)\]/.exec(text.slice(whole.start, whole.end));
      if (alert)
        report({
          ...base,
          severity: 'information',
          span: { start: whole.start, end: whole.start + alert[0].length },
          message: `Kibana does not support Markdown alerts: it shows a quote that starts with "${alert[0]}".`,
        });
    }
    const lines = linesOf(text, whole.start, whole.end);
    for (const [index, { start, line }] of lines.entries()) {
      const span = { start, end: start + line.trimEnd().length };
      const next = lines[index + 1]?.line ?? '';
      const previous = index > 0;
      if (previous && line.includes('|') && next.includes('|') && alignmentRow.test(next))
        report({
          ...base,
          severity: 'warning',
          span,
          message: 'Kibana shows this table as text: a table cannot follow a line of text.',
          help: 'Put an empty line before the table.',
        });
      else if (/^\d+\)[ \t]+\S/.test(line))
        report({
          ...base,
          severity: 'information',
          span: { start, end: start + line.indexOf(')') + 1 },
          message: 'Kibana shows this as text: a numbered list needs a "." after the number.',
        });
      else if (/^#{2,6}[^#\s]/.test(line))
        report({
          ...base,
          severity: 'information',
          span,
          message: 'Kibana shows this as text: a heading needs a space after "#".',
        });
    }
  });
}

function linesOf(text: string, start: number, end: number): { start: number; line: string }[] {
  const lines: { start: number; line: string }[] = [];
  for (let at = start; at < end; ) {
    const next = text.indexOf('\n', at);
    const lineEnd = next < 0 || next > end ? end : next;
    const written = text.slice(at, lineEnd);
    const line = written.replace(/^[ \t>]*/, '');
    lines.push({ start: at + written.length - line.length, line });
    at = lineEnd + 1;
  }
  return lines;
}
