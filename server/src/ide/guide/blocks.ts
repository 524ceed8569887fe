import type MarkdownIt from 'markdown-it';
import { addFault, environmentOf, type GuideEnvironment } from './environment.js';

type Renderer = InstanceType<typeof MarkdownIt>;
type Core = Parameters<Parameters<Renderer['core']['ruler']['push']>[1]>[0];
type Token = Core['tokens'][number];

/** Adds what concerns whole blocks: lines of the source, task lists, buttons that open a Timeline. */
export function addBlockRules(md: Renderer): void {
  md.core.ruler.at('inline', readInline);
  md.core.ruler.push('guide_tasks', (state) => markTasks(state.tokens));
  md.core.ruler.push('guide_timelines', (state) => {
    for (const { children } of state.tokens) if (children) markTimelines(children, environmentOf(state.env));
  });
  md.core.ruler.push('guide_lines', (state) => addLines(state.tokens, environmentOf(state.env)));
  md.renderer.rules.guide_task = (tokens, index) => {
    const done = tokens[index]!.content === 'x';
    return `<span class="task" role="img" aria-label="${done ? 'done' : 'to do'}">${done ? '☑' : '☐'}</span> `;
  };
}

/** Reads the text of each block, and lets plugins know which kind of block it is. */
function readInline(state: Core): void {
  const env = environmentOf(state.env);
  const starts = lineStarts(env.text);
  let line = 0;
  state.tokens.forEach((token, index) => {
    line = token.map?.[0] ?? line;
    if (token.type !== 'inline') return;
    env.block = { parent: state.tokens[index - 1]?.type ?? '', start: starts[line] ?? 0 };
    state.md.inline.parse(token.content, state.md, state.env, token.children ?? []);
  });
}

function lineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

/** `[ ]` and `[x]` at the start of a list item. */
function markTasks(tokens: readonly Token[]): void {
  tokens.forEach((token, index) => {
    if (token.type !== 'inline' || tokens[index - 2]?.type !== 'list_item_open') return;
    const first = token.children?.[0];
    const match = first?.type === 'text' ? /^\[([ xX])\]\s+/.exec(first.content) : null;
    if (!first || !match) return;
    first.content = first.content.slice(match[0].length);
    const mark = Object.assign(Object.create(Object.getPrototypeOf(first)) as Token, first, {
      type: 'guide_task',
      content: match[1]!.toLowerCase(),
    });
    token.children?.unshift(mark);
  });
}

const timelineLink = /timelines\?timeline=\(id(?::'([^']*)')?/;

/** Links that Kibana shows as buttons (spec/FEATURES.md section 2, timeline). */
function markTimelines(children: readonly Token[], env: GuideEnvironment): void {
  let open: Token | undefined;
  for (const token of children) {
    if (token.type === 'link_close' && open) {
      token.type = 'guide_timeline_close';
      open = undefined;
    }
    if (token.type !== 'link_open') continue;
    const address = decoded(String(token.attrGet('href') ?? ''));
    const match = timelineLink.exec(address);
    if (!match) continue;
    if (!match[1]) {
      const message = 'The address names no timeline id, so Kibana shows an ordinary link.';
      addFault(env, 'note', 'timelines?timeline=(id', 'information', message);
      continue;
    }
    token.type = 'guide_timeline_open';
    token.content = match[1];
    open = token;
  }
}

function decoded(address: string): string {
  try {
    return decodeURI(address);
  } catch {
    return address;
  }
}

/** Blocks say in which line of the file they start. */
function addLines(tokens: readonly Token[], { lineAt, text }: GuideEnvironment): void {
  if (!lineAt) return;
  const starts = lineStarts(text);
  for (const token of tokens) {
    if (!token.map || token.nesting < 0 || token.type === 'inline') continue;
    const line = lineAt(starts[token.map[0]] ?? 0);
    if (line !== undefined) token.attrSet('data-line', String(line));
  }
}
