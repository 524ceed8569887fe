import type { Span } from '../../text/span.js';
import { type GuideNode, visitNodes } from '../nodes.js';
import { settingsFault } from '../settings.js';
import { type GuideFault, type ReportFault, spanOf } from './fault.js';

const hint =
  'Write !{osquery{...}}, !{investigate{...}} or !{tooltip[...](...)} in lower case and without spaces.';

/**
 * Reports plugins that Kibana shows as text, without what follows, or with settings that it reads
 * differently.
 */
export function findPluginFaults(root: GuideNode, text: string, report: ReportFault): void {
  const base = { code: 'guide-plugin-syntax' } as const;
  visitNodes(root, (node) => {
    const { type, plugin } = node;
    const whole = spanOf(node);
    if (plugin?.kind === 'osquery' || plugin?.kind === 'investigate') {
      const end = whole.start + plugin.length;
      const name = { start: whole.start, end: whole.start + `!{${plugin.kind}`.length };
      const fault = settingsFault(plugin.kind, plugin.settings);
      if (fault) report({ ...base, ...fault, span: name, effect: 'note' });
      const rest = text.slice(end, whole.end);
      if (rest.trim() === '') return;
      report(investigateTail({ start: whole.start, end }, rest));
      return;
    }
    if (type !== 'text' || plugin) return;
    const source = text.slice(whole.start, whole.end);
    for (const match of source.matchAll(/(?<!\\)!\{\s*(osquery|investigate|insight|tooltip)\b/gi)) {
      const start = whole.start + match.index;
      const isOsquery = match[0] === '!{osquery' && /^[{}]/.test(source.slice(match.index + match[0].length));
      if (match[0] === '!{tooltip' && /^\[/.test(source.slice(match.index + match[0].length))) continue;
      report({
        ...base,
        severity: 'warning',
        span: { start, end: start + match[0].length },
        message: isOsquery
          ? 'An Osquery plugin must start a paragraph or list item; here Kibana shows it as text.'
          : 'Kibana shows this as text: it is not a valid plugin.',
        ...(!isOsquery && { help: hint }),
        effect: 'text',
      });
    }
  });
}

/** Returns the problem of a search that is followed by other text in its paragraph. */
export function investigateTail(span: Span, rest: string): GuideFault {
  return {
    code: 'guide-plugin-syntax',
    severity: /[\p{L}\p{N}]/u.test(rest) ? 'warning' : 'information',
    span,
    message: 'Kibana drops the text after this search in the same paragraph.',
    help: 'Put it in its own paragraph or list item.',
    effect: 'lost',
  };
}
