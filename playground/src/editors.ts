import {
  autocompletion,
  type CompletionSource,
  closeBrackets,
  closeBracketsKeymap,
  completionKeymap,
} from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { bracketMatching, type StreamLanguage } from '@codemirror/language';
import { lintKeymap } from '@codemirror/lint';
import { EditorState, type Extension, StateEffect, StateField } from '@codemirror/state';
import {
  Decoration,
  type DecorationSet,
  drawSelection,
  EditorView,
  type HoverTooltipSource,
  highlightActiveLine,
  hoverTooltip,
  keymap,
  lineNumbers,
} from '@codemirror/view';
import { colors } from './highlighting.js';

/** A range with a style. */
export interface Mark {
  readonly from: number;
  readonly to: number;
  readonly className: string;
  readonly title?: string;
}

/** Edits beyond this length are rejected: the page would become slow. */
const largestText = 4 * 1024 * 1024;

/** Sets the marks of one kind, such as those of an explanation. */
export interface Marks {
  readonly extension: Extension;
  set(view: EditorView, marks: readonly Mark[]): void;
}

/** Creates a set of marks that are replaced together and move with edits. */
export function createMarks(): Marks {
  const replace = StateEffect.define<readonly Mark[]>();
  const field = StateField.define<DecorationSet>({
    create: () => Decoration.none,
    update(marks, transaction) {
      for (const effect of transaction.effects) if (effect.is(replace)) return decorationsOf(effect.value);
      return marks.map(transaction.changes);
    },
    provide: (of) => EditorView.decorations.from(of),
  });
  return {
    extension: field,
    set: (view, marks) => view.dispatch({ effects: replace.of(marks) }),
  };
}

function decorationsOf(marks: readonly Mark[]): DecorationSet {
  const ranges = marks.flatMap(({ from, to, className, title }) => {
    if (from >= to) return [];
    const attributes = title === undefined ? {} : { title };
    return [Decoration.mark({ class: className, attributes }).range(from, to)];
  });
  return Decoration.set(ranges, true);
}

/** Options of an editor. */
export interface EditorOptions {
  readonly parent: HTMLElement;
  readonly label: string;
  readonly language: StreamLanguage<unknown>;
  readonly extensions: readonly Extension[];
  readonly complete?: CompletionSource;
  readonly hover?: HoverTooltipSource;
  onChange(): void;
  /** Called when a change was rejected because the text would be longer than {@link largestText}. */
  onTooLarge(): void;
}

const theme = EditorView.theme({
  '&': { height: '100%', backgroundColor: 'var(--back)', color: 'var(--text)' },
  '.cm-scroller': { font: '13px/1.5 ui-monospace, monospace' },
  '.cm-gutters': {
    backgroundColor: 'var(--panel)',
    color: 'var(--quiet)',
    borderRight: '1px solid var(--line)',
  },
  '.cm-cursor': { borderLeftColor: 'var(--text)' },
  '.cm-activeLine': { backgroundColor: 'color-mix(in srgb, var(--panel) 60%, transparent)' },
  '.cm-tooltip': {
    backgroundColor: 'var(--panel)',
    color: 'var(--text)',
    border: '1px solid var(--line)',
    maxWidth: '40em',
  },
  '.cm-tooltip-autocomplete > ul > li[aria-selected]': {
    backgroundColor: 'var(--accent)',
    color: 'var(--back)',
  },
  '.cm-hover': { padding: '4px 8px', whiteSpace: 'pre-wrap' },
  '.cm-token-property': { color: 'var(--name)' },
  '.cm-token-enumMember': { color: 'var(--good)' },
  '.cm-token-function': { color: 'var(--key)' },
  '.cm-token-variable': { color: 'var(--accent)' },
  '.cm-holds': { backgroundColor: 'color-mix(in srgb, var(--good) 22%, transparent)' },
  '.cm-fails': { backgroundColor: 'color-mix(in srgb, var(--bad) 25%, transparent)' },
});

/** Creates an editor in an element. Tab, or Escape and then Tab, leaves it by keyboard. */
export function createEditor(options: EditorOptions): EditorView {
  const { parent, label, language, extensions, complete, hover, onChange, onTooLarge } = options;
  return new EditorView({
    parent,
    state: EditorState.create({
      extensions: [
        lineNumbers(),
        history(),
        drawSelection(),
        highlightActiveLine(),
        bracketMatching(),
        closeBrackets(),
        language,
        colors,
        theme,
        EditorView.contentAttributes.of({ 'aria-label': label }),
        EditorState.changeFilter.of(({ newDoc }) => {
          if (newDoc.length <= largestText) return true;
          onTooLarge();
          return false;
        }),
        EditorView.updateListener.of(({ docChanged }) => {
          if (docChanged) onChange();
        }),
        keymap.of([
          ...closeBracketsKeymap,
          ...defaultKeymap,
          ...historyKeymap,
          ...completionKeymap,
          ...lintKeymap,
        ]),
        ...(complete ? [autocompletion({ override: [complete] })] : []),
        ...(hover ? [hoverTooltip(hover)] : []),
        ...extensions,
      ],
    }),
  });
}

/** Replaces the text of an editor. */
export function setText(view: EditorView, text: string): void {
  view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text } });
}

/** Selects a range and shows it. */
export function reveal(view: EditorView, from: number, to: number): void {
  view.dispatch({ selection: { anchor: from, head: to }, scrollIntoView: true });
  view.focus();
}

/** A position as in the language server protocol. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

/** Returns the offset of a position, clamped to the document, which may have become shorter. */
export function offsetOf({ doc }: EditorState, { line, character }: Position): number {
  if (line >= doc.lines) return doc.length;
  const found = doc.line(line + 1);
  return Math.min(found.from + character, found.to);
}

/** Returns the position of an offset. */
export function positionOf({ doc }: EditorState, offset: number): Position {
  const line = doc.lineAt(offset);
  return { line: line.number - 1, character: offset - line.from };
}
