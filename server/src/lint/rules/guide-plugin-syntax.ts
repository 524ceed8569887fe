import { type InlinePlugin, type PluginReference, settingsOf } from '../../rule/guide-text.js';
import type { Span } from '../../text/span.js';
import type { Analysis } from '../analysis.js';
import { entryCount, guideOf, type InvestigationGuide, isInFence } from '../guide.js';
import { defineLint, type Finding } from '../lint.js';

export default defineLint({
  id: 'guide-plugin-syntax',
  severity: 'warning',
  summary: 'Plugin of the guide that Kibana shows as text or not at all',
  why: 'Kibana reads the JSON of a plugin itself, takes Osquery at the start of a paragraph or list item only, and leaves out what follows a Timeline search in its paragraph.',
  avoid: `note = '''
!{investigate{"label":"Alerts of the host"}}
'''`,
  prefer: `note = '''
!{investigate{"label":"Alerts of the host","providers":[[{"field":"host.id","queryType":"phrase","value":"{{host.id}}"}]]}}
'''`,

  check(analysis, report) {
    const guide = guideOf(analysis);
    if (guide.plugins.length === 0) return;
    let swallowedTo = 0;
    for (const plugin of guide.plugins) {
      if (plugin.span.start < swallowedTo || isInFence(guide, plugin.span.start)) continue;
      // What it refers to is missing, which is told by another check; where it stands comes after.
      if (plugin.kind === 'reference' && lacksEntry(analysis, plugin)) continue;
      const wrong = plugin.kind === 'inline' ? wrongSettings(plugin) : undefined;
      const finding = wrong ?? misplaced(guide, plugin.name, plugin.span);
      if (!wrong && plugin.name === 'investigate') swallowedTo = endOfParagraph(guide, plugin.span.end);
      const string = finding && analysis.document.stringAt(['rule', 'note']);
      if (finding && string) report({ ...finding, span: string.spanToDocument(finding.span) });
    }
  },
});

function lacksEntry(analysis: Analysis, { name, index }: PluginReference): boolean {
  const { rule, document } = analysis;
  const isTold = document.values.transform !== undefined || rule.maturity === 'production';
  return isTold && index >= entryCount(analysis, name);
}

function wrongSettings(plugin: InlinePlugin): Finding | undefined {
  const { name, json } = plugin;
  const span = { start: plugin.span.start, end: plugin.span.start + `!{${name}`.length };
  const settings = settingsOf(plugin);
  if (typeof settings === 'string') {
    const help =
      json !== undefined && /[{}]/.test(json.replace(/^\{/, ''))
        ? 'Kibana ends the plugin where its braces match, and counts braces in texts too.'
        : undefined;
    return { span, message: `Kibana cannot read the plugin: ${settings}.`, ...(help ? { help } : {}) };
  }
  const isText = (key: string): boolean => typeof settings[key] === 'string' && settings[key] !== '';
  if (name === 'osquery') {
    return isText('query') ? undefined : { span, message: 'The Osquery plugin has no "query".' };
  }
  if (!isText('label')) return { span, message: 'The investigate plugin has no "label".' };
  const { providers } = settings;
  const searches =
    Array.isArray(providers) && providers.some((group) => Array.isArray(group) && group.length > 0);
  return searches ? undefined : { span, message: 'The investigate plugin has no "providers" to search for.' };
}

function misplaced(guide: InvestigationGuide, name: string, span: Span): Finding | undefined {
  const { note } = guide;
  if (name === 'osquery') {
    const before = note.slice(note.lastIndexOf('\n', span.start - 1) + 1, span.start);
    if (/^[ \t>]*(?:(?:[-*+]|\d+[.)])[ \t]+)?$/.test(before)) return undefined;
    const message = 'An Osquery plugin must start a paragraph or list item; here Kibana shows it as text.';
    return { span, message };
  }
  const rest = note.slice(span.end, endOfParagraph(guide, span.end));
  if (rest.trim() === '') return undefined;
  return {
    span,
    severity: 'information',
    message: 'Kibana leaves out what follows this search in the same paragraph.',
    help: 'Put what follows into a paragraph or list item of its own.',
  };
}

/** Where the paragraph or list item ends that an offset lies in. */
function endOfParagraph({ note }: InvestigationGuide, offset: number): number {
  const end = /\n[ \t]*(?=\n|$|[-*+>#]|\d+[.)]|```)/g;
  end.lastIndex = offset;
  return end.exec(note)?.index ?? note.length;
}
