import { type GuideNode, visitNodes } from '../nodes.js';
import { firstLine, quote, type ReportFault, spanOf } from './fault.js';

const help = 'Put it in backticks, or write "&lt;" for "<".';

/** Reports HTML, and words in angle brackets that are parsed as HTML. Kibana drops both. */
export function findHtml(root: GuideNode, text: string, report: ReportFault): void {
  visitNodes(root, ({ type, children }, parents) => {
    if (!children) return;
    const isBlock = type !== 'paragraph' && !parents.some((parent) => parent.type === 'paragraph');
    const open = new Set<string>();
    for (const child of children) {
      if (child.type !== 'html') continue;
      const span = spanOf(child);
      const written = text.slice(span.start, span.end);
      const rest = written.replace(/<!--[\s\S]*?(?:-->|$)/g, '').trim();
      if (rest === '') continue;
      const name = /^<\/?([a-z][\w-]*)/i.exec(rest)?.[1]?.toLowerCase() ?? '';
      // The closing tag of a reported one.
      if (rest.startsWith('</') && open.has(name)) continue;
      open.add(name);
      const lines = isBlock && /[\s\S]>\s*\S/.test(rest) ? ' with everything in this block' : '';
      report({
        code: 'guide-html',
        severity: 'warning',
        span: firstLine(text, span),
        message: `Kibana drops ${quote(written)}${lines}: it reads this as HTML.`,
        help,
        effect: 'lost',
      });
    }
  });
}
