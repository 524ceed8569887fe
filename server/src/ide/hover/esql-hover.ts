import type { Analysis } from '../../analysis/analysis.js';
import { fieldsOf } from '../../analysis/known-fields.js';
import { grokDefinitions } from '../../evaluate/esql/grok/definitions.js';
import { commandFacts } from '../../query/esql/commands.js';
import { esqlFunction } from '../../query/esql/functions/functions.js';
import { esqlLanguage } from '../../query/esql/language.js';
import { tokenizeEsql } from '../../query/esql/lexer.js';
import { grokCaptures } from '../../query/esql/patterns/grok.js';
import { grokPatternWords } from '../../query/esql/patterns/grok-names.js';
import { spanWithin } from '../../query/esql/structure/grok.js';
import type { EsqlQuery, Expression } from '../../query/esql/syntax.js';
import { allCommands, expressionsOf, walkExpression } from '../../query/esql/walk.js';
import { type Span, touches } from '../../text/span.js';
import { escapeMarkdown } from '../markdown.js';
import { columnAt } from '../structure/esql-columns.js';
import type { Hover } from '../types.js';
import { columnMarkdown } from './esql-column-text.js';
import { commandMarkdown } from './esql-command-text.js';
import { esqlFunctionMeaning, esqlSignatureText } from './esql-function-text.js';
import { esqlWords } from './esql-words.js';
import { noteOf } from './field-text.js';

/** Returns the hover at an offset of an ES|QL query. The span is in the query. */
export function esqlHover(analysis: Analysis, offset: number): Hover | undefined {
  const esql = analysis.parsed(esqlLanguage);
  if (!esql) return undefined;
  const { tree, text } = esql;
  const inTree =
    tree && (grokPatternHover(tree, offset) ?? callHover(tree, offset) ?? valueHover(analysis, tree, offset));
  if (inTree) return inTree;
  const column = columnAt(analysis, offset);
  // If a long expression is also the column name, its words keep their own hovers.
  if (column && isName(column.mention.span, text)) return columnHover(analysis, column.mention.span, column);
  return (tree && commandHover(tree, offset)) ?? wordHover(text, offset);
}

function isName({ start, end }: Span, text: string): boolean {
  return !/[\s(]/.test(text.slice(start, end)) || text[start] === '`';
}

function columnHover(analysis: Analysis, span: Span, column: Parameters<typeof columnMarkdown>[0]): Hover {
  const { lines, queryToDocument } = analysis;
  const lineOf = (offset: number): number =>
    lines.positionAt(queryToDocument({ start: offset, end: offset }).start).line + 1;
  const text = analysis.parsed(esqlLanguage)?.text ?? '';
  return { span, markdown: columnMarkdown(column, text, fieldsOf(analysis), lineOf) };
}

/** Returns the innermost expression at an offset for which `isFound` returns true. */
function expressionAt(tree: EsqlQuery, isFound: (node: Expression) => boolean): Expression | undefined {
  let found: Expression | undefined;
  for (const command of allCommands(tree))
    for (const expression of expressionsOf(command))
      walkExpression(expression, (node) => {
        if (isFound(node)) found = node;
      });
  return found;
}

function callHover(tree: EsqlQuery, offset: number): Hover | undefined {
  const call = expressionAt(tree, (node) => node.kind === 'call' && touches(node.nameSpan, offset));
  const signature = call?.kind === 'call' ? esqlFunction(call.name) : undefined;
  if (call?.kind !== 'call' || !signature) return undefined;
  const code = `\`\`\`esql\n${esqlSignatureText(signature)}\n\`\`\``;
  return { span: call.nameSpan, markdown: `${code}\n\n${esqlFunctionMeaning(signature)}` };
}

/** Returns the hover of a value that the schema lists for the compared field. */
function valueHover(analysis: Analysis, tree: EsqlQuery, offset: number): Hover | undefined {
  const literal = expressionAt(tree, (node) => node.kind === 'string' && touches(node.span, offset));
  if (literal?.kind !== 'string') return undefined;
  const subject = expressionAt(tree, (node) => subjectOf(node, literal) !== undefined);
  const name = subject && subjectOf(subject, literal);
  const field =
    name?.kind === 'column' ? columnAt(analysis, name.span.start)?.mention.column?.field : undefined;
  const value =
    field === undefined
      ? undefined
      : fieldsOf(analysis)
          .get(field)
          ?.values?.values.find((one) => one.value === literal.value);
  if (!value) return undefined;
  const note = noteOf(value);
  const title = `**${escapeMarkdown(value.value)}** \`${field}\``;
  return {
    span: literal.span,
    markdown: note === undefined ? title : `${title}\n\n${escapeMarkdown(note)}`,
  };
}

/** Returns what a literal is compared with in an expression, or undefined. */
function subjectOf(node: Expression, literal: Expression): Expression | undefined {
  switch (node.kind) {
    case 'comparison':
      return node.left === literal ? node.right : node.right === literal ? node.left : undefined;
    case 'in':
      return node.items.includes(literal) ? node.value : undefined;
    case 'match':
      return node.query === literal ? node.value : undefined;
    default:
      return undefined;
  }
}

/** Returns the hover of a pattern name in GROK: `IP` in `%{IP:source.ip}`. */
function grokPatternHover(tree: EsqlQuery, offset: number): Hover | undefined {
  for (const command of allCommands(tree)) {
    if (command.kind !== 'grok') continue;
    for (const pattern of command.patterns) {
      if (!touches(pattern.span, offset)) continue;
      for (const { syntax, start } of grokCaptures(pattern.value)) {
        if (syntax === undefined || !Object.hasOwn(grokPatternWords, syntax)) continue;
        const span = spanWithin(pattern, start + 2, start + 2 + syntax.length);
        if (!touches(span, offset)) continue;
        const definition = Object.hasOwn(grokDefinitions, syntax) ? grokDefinitions[syntax] : undefined;
        const code = definition === undefined ? '' : `\n\n\`\`\`regex\n${definition}\n\`\`\``;
        return { span, markdown: `**${syntax}** ${escapeMarkdown(grokPatternWords[syntax]!)}${code}` };
      }
    }
  }
  return undefined;
}

function commandHover(tree: EsqlQuery, offset: number): Hover | undefined {
  const command = allCommands(tree).find(({ nameSpan }) => touches(nameSpan, offset));
  const facts = command && commandFacts(command.name);
  return command && facts && { span: command.nameSpan, markdown: commandMarkdown(facts) };
}

function wordHover(text: string, offset: number): Hover | undefined {
  const token = tokenizeEsql(text).tokens.find(({ start, end }) => start <= offset && offset < end);
  const word = token?.image.toLowerCase();
  if (!token || word === undefined || !Object.hasOwn(esqlWords, word)) return undefined;
  return { span: { start: token.start, end: token.end }, markdown: esqlWords[word]! };
}
