import toHast from 'mdast-util-to-hast';
import allToHast from 'mdast-util-to-hast/lib/all.js';
import emoji from 'node-emoji/lib/emoji.json' with { type: 'json' };
import remarkBreaks from 'remark-breaks';
import type { EventObject } from '../../evaluate/values/access.js';
import type { GuideFault } from '../../guide/faults/fault.js';
import { type GuideNode, visitNodes } from '../../guide/nodes.js';
import type { ParsedGuide } from '../../guide/parse.js';
import { replaceEmoji } from '../../guide/transforms.js';
import type { Span } from '../../text/span.js';
import { escapeHtml, type HtmlNode, writeHtml } from './html-writer.js';
import { endOfPlugin } from './markdown-text.js';
import { splitPlaceholders } from './placeholders.js';
import { describeRange, describeTerm, type GuidePlugin, readPlugin } from './plugins.js';

/** Settings for rendering a section. */
export interface HtmlSettings {
  readonly event: EventObject | undefined;
  /** Returns the file line, from 0, for an offset in the parsed text; undefined if lines are not wanted. */
  readonly lineAt: ((offset: number) => number | undefined) | undefined;
  /** Fields of placeholders that Kibana fills in and the event has no value for. */
  readonly unresolved: Set<string>;
  readonly faults: readonly GuideFault[];
  /** Returns the rule's text for a span of the parsed text. */
  written(span: Span): string;
}

const blocks: ReadonlySet<string> = new Set(
  ['p', 'ul', 'ol', 'li', 'pre', 'blockquote', 'table', 'hr', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6'].concat(
    'div',
  ),
);

/**
 * Renders a parsed section as safe HTML: only elements and attributes that are known to be harmless, and no
 * pictures. As in Kibana, line ends become breaks, emoji names become emoji, and the author's HTML is
 * dropped.
 */
export function toHtml(parsed: ParsedGuide, text: string, settings: HtmlSettings): string {
  if (parsed.kind === 'broken') return brokenHtml(parsed, text, settings);
  const { root } = parsed;
  markShownAsText(root, text, settings.faults);
  shortenTexts(root);
  replaceEmoji(root, emoji as Readonly<Record<string, string>>);
  (remarkBreaks as unknown as () => (tree: GuideNode) => void)()(root);
  const tree = (toHast as unknown as (tree: GuideNode, options: object) => HtmlNode)(root, {
    allowDangerousHtml: true,
    handlers: handlers(text, settings),
  });
  return `${writeHtml(finish(tree, settings, false))}\n`;
}

/** Runs of more spaces than anyone writes on purpose; HTML shows one. */
const manySpaces = /[ \t]{200,}/g;

/**
 * Joins adjacent text nodes, and shortens long runs of spaces. The packages take quadratic time in the number
 * of nodes and spaces, and the page looks the same.
 */
function shortenTexts(root: GuideNode): void {
  visitNodes(root, (node) => {
    if (!node.children?.some(({ type }) => type === 'text')) return;
    const children: GuideNode[] = [];
    let texts: GuideNode[] = [];
    const join = (): void => {
      const [first] = texts;
      if (!first) return;
      const value = texts
        .map(({ value = '' }) => value)
        .join('')
        .replace(manySpaces, ' ');
      const { position } = first;
      const end = texts.at(-1)?.position?.end;
      children.push({ ...first, value, ...(position && end && { position: { ...position, end } }) });
      texts = [];
    };
    for (const child of node.children) {
      if (child.type === 'text') texts.push(child);
      else {
        join();
        children.push(child);
      }
    }
    join();
    node.children = children;
  });
}

