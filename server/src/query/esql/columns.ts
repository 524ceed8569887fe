import { cover } from '../../text/span.js';
import type { EsqlColumn, EsqlCommand } from './syntax.js';
import type { EsqlToken } from './tokens.js';

/** The columns that a command makes, with the place of their name. */
export function columnsOf(command: EsqlCommand): EsqlColumn[] {
  switch (command.name) {
    case 'eval':
    case 'stats':
    case 'inline stats':
    case 'inlinestats':
    case 'row':
    case 'completion':
    case 'enrich':
    case 'registered_domain':
    case 'rerank':
    case 'uri_parts':
    case 'user_agent':
      return assigned(command);
    case 'change_point':
      return renamed(command);
    case 'rename':
      return [...renamed(command), ...assigned(command)];
    case 'grok':
      return captured(command, /%\{\w+:([\w.@-]+)(?::\w+)?\}|\(\?<([\w.@-]+)>/g);
    case 'dissect':
      // `?name` is left out of the result, `name->` takes blanks, `+name/2` has an order.
      return captured(command, /%\{[+*&]?([\w.@]+(?:-+[\w.@]+)*)[^}]*\}/g);
    default:
      return [];
  }
}

/** `name = …` outside of brackets, at the beginning or behind a comma, `by` or `with`. */
function assigned({ name: command, tokens }: EsqlCommand): EsqlColumn[] {
  const columns: EsqlColumn[] = [];
  let depth = 0;
  let start = 0;
  tokens.forEach((token, index) => {
    if (token.kind === 'open') depth++;
    else if (token.kind === 'close') depth = Math.max(0, depth - 1);
    else if (depth > 0) return;
    else if (token.kind === 'comma' || isWord(token, 'by') || isWord(token, 'with')) start = index + 1;
    else if (token.kind === 'assign') {
      const named = tokens.slice(start, index);
      const [first] = named;
      if (first) columns.push({ command, text: textOf(named), span: cover(first.span, named.at(-1)!.span) });
    }
  });
  return columns;
}

/** `old as new`, and `as one, other` */
function renamed({ name: command, tokens }: EsqlCommand): EsqlColumn[] {
  return tokens.flatMap((token, index): EsqlColumn[] => {
    const list = command === 'change_point' && token.kind === 'comma';
    if (!isWord(token, 'as') && !list) return [];
    const rest = tokens.slice(index + 1);
    const end = rest.findIndex(({ kind }) => kind === 'comma');
    const named = end < 0 ? rest : rest.slice(0, end);
    const [first] = named;
    return first ? [{ command, text: textOf(named), span: cover(first.span, named.at(-1)!.span) }] : [];
  });
}

/** Names within the pattern of a command. */
function captured({ name: command, tokens }: EsqlCommand, pattern: RegExp): EsqlColumn[] {
  return tokens
    .filter(({ kind }) => kind === 'string')
    .flatMap(({ text, span }) =>
      [...text.matchAll(pattern)].map((match) => {
        const name = match[1] ?? match[2] ?? '';
        const start = span.start + match.index + match[0].indexOf(name);
        return { command, text: name, span: { start, end: start + name.length } };
      }),
    );
}

function isWord({ kind, text }: EsqlToken, word: string): boolean {
  return kind === 'name' && text.toLowerCase() === word;
}

function textOf(tokens: readonly EsqlToken[]): string {
  return tokens.map(({ text }) => text.replace(/^`|`$/g, '')).join('');
}
