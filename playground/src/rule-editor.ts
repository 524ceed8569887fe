import type { CompletionContext, CompletionResult } from '@codemirror/autocomplete';
import type { EditorView, Tooltip } from '@codemirror/view';
import { element } from './dom.js';
import { type Mark, offsetOf, type Position, positionOf } from './editors.js';
import type { Server } from './server.js';

/** Access to the server for the editor of the rule. */
export interface RuleServer {
  /** Returns the server once it has the text of the editor, or undefined if there is no server. */
  current(): Promise<Server | undefined>;
  readonly uri: string;
}

interface WireItem {
  readonly label: string;
  readonly detail?: string;
  readonly kind: number;
  readonly sortText?: string;
  readonly filterText?: string;
  readonly textEdit?: {
    readonly range: { readonly start: Position; readonly end: Position };
    readonly newText: string;
  };
}

const kinds: Readonly<Record<number, string>> = {
  3: 'function',
  5: 'property',
  9: 'namespace',
  10: 'property',
  14: 'keyword',
  15: 'text',
  20: 'enum',
};

/** Returns a completion source that queries the server. */
export function completionOf({ current, uri }: RuleServer) {
  return async ({ state, pos, explicit }: CompletionContext): Promise<CompletionResult | null> => {
    // Complete only while a word, a string or a field path is being typed.
    if (!explicit && !/[\w."'$[{]$/.test(state.sliceDoc(Math.max(0, pos - 1), pos))) return null;
    const server = await current();
    const params = { textDocument: { uri }, position: positionOf(state, pos) };
    const answer = (await server?.request('textDocument/completion', params)) as {
      readonly items: readonly WireItem[];
      readonly isIncomplete: boolean;
    } | null;
    const [first] = answer?.items ?? [];
    if (!answer || !first?.textEdit) return null;
    const { range } = first.textEdit;
    return {
      from: offsetOf(state, range.start),
      to: offsetOf(state, range.end),
      options: [...answer.items]
        .sort((a, b) => ((a.sortText ?? a.label) < (b.sortText ?? b.label) ? -1 : 1))
        .slice(0, mostItems)
        .map(({ label, detail, kind, textEdit }) => ({
          label,
          apply: textEdit?.newText ?? label,
          ...(detail === undefined ? {} : { detail }),
          type: kinds[kind] ?? 'text',
        })),
      ...(answer.isIncomplete ? {} : { validFor: /^[\w.@-]*$/ }),
    };
  };
}

const mostItems = 500;

/** Shows the server's hover at the mouse position as plain text. */
export function hoverOf({ current, uri }: RuleServer) {
  return async (view: EditorView, pos: number): Promise<Tooltip | null> => {
    const server = await current();
    const params = { textDocument: { uri }, position: positionOf(view.state, pos) };
    const answer = (await server?.request('textDocument/hover', params)) as {
      readonly contents: { readonly value: string };
    } | null;
    if (!answer) return null;
    const text = plainText(answer.contents.value);
    return { pos, above: true, create: () => ({ dom: element('div', 'cm-hover', text) }) };
  };
}

/** Converts the server's Markdown to plain text. */
function plainText(markdown: string): string {
  return markdown
    .replace(/^```\w*\n?/gm, '')
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/(\*\*|`)(.+?)\1/g, '$2')
    .replace(/\\([\\`*_{}[\]()#+.!<>|~-])/g, '$1')
    .trim();
}

/** Returns marks for the server's semantic tokens: the meaning of names in the query. */
export async function tokenMarks(server: Server, uri: string, view: EditorView): Promise<Mark[]> {
  const { state } = view;
  const answer = (await server.request('textDocument/semanticTokens/full', { textDocument: { uri } })) as {
    readonly data: readonly number[];
  } | null;
  const data = answer?.data ?? [];
  const marks: Mark[] = [];
  let [line, character] = [0, 0];
  for (let at = 0; at + 4 < data.length; at += 5) {
    const [lines = 0, characters = 0, length = 0, type = 0] = data.slice(at, at + 4);
    line += lines;
    character = lines === 0 ? character + characters : characters;
    const from = offsetOf(state, { line, character });
    marks.push({ from, to: from + length, className: `cm-token-${server.tokenTypes[type] ?? 'other'}` });
  }
  return view.state.doc.eq(state.doc) ? marks : [];
}
