import type { GuideEnvironment } from './html.js';
import { fillPlaceholders } from './placeholders.js';
import { describeRange, describeTerm, findPlugins, type GuidePlugin } from './plugins.js';

/** The Markdown of a guide with its plugins written out, and placeholders filled in where the event has a value. */
export function toPlainMarkdown(markdown: string, { transform, event }: GuideEnvironment): string {
  let text = '';
  let from = 0;
  for (const found of findPlugins(markdown, transform)) {
    text += markdown.slice(from, found.span.start);
    text += 'plugin' in found ? describePlugin(found.plugin) : `${found.written} (${found.error})`;
    from = found.span.end;
  }
  return fillPlaceholders(text + markdown.slice(from), event);
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
