import { nearestNames } from '../../text/nearest.js';
import type { Problem } from '../../text/problem.js';
import { cover, type Span } from '../../text/span.js';
import type { ParsedQuery } from '../syntax.js';
import { columnsOf } from './columns.js';
import { doubleCommands, pipeCommands, sourceCommands } from './commands.js';
import type { EsqlColumn, EsqlCommand, EsqlName, EsqlNameList, EsqlQuery } from './syntax.js';
import { type EsqlToken, tokenizeEsql } from './tokens.js';

/**
 * Splits an ES|QL query into its commands. Never throws: any text gives what was understood; what is open at the end is
 * reported as `esql-syntax`.
 */
export function splitEsql(text: string): ParsedQuery<EsqlQuery> {
  const all = tokenizeEsql(text);
  const commands = splitCommands(all.filter(({ kind }) => kind !== 'comment'));
  const [first] = commands;
  const source = first?.name === 'from' || first?.name === 'ts' ? splitSource(first) : undefined;
  let columns: readonly EsqlColumn[] | undefined;
  const tree: EsqlQuery = {
    commands,
    sources: source?.sources ?? [],
    metadata: source?.metadata,
    keeps: commands.filter(({ name }) => name === 'keep').flatMap(({ tokens }) => nameList(tokens) ?? []),
    // Few checks look at them.
    get columns() {
      columns ??= commands.flatMap((command) => allColumnsOf(command));
      return columns;
    },
    span: { start: 0, end: text.length },
  };
  return { text, tree, problems: [...openEnds(all), ...unknownCommands(commands)] };
}

/** Commands between the pipes that stand in no brackets. */
function splitCommands(tokens: readonly EsqlToken[]): EsqlCommand[] {
  const groups: EsqlToken[][] = [[]];
  let depth = 0;
  for (const token of tokens) {
    if (token.kind === 'open') depth++;
    else if (token.kind === 'close') depth = Math.max(0, depth - 1);
    if (token.kind === 'pipe' && depth === 0) groups.push([]);
    else groups.at(-1)!.push(token);
  }
  return groups.flatMap((group): EsqlCommand[] => {
    const [word, second] = group;
    if (!word) return [];
    const name = word.text.toLowerCase();
    const double = second !== undefined && doubleCommands[name] === second.text.toLowerCase();
    return [
      {
        name: double ? `${name} ${second.text.toLowerCase()}` : name,
        nameSpan: double ? cover(word.span, second.span) : word.span,
        span: cover(word.span, group.at(-1)!.span),
        tokens: group.slice(double ? 2 : 1),
      },
    ];
  });
}

/** Pipelines within pipelines are looked into so deep. */
const maximumDepth = 20;

/** The columns of a command and of the pipelines in its brackets, as in `fork (eval x = 1) (…)`. */
function allColumnsOf(command: EsqlCommand, depth = 0): EsqlColumn[] {
  if (depth === maximumDepth) return [];
  const inner = pipelinesIn(command.tokens).flatMap(splitCommands);
  return [...columnsOf(command), ...inner.flatMap((found) => allColumnsOf(found, depth + 1))];
}

/** What stands in brackets and starts with a command. */
function pipelinesIn(tokens: readonly EsqlToken[]): EsqlToken[][] {
  const found: EsqlToken[][] = [];
  for (let at = 0; at < tokens.length; at++) {
    if (tokens[at]!.kind !== 'open' || !startsCommand(tokens[at + 1], tokens[at + 2])) continue;
    const end = closingOf(tokens, at);
    found.push(tokens.slice(at + 1, end));
    at = end;
  }
  return found;
}

/** Names of functions may be those of commands, too: `sample(x)`. */
function startsCommand(word: EsqlToken | undefined, next: EsqlToken | undefined): boolean {
  return word?.kind === 'name' && commandWords.has(word.text.toLowerCase()) && next?.kind !== 'open';
}

/** Index of the bracket that closes the one at `open`; the number of tokens without any. */
function closingOf(tokens: readonly EsqlToken[], open: number): number {
  let depth = 0;
  for (let at = open; at < tokens.length; at++) {
    if (tokens[at]!.kind === 'open') depth++;
    else if (tokens[at]!.kind === 'close' && --depth === 0) return at;
  }
  return tokens.length;
}

const commandWords = new Set([...sourceCommands, ...pipeCommands].map((name) => name.split(' ')[0]!));

function splitSource({ tokens, nameSpan }: EsqlCommand): {
  sources: readonly EsqlName[];
  metadata: EsqlNameList | undefined;
} {
  const at = tokens.findIndex(({ kind, text }) => kind === 'name' && text.toLowerCase() === 'metadata');
  const before = at < 0 ? tokens : tokens.slice(0, at);
  const after = tokens.slice(at + 1).filter(({ text }) => text !== '[' && text !== ']');
  const end = tokens[at]?.span.end ?? nameSpan.end;
  const metadata = at < 0 ? undefined : (nameList(after) ?? { names: [], span: { start: end, end } });
  return { sources: nameList(before)?.names ?? [], metadata };
}

/** Names between commas. A name may consist of several tokens: `logs-aws.*`. */
export function nameList(tokens: readonly EsqlToken[]): EsqlNameList | undefined {
  const names: EsqlName[] = [];
  let current: EsqlToken[] = [];
  const finish = (): void => {
    const [first] = current;
    if (first)
      names.push({ text: current.map(unquoted).join(''), span: cover(first.span, current.at(-1)!.span) });
    current = [];
  };
  for (const token of tokens) {
    if (token.kind === 'comma') finish();
    else current.push(token);
  }
  finish();
  const [first] = names;
  return first && { names, span: cover(first.span, names.at(-1)!.span) };
}

function unquoted({ text }: EsqlToken): string {
  if (text.startsWith('`'))
    return text.slice(1, text.endsWith('`') && text.length > 1 ? -1 : undefined).replaceAll('``', '`');
  return text.startsWith('"') ? text.replace(/^"+|"+$/g, '') : text;
}

function unknownCommands(commands: readonly EsqlCommand[]): Problem[] {
  return commands.flatMap(({ name, nameSpan }, index): Problem[] => {
    const known = index === 0 ? sourceCommands : pipeCommands;
    if (known.includes(name)) return [];
    const [nearest] = nearestNames(name, known);
    return [
      {
        code: 'esql-syntax',
        severity: 'error',
        message: `there is no ${index === 0 ? 'source ' : ''}command [${name}]`,
        span: nameSpan,
        ...(nearest
          ? {
              help: `did you mean [${nearest}]?`,
              fix: { title: `Replace with "${nearest}"`, edits: [{ span: nameSpan, text: nearest }] },
            }
          : {}),
      },
    ];
  });
}

/** Strings, comments and brackets that are not closed, and those that close nothing. */
function openEnds(tokens: readonly EsqlToken[]): Problem[] {
  const problems: Problem[] = [];
  const report = (span: Span, message: string): void => {
    problems.push({ code: 'esql-syntax', severity: 'error', message, span });
  };
  const open: EsqlToken[] = [];
  for (const token of tokens) {
    if (!token.closed)
      report(token.span, `this ${token.kind === 'name' ? 'quoted name' : token.kind} is not closed`);
    else if (token.kind === 'open') open.push(token);
    else if (token.kind === 'close') {
      const opened = open.pop();
      if (!opened) report(token.span, `nothing is open that [${token.text}] could close`);
      else if (pairs[opened.text] !== token.text)
        report(token.span, `[${token.text}] does not close [${opened.text}]`);
    }
  }
  for (const token of open) report(token.span, `[${token.text}] is not closed`);
  return problems;
}

const pairs: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };
