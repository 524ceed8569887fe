import type { Analysis } from '../../analysis/analysis.js';
import { type ColumnMention, columnMentions } from '../../analysis/esql-mentions.js';
import { type ResolvedEsql, resolvedEsql } from '../../analysis/resolved-esql.js';
import { nameTest } from '../../query/esql/resolve/columns.js';
import type { Command, NamePattern } from '../../query/esql/syntax.js';
import { allCommands } from '../../query/esql/walk.js';
import { writtenName } from '../../query/esql/written-name.js';
import type { TextEdit } from '../../text/edits.js';
import type { Span } from '../../text/span.js';
import type { Rename } from '../types.js';
import { type ColumnAt, columnAt } from './esql-columns.js';

/**
 * Returns the span to rename at an offset of an ES|QL query, or undefined if it is not a column that the
 * query creates.
 */
export function esqlRenameTarget(analysis: Analysis, offset: number): Span | undefined {
  const found = columnAt(analysis, offset);
  return found && isRenamable(found) ? found.mention.span : undefined;
}

/** Returns the edits that rename the column at an offset everywhere in the query. */
export function esqlRename(analysis: Analysis, offset: number, newName: string): Rename | undefined {
  const found = columnAt(analysis, offset);
  const resolved = resolvedEsql(analysis);
  if (!found || !resolved || !isRenamable(found)) return undefined;
  const name = bareName(newName);
  const reason = reasonAgainst(name, found, analysis, resolved);
  if (reason !== undefined) return { ok: false, reason };
  const isInResult = resolved.result.known.has(found.name);
  const edits = found.mentions.map((mention) => edit(mention, name, resolved));
  return { ok: true, name, oldName: found.name, isInResult, edits };
}

/** Returns whether a column can be renamed: fields of the index and metadata cannot. */
function isRenamable({ mentions }: ColumnAt): boolean {
  return mentions.some(({ isDefinition, column }) => isDefinition && column?.origin !== 'metadata');
}

/** Returns a name without a query's backquotes. */
function bareName(written: string): string {
  const trimmed = written.trim();
  const quoted = /^`((?:[^`]|``)*)`$/.exec(trimmed);
  return quoted ? quoted[1]!.replaceAll('``', '`') : trimmed;
}

function reasonAgainst(
  name: string,
  { mentions, name: oldName }: ColumnAt,
  analysis: Analysis,
  { tree, frames, results }: ResolvedEsql,
): string | undefined {
  if (name === '') return 'A column needs a name.';
  for (const command of allCommands(tree)) {
    const isKey = (span: Span): boolean =>
      command.kind === 'lookup-join' && command.span.start <= span.start && span.end <= command.span.end;
    if (mentions.some(({ span }) => isKey(span)))
      return `"${oldName}" is a key of LOOKUP JOIN, and the table has a column with that name. Rename it after the join.`;
  }
  if (mentions.some(({ isInPattern }) => isInPattern) && !/^[\w.@-]+$/.test(name))
    return `"${name}" cannot be used in a DISSECT or GROK pattern.`;
  const first = mentions[0]!.span.start;
  const isTaken = columnMentions(analysis).some(
    (group) => group.name === name && group.mentions.at(-1)!.span.start > first,
  );
  if (isTaken) return `The column "${name}" already exists.`;
  for (const command of allCommands(tree)) {
    if (command.span.end <= first) continue;
    const hasBoth = [frames.get(command), results.get(command)].some(
      (frame) => frame?.known.has(oldName) && frame.known.has(name),
    );
    if (hasBoth) return `The column "${name}" already exists.`;
    const pattern = patternsOf(command).find(({ isPattern, text, literalStars }) => {
      if (!isPattern || frames.get(command)?.known.has(oldName) !== true) return false;
      const test = nameTest(text, literalStars);
      return test(oldName) !== test(name);
    });
    if (pattern)
      return `${command.name} ${pattern.text} treats "${oldName}" and "${name}" differently: list the column there by name first.`;
  }
  const outer = columnMentions(analysis).find(
    (group) =>
      group.mentions.length > 1 &&
      group.mentions.some(
        ({ span, isDefinition }) =>
          isDefinition && mentions.some((one) => span.start <= one.span.start && one.span.end < span.end),
      ),
  );
  return outer && `The column "${outer.name}" is named after its expression: name it first.`;
}

function patternsOf(command: Command): readonly NamePattern[] {
  return command.kind === 'keep' || command.kind === 'drop' ? command.patterns : [];
}

function edit(
  { span, isInPattern, isDefinition, name }: ColumnMention,
  newName: string,
  { text }: ResolvedEsql,
): TextEdit {
  if (isInPattern) return { span, text: newName };
  const isUnnamed = isDefinition && text.slice(span.start, span.end) === name && writtenName(name) !== name;
  if (isUnnamed) return { span: { start: span.start, end: span.start }, text: `${writtenName(newName)} = ` };
  return { span, text: writtenName(newName) };
}
