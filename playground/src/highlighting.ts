import { HighlightStyle, StreamLanguage, type StringStream, syntaxHighlighting } from '@codemirror/language';
import { tags } from '@lezer/highlight';

/** The multi-line string that a line starts in, with its quotes. */
interface State {
  open: '"""' | "'''" | undefined;
}

function tomlToken(stream: StringStream, state: State): string | null {
  if (state.open) {
    const end = stream.string.indexOf(state.open, stream.pos);
    if (end < 0) stream.skipToEnd();
    else {
      stream.pos = end + 3;
      state.open = undefined;
    }
    return 'string';
  }
  if (stream.eatSpace()) return null;
  const opened = stream.match(/^(?:"""|''')/) as RegExpMatchArray | null;
  if (opened) {
    state.open = opened[0] as State['open'];
    return 'string';
  }
  if (stream.match(/^#.*/)) return 'comment';
  const isFirst = stream.string.slice(0, stream.pos).trim() === '';
  if (isFirst && stream.match(/^\[\[?[^\]"']*\]?\]?/)) return 'heading';
  if (stream.match(/^(?:"(?:[^"\\]|\\.)*"?|'[^']*'?)/)) return 'string';
  if (stream.match(/^[\w.-]+(?=\s*=)/)) return 'propertyName';
  if (stream.match(/^(?:true|false)\b/)) return 'bool';
  if (stream.match(/^[+-]?\d[\w.:+-]*/)) return 'number';
  stream.next();
  return null;
}

function jsonToken(stream: StringStream): string | null {
  if (stream.eatSpace()) return null;
  if (stream.match(/^"(?:[^"\\]|\\.)*"?(?=\s*:)/)) return 'propertyName';
  if (stream.match(/^"(?:[^"\\]|\\.)*"?/)) return 'string';
  if (stream.match(/^(?:true|false|null)\b/)) return 'bool';
  if (stream.match(/^-?\d[\d.eE+-]*/)) return 'number';
  stream.next();
  return null;
}

export const toml = StreamLanguage.define<State>({
  name: 'toml',
  startState: () => ({ open: undefined }),
  copyState: (state) => ({ ...state }),
  token: tomlToken,
  languageData: { commentTokens: { line: '#' } },
});
export const json = StreamLanguage.define({ name: 'json', token: jsonToken });

export const colors = syntaxHighlighting(
  HighlightStyle.define([
    { tag: tags.comment, color: 'var(--quiet)' },
    { tag: tags.string, color: 'var(--string)' },
    { tag: tags.heading, color: 'var(--name)', fontWeight: 'bold' },
    { tag: tags.propertyName, color: 'var(--key)' },
    { tag: [tags.bool, tags.number], color: 'var(--accent)' },
  ]),
);
