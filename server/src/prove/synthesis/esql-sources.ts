import { parseEsql } from '../../query/esql/parse.js';
import { grokCaptures } from '../../query/esql/patterns/grok.js';
import type { Command } from '../../query/esql/syntax.js';
import { allCommands } from '../../query/esql/walk.js';
import { once } from '../../text/once.js';
import type { Span } from '../../text/span.js';
import { textsOfRegex } from './regex-candidates.js';

/** More names of one query are not followed. */
const mostNames = 200;
const deepest = 4;

/** Returns what the columns that a part of the query names are computed from, and what that is computed from, as it is written. */
export type Definitions = (part: string) => readonly string[];

/** Returns a function that finds the definitions of columns in an ES|QL query. */
export function definitionsIn(query: string): Definitions {
  const byName = once(() => definitionsByName(query));
  return (part) => {
    const found: string[] = [];
    const known = new Set<string>();
    const look = (text: string, depth: number): void => {
      for (const [name] of text.matchAll(/[A-Za-z_][\w.]*/g)) {
        if (known.has(name) || depth > deepest || known.size > mostNames) continue;
        known.add(name);
        for (const definition of byName().get(name) ?? []) {
          found.push(definition);
          look(definition, depth + 1);
        }
      }
    };
    look(part, 0);
    return found;
  };
}

function definitionsByName(query: string): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  const add = (name: string, { start, end }: Span): void => {
    const own = found.get(name) ?? [];
    own.push(query.slice(start, end));
    found.set(name, own);
  };
  const { tree } = parseEsql(query);
  for (const command of tree ? allCommands(tree) : []) addDefinitions(command, add);
  return found;
}

function addDefinitions(command: Command, add: (name: string, span: Span) => void): void {
  switch (command.kind) {
    case 'eval':
    case 'row':
      for (const { name, span } of command.fields) if (name) add(name.text, span);
      return;
    case 'stats':
    case 'inline-stats':
      for (const { name, span } of [...command.aggregates, ...command.groups]) if (name) add(name.text, span);
      return;
    case 'rename':
      for (const { to, span } of command.clauses) add(to.text, span);
      return;
    case 'dissect':
      for (const [, name] of command.pattern?.value.matchAll(/%\{[?+]?([^}/>-]+)/g) ?? [])
        add(name!, command.span);
      return;
    case 'grok':
      for (const pattern of command.patterns)
        for (const { name } of grokCaptures(pattern.value)) if (name) add(name, command.span);
      return;
    default:
  }
}

/** Whether a text names a field. */
export function mentions(text: string, name: string): boolean {
  const at = text.indexOf(name);
  return at >= 0 && !/[\w.]/.test(text[at - 1] ?? '') && !/[\w.]/.test(text[at + name.length] ?? '');
}

/** Returns texts that the patterns of LIKE and RLIKE in some texts match, roughly. */
export function alternativesIn(sources: readonly string[]): readonly string[] {
  return sources.flatMap((source) =>
    [...source.matchAll(/(rlike\s+)?(?:"""([\s\S]*?)"""|"((?:[^"\\]|\\.)*)")/gi)].flatMap(
      ([, rlike, raw, quoted]) => {
        const inner = raw ?? quoted?.replace(/\\(.)/g, '$1') ?? '';
        if (rlike !== undefined) return textsOfRegex(inner);
        const plain = inner
          .replace(/\\+(.)/g, '$1')
          .replace(/\.\*|\*/g, 'x')
          .replace(/[()?]/g, '');
        return plain.split('|').slice(0, 4);
      },
    ),
  );
}