/** Marks plugins that Kibana shows as text, with the reason. */
function markShownAsText(root: GuideNode, text: string, faults: readonly GuideFault[]): void {
  const shown = faults.filter(({ effect }) => effect === 'text');
  if (shown.length === 0) return;
  visitNodes(root, (node) => {
    if (!node.children?.some(({ type }) => type === 'text')) return;
    node.children = node.children.flatMap((child) => {
      const { type, value = '', position } = child;
      if (type !== 'text' || !position) return [child];
      const pieces: (GuideNode & { remark?: string })[] = [];
      let from = 0;
      for (const { span, message } of shown) {
        if (span.start < position.start.offset || span.end > position.end.offset) continue;
        const at = value.indexOf(text.slice(span.start, span.end), from);
        if (at < 0) continue;
        const end = endOfPlugin(value, at + span.end - span.start);
        if (at > from) pieces.push({ type: 'text', value: value.slice(from, at) });
        pieces.push({ type: 'shownAsText', value: value.slice(at, end), remark: message });
        from = end;
      }
      if (from === 0) return [child];
      if (from < value.length) pieces.push({ type: 'text', value: value.slice(from) });
      return pieces;
    });
  });
}

type Handler = (h: unknown, node: GuideNode) => HtmlNode | HtmlNode[];

const element = (
  tagName: string,
  properties: Readonly<Record<string, unknown>>,
  children: readonly (HtmlNode | string)[],
): HtmlNode => ({
  type: 'element',
  tagName,
  properties,
  children: children.map((child) => (typeof child === 'string' ? { type: 'text', value: child } : child)),
});

function handlers(text: string, settings: HtmlSettings): Record<string, Handler> {
  const all = allToHast as unknown as (h: unknown, node: GuideNode) => HtmlNode[];
  const plugin: Handler = (_h, node) => {
    if (node.plugin?.kind !== 'osquery' && node.plugin?.kind !== 'investigate') return [];
    const end = node.position?.end.offset ?? 0;
    const from = (node.position?.start.offset ?? 0) + node.plugin.length;
    const rest =
      node.plugin.kind === 'investigate' && text.slice(from, end).trim() !== ''
        ? settings.written({ start: from, end }).trim()
        : '';
    const button = pluginHtml(readPlugin(node.plugin as never), settings);
    if (rest === '') return button;
    return [
      button,
      element('span', { class: 'problem-note' }, ['⚠ Kibana drops: ', element('del', {}, [rest])]),
    ];
  };
  return {
    osquery: plugin,
    investigate: plugin,
    timeline: (_h, { plugin: found, children }) => {
      const id = found?.kind === 'timeline' ? found.id : '';
      const label = element('span', { class: 'plugin-label', title: `Opens Timeline ${id}` }, [
        children?.[0]?.value ?? '',
      ]);
      return element('span', { class: 'plugin timeline' }, [label]);
    },
    tooltip: (h, node) => {
      const title = node.plugin?.kind === 'tooltip' ? node.plugin.text : '';
      return element('span', { class: 'tooltip', title }, [element('strong', {}, all(h, node))]);
    },
    checkbox: (h, node) => {
      const checked = node.plugin?.kind === 'checkbox' && node.plugin.checked;
      return withLine(element('div', { class: 'checkbox' }, [taskMark(checked), ' ', ...all(h, node)]), node);
    },
    shownAsText: (_h, { value = '', remark = '' }: GuideNode & { remark?: string }) => [
      element('span', { class: 'problem', title: remark }, [value]),
      element('span', { class: 'problem-note' }, [` ⚠ ${remark}`]),
    ],
    // A picture would be fetched from a third-party server as soon as the guide is shown.
    image: (_h, node) => pictureLink(node),
  };
}

function withLine(made: HtmlNode, { position }: GuideNode): HtmlNode {
  return position ? ({ ...made, position } as HtmlNode) : made;
}

function pictureLink(node: GuideNode): HtmlNode {
  const alt = (node as { alt?: string | null }).alt;
  return element('a', { href: node.url ?? '' }, [alt ? alt : 'picture']);
}

function taskMark(checked: boolean): HtmlNode {
  const name = checked ? 'done' : 'to do';
  return element('span', { class: 'task', role: 'img', 'aria-label': name }, [checked ? '☑' : '☐']);
}

/** Renders a plugin's button, followed by its search. */
function pluginHtml(plugin: GuidePlugin, settings: HtmlSettings): HtmlNode {
  const filled = (text: string, isFilled: boolean): HtmlNode[] =>
    isFilled ? filledPieces(text, settings) : [{ type: 'text', value: text }];
  const label = element('span', { class: 'plugin-label' }, [plugin.label]);
  const code = (text: string, isFilled = true): HtmlNode =>
    element('code', { class: 'plugin-search' }, filled(text, isFilled));
  const note = (text: string | undefined): (HtmlNode | string)[] =>
    text === undefined || text === '' ? [] : [' ', element('span', { class: 'plugin-note' }, [text])];
  if (plugin.kind === 'osquery')
    return element('span', { class: 'plugin osquery' }, [label, ' ', code(plugin.query)]);
  if (!plugin.providers) {
    const message = '⚠ Kibana cannot show this search: "providers" must be a list of lists.';
    return element('span', { class: 'plugin investigate' }, [
      element('span', { class: 'problem-note' }, [message]),
    ]);
  }
  const search = plugin.providers.flatMap((group, index) => {
    const or = index === 0 ? [] : [' ', element('span', { class: 'plugin-or' }, ['or']), ' '];
    return [...or, code(group.map(describeTerm).join(' and '), plugin.isFilled)];
  });
  return element('span', { class: 'plugin investigate' }, [
    label,
    ...note(plugin.description),
    ' ',
    ...search,
    ...note(describeRange(plugin)),
  ]);
}

/** Renders text in which Kibana fills in placeholders from the alert. */
function filledPieces(text: string, { event, unresolved }: HtmlSettings): HtmlNode[] {
  return splitPlaceholders(text, event).map((piece) => {
    if (piece.kind === 'text') return { type: 'text', value: piece.text };
    if (piece.value !== undefined)
      return element('span', { class: 'placeholder', title: piece.field }, [piece.value]);
    unresolved.add(piece.field);
    return element('span', { class: 'placeholder unresolved', title: piece.field }, [piece.written]);
  });
}

/** Renders text in which Kibana does not fill in placeholders; the event's values are shown on hover. */
function unfilledPieces(text: string, event: EventObject | undefined): HtmlNode[] {
  return splitPlaceholders(text, event).map((piece) => {
    if (piece.kind === 'text') return { type: 'text', value: piece.text };
    const value = piece.value === undefined ? '' : ` Rulewright: the event has ${piece.value}`;
    const title = `Kibana does not fill this in.${value}`;
    return element('span', { class: 'placeholder kept', title }, [piece.written]);
  });
}

/** Adds our extensions: file lines, placeholder hovers, safe links, task marks. */
function finish(node: HtmlNode, settings: HtmlSettings, inPlugin: boolean): HtmlNode {
  if (node.type === 'root')
    return { ...node, children: node.children.map((child) => finish(child, settings, inPlugin)) };
  if (node.type !== 'element') return node;
  const { tagName, properties = {}, position } = node;
  if (tagName === 'input') return taskMark(properties.checked === true);
  const line = position && blocks.has(tagName) ? settings.lineAt?.(position.start.offset) : undefined;
  const isOurs = inPlugin || /^(?:plugin|placeholder|task|problem)/.test(String(properties.class ?? ''));
  return {
    ...node,
    properties: {
      ...(tagName === 'a' ? { ...properties, rel: 'noopener noreferrer' } : properties),
      ...(line !== undefined && { 'data-line': line }),
    },
    children: node.children.flatMap((child) =>
      child.type === 'text' && !isOurs && child.value.includes('{{')
        ? unfilledPieces(child.value, settings.event)
        : [finish(child, settings, isOurs)],
    ),
  };
}

/**
 * Renders what Kibana shows for a guide that it cannot parse: an error message, and the source as a single
 * text.
 */
function brokenHtml(
  { message, cause, point, isBounded }: ParsedGuide & { kind: 'broken' },
  text: string,
  { lineAt }: HtmlSettings,
): string {
  const line = point && lineAt?.(point.offset);
  const title = isBounded ? 'Not rendered' : 'Invalid markdown detected';
  const button =
    line === undefined
      ? ''
      : ` <button type="button" class="to-source" data-source="${line}">Go to line ${line + 1}</button>`;
  const said = isBounded ? '' : `Kibana says "${escapeHtml(message)}" and shows the source: `;
  const explained = escapeHtml(cause);
  return (
    `<div class="guide-note broken" role="alert"><span class="broken-title">${title}</span>: ${said}${explained}${button}</div>\n` +
    `<p class="source">${escapeHtml(text)}</p>\n`
  );
}
