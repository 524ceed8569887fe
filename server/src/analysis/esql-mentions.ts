import { readDissectPattern } from '../query/esql/patterns/dissect.js';
import { grokCaptures } from '../query/esql/patterns/grok.js';
import { type Column, type Frame, hasField } from '../query/esql/resolve/columns.js';
import { spanWithin } from '../query/esql/structure/grok.js';
import type { Command, Pipeline, StringLiteral } from '../query/esql/syntax.js';
import { allCommands, pipelinesOf } from '../query/esql/walk.js';
import type { Span } from '../text/span.js';
import { perAnalysis } from './per-analysis.js';
import { type ResolvedEsql, resolvedEsql } from './resolved-esql.js';

/** A mention of a column in a query. */
export interface ColumnMention {
  readonly name: string;
  readonly span: Span;
  /** The column at this position. Undefined for one that does not exist. */
  readonly column: Column | undefined;
  /** Whether a command creates the column here. */
  readonly isDefinition: boolean;
  /** Whether it is in the pattern of DISSECT or GROK. */
  readonly isInPattern: boolean;
}

/** All mentions of one column. */
export interface ColumnMentions {
  readonly name: string;
  /** The mentions in source order. */
  readonly mentions: readonly ColumnMention[];
}

/** The columns of an ES|QL query, each with all its mentions. Empty in another language. */
export const columnMentions = perAnalysis((analysis): readonly ColumnMentions[] => {
  const resolved = resolvedEsql(analysis);
  return resolved ? groupsOf(resolved) : [];
});

/** Groups of keys for the same column: a column that several branches create is one column. */
class Aliases {
  private readonly keys = new Map<string, string>();

  find(key: string): string {
    let root = key;
    for (let next = this.keys.get(root); next !== undefined; next = this.keys.get(root)) root = next;
    // Compress the path, so that later searches of the same key take one step.
    for (let at = key; at !== root; ) {
      const next = this.keys.get(at)!;
      this.keys.set(at, root);
      at = next;
    }
    return root;
  }

  join(a: string, b: string): void {
    const from = this.find(a);
    const to = this.find(b);
    if (from !== to) this.keys.set(from, to);
  }
}

/** Returns a key that distinguishes columns with the same name at different positions. */
function keyOf(name: string, column: Column | undefined): string {
  if (!column) return `missing ${name}`;
  const { origin, nameSpan, command } = column;
  if (origin === 'metadata' || !nameSpan) return `${origin} ${column.name}`;
  return `${command?.span.start ?? 0} ${nameSpan.start} ${column.name}`;
}

function groupsOf(resolved: ResolvedEsql): readonly ColumnMentions[] {
  const { tree, expressions, frames, results } = resolved;
  const aliases = new Aliases();
  const found = new Map<string, { readonly key: string; readonly mention: ColumnMention }>();
  const add = (mention: ColumnMention, key = keyOf(mention.name, mention.column)): void => {
    const place = `${mention.span.start} ${mention.name}`;
    const other = found.get(place);
    // A group of STATS and the column of MV_EXPAND are read and created at the same position: they are one
    // column.
    if (other) aliases.join(other.key, key);
    found.set(place, {
      key,
      mention: other
        ? { ...other.mention, isDefinition: other.mention.isDefinition && mention.isDefinition }
        : mention,
    });
  };
  for (const [expression, { typed }] of expressions) {
    if (expression.kind !== 'column' || expression.name === '') continue;
    const { name, span } = expression;
    add({ name, span, column: typed.column, isDefinition: false, isInPattern: false });
  }
  for (const command of allCommands(tree)) {
    const before = frames.get(command);
    const behind = results.get(command);
    if (!behind) continue;
    for (const definition of definitionsOf(command, behind)) add(definition);
    joinBranches(command, resolved, aliases);
    if (command.kind === 'drop' && before)
      for (const { text: name, span, isPattern } of command.patterns) {
        if (isPattern) continue;
        const column = before.known.get(name);
        const key = !column && hasField(before, name) ? `field ${name}` : keyOf(name, column);
        add({ name, span, column, isDefinition: false, isInPattern: false }, key);
      }
  }
  const groups = new Map<string, ColumnMention[]>();
  for (const { key, mention } of found.values()) {
    const root = aliases.find(key);
    const group = groups.get(root);
    if (group) group.push(mention);
    else groups.set(root, [mention]);
  }
  return [...groups.values()].map((mentions) => ({
    name: mentions[0]!.name,
    mentions: mentions.sort((a, b) => a.span.start - b.span.start),
  }));
}

/** Returns where a command names the columns that it creates. */
function definitionsOf(command: Command, behind: Frame): readonly ColumnMention[] {
  const inPatterns = patternNames(command);
  if (inPatterns.length > 0)
    return inPatterns.map(({ name, span }) => ({
      name,
      span,
      column: behind.known.get(name),
      isDefinition: true,
      isInPattern: true,
    }));
  // The name is a prefix of the new columns, not a column.
  if (command.kind === 'parts') return [];
  const made: ColumnMention[] = [];
  for (const column of behind.known.values()) {
    const { name, nameSpan: span } = column;
    if (span && column.command === command && span.end > span.start)
      made.push({ name, span, column, isDefinition: true, isInPattern: false });
  }
  return made;
}

/** Returns the names in the patterns of DISSECT and GROK, where a name can be repeated. */
function patternNames(command: Command): readonly { readonly name: string; readonly span: Span }[] {
  const place = (literal: StringLiteral, name: string, start: number) => ({
    name,
    span: spanWithin(literal, start, start + name.length),
  });
  if (command.kind === 'grok')
    return command.patterns.flatMap((literal) =>
      grokCaptures(literal.value).flatMap(({ name, nameStart }) =>
        name === undefined || name === '' ? [] : [place(literal, name, nameStart)],
      ),
    );
  const literal = command.kind === 'dissect' ? command.pattern : undefined;
  const read = literal && readDissectPattern(literal.value);
  if (!literal || !read?.ok) return [];
  return read.pattern.keys.flatMap(({ name, nameStart }) =>
    name === '' ? [] : [place(literal, name, nameStart)],
  );
}

/** Joins columns of the same name that come from the pipelines of FORK or FROM. */
function joinBranches(command: Command, { results }: ResolvedEsql, aliases: Aliases): void {
  if (command.kind !== 'fork' && command.kind !== 'from') return;
  const last = ({ commands }: Pipeline): Frame | undefined => {
    const end = commands.at(-1);
    return end && results.get(end);
  };
  const known = new Map<string, string>();
  for (const pipeline of pipelinesOf(command))
    for (const [name, column] of last(pipeline)?.known ?? []) {
      const key = keyOf(name, column);
      const other = known.get(name);
      if (other === undefined) known.set(name, key);
      else aliases.join(other, key);
    }
}
