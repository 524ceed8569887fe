import type { EventObject } from '../../evaluate/values/access.js';
import type { GuideFault } from '../../guide/faults/fault.js';
import { spanOf } from '../../guide/faults/fault.js';
import { visitNodes } from '../../guide/nodes.js';
import type { ParsedGuide } from '../../guide/parse.js';
import type { Span } from '../../text/span.js';
import { fillPlaceholders } from './placeholders.js';
import { describeRange, describeTerm, type GuidePlugin, readPlugin } from './plugins.js';

interface Replacement {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/**
 * Returns a section's Markdown with its plugins as text; their searches use the event's values where it has
 * them. Differences from Kibana are noted beside them.
 */
export function toPlainMarkdown(
  parsed: ParsedGuide,
  text: string,
  faults: readonly GuideFault[],
  event: EventObject | undefined,
  written: (span: Span) => string,
): string {
  if (parsed.kind === 'broken') {
    const said = parsed.isBounded ? parsed.cause : `Kibana shows the source of this guide: ${parsed.cause}`;
    return `**${said}**\n\n${text}`;
  }
  const replacements: Replacement[] = [];
  visitNodes(parsed.root, (node) => {
    const { plugin } = node;
    if (plugin?.kind !== 'osquery' && plugin?.kind !== 'investigate') return;
    const { start, end } = spanOf(node);
    const from = start + plugin.length;
    const lost = text.slice(from, end).trim() === '' ? '' : written({ start: from, end }).trim();
    replacements.push({
      start,
      end,
      text:
        describePlugin(readPlugin(plugin as never), event) +
        (lost === '' ? '' : ` ~~${lost}~~ (Kibana drops this)`),
    });
  });
  for (const { effect, span, message } of faults) {
    if (effect !== 'text') continue;
    const end = endOfPlugin(text, span.end);
    const remark = message.replace(/\.$/, '');
    replacements.push({ start: span.start, end, text: `${text.slice(span.start, end)} (${remark})` });
  }
  replacements.sort((a, b) => a.start - b.start);
  let result = '';
  let from = 0;
  for (const { start, end, text: replacement } of replacements) {
    if (start < from) continue;
    result += text.slice(from, start) + replacement;
    from = end;
  }
  return result + text.slice(from);
}

/**
 * Returns the offset after the braces of a plugin whose name ends at an offset, or the same offset if they do
 * not match within the line.
 */
export function endOfPlugin(text: string, offset: number): number {
  let depth = 0;
  for (let index = offset; index < text.length && text[index] !== '\n'; index++) {
    if (text[index] === '{') depth++;
    else if (text[index] === '}' && depth-- === 0) return index + 1;
  }
  return offset;
}

function describePlugin(plugin: GuidePlugin, event: EventObject | undefined): string {
  if (plugin.kind === 'osquery')
    return `**Osquery: ${plugin.label}** ${code(fillPlaceholders(plugin.query, event))}`;
  const { label, description, providers, isFilled } = plugin;
  const groups = (providers ?? []).map((group) => {
    const terms = group.map(describeTerm).join(' and ');
    return code(isFilled ? fillPlaceholders(terms, event) : terms);
  });
  const parts = [description, groups.join(' or '), describeRange(plugin)].filter(
    (part) => part !== undefined && part !== '',
  );
  return `**Investigate: ${label}** ${parts.join('; ')}`;
}

function code(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.includes('`') ? `\`\` ${line} \`\`` : `\`${line}\``;
}
