import type { GuideEnvironment } from './environment.js';
import { fillPlaceholders } from './placeholders.js';
import { describeRange, describeTerm, findPlugins, type GuidePlugin } from './plugins.js';

/**
 * The Markdown of a section with its plugins written out, and placeholders filled in where the event has a value. Takes the
 * environment after the section was rendered as HTML: what Kibana shows otherwise is told as there.
 */
export function toPlainMarkdown({ text: markdown, transform, event, faults }: GuideEnvironment): string {
  const lost = faults.filter(({ effect }) => effect === 'lost');
  const shownAsText = new Map(
    faults.filter(({ effect }) => effect === 'text').map(({ span, message }) => [span.start, message]),
  );
  const leftOut = (text: string, from: number): string => {
    const here = lost.find(({ span }) => span.start >= from && span.start < from + text.length);
    if (!here) return text;
    const [start, end] = [here.span.start - from, Math.min(text.length, here.span.end - from)];
    return `${text.slice(0, start)}~~${text.slice(start, end)}~~ (Kibana leaves this out)${text.slice(end)}`;
  };
  let text = '';
  let from = 0;
  for (const found of findPlugins(markdown, transform)) {
    if (lost.some(({ span }) => span.start <= found.span.start && found.span.start < span.end)) continue;
    text += leftOut(markdown.slice(from, found.span.start), from);
    const fault = shownAsText.get(found.span.start)?.replace(/\.$/, '');
    if (fault !== undefined) text += `${found.written} (${fault})`;
    else text += 'plugin' in found ? describePlugin(found.plugin) : found.written;
    from = found.span.end;
  }
  return fillPlaceholders(text + leftOut(markdown.slice(from), from), event);
}

function describePlugin(plugin: GuidePlugin): string {
  if (plugin.kind === 'osquery') return `**Osquery: ${plugin.label}** ${code(plugin.query)}`;
  const { label, description, providers } = plugin;
  const groups = providers.map((group) => code(group.map(describeTerm).join(' and ')));
  const parts = [description, groups.join(' or '), describeRange(plugin)].filter(
    (part) => part !== undefined,
  );
  return `**Investigate: ${label}** ${parts.join('; ')}`;
}

function code(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.includes('`') ? `\`\` ${line} \`\`` : `\`${line}\``;
}
