import type { Analysis } from '../../analysis/analysis.js';
import { fieldsOf } from '../../analysis/known-fields.js';
import { findFunction } from '../../query/eql/functions.js';
import { eqlLanguage } from '../../query/eql/language.js';
import type { EqlQuery, Expression, Field, StringLiteral } from '../../query/eql/syntax.js';
import { tokenizeEql } from '../../query/eql/tokens.js';
import { filtersOf, keysOf, walkExpression } from '../../query/eql/walk.js';
import { tokenSpan } from '../../query/token.js';
import type { Span } from '../../text/span.js';
import { escapeMarkdown } from '../markdown.js';
import type { Hover } from '../types.js';
import { eqlCaution } from './eql-caution.js';
import { eqlWords } from './eql-words.js';
import { fieldMarkdown, noteOf } from './field-text.js';
import { functionMarkdown } from './function-text.js';

/** Returns the hover at an offset of an EQL query. The span is in the query. */
export function eqlHover(analysis: Analysis, offset: number): Hover | undefined {
  const eql = analysis.parsed(eqlLanguage);
  if (!eql) return undefined;
  const catalogue = fieldsOf(analysis);
  const tree = eql.tree && treeHover(eql.tree, offset);
  if (tree?.kind === 'field')
    return { span: tree.span, markdown: fieldMarkdown(tree.name, catalogue, eqlCaution) };
  if (tree?.kind === 'function') {
    const signature = findFunction(tree.name);
    if (signature) return { span: tree.span, markdown: functionMarkdown(signature) };
  }
  if (tree?.kind === 'value' || tree?.kind === 'category') {
    const value = catalogue.get(tree.field)?.values?.values.find((one) => one.value === tree.value);
    const note = value && noteOf(value);
    const types = value?.eventTypes?.map((type) => `\`${type}\``).join(', ');
    const parts = [`**${escapeMarkdown(tree.value)}** \`${tree.field}\``];
    if (note !== undefined) parts.push(escapeMarkdown(note));
    if (types) parts.push(`Values of \`event.type\` in this category: ${types}.`);
    return value ? { span: tree.span, markdown: parts.join('\n\n') } : undefined;
  }
  return wordHover(eql.text, offset);
}

type Found =
  | { readonly kind: 'field' | 'function'; readonly name: string; readonly span: Span }
  | {
      readonly kind: 'value' | 'category';
      readonly field: string;
      readonly value: string;
      readonly span: Span;
    };

function holds({ start, end }: Span, offset: number): boolean {
  return start <= offset && offset < end;
}

function treeHover(query: EqlQuery, offset: number): Found | undefined {
  let found: Found | undefined;
  const take = (one: Found): void => {
    if (holds(one.span, offset)) found = one;
  };
  const takeValue = (subject: Expression, literal: Expression): void => {
    if (subject.kind === 'field' && literal.kind === 'string') take(literalOf(subject, literal));
  };
  for (const key of keysOf(query)) take({ kind: 'field', name: key.name, span: key.span });
  for (const { category, condition } of filtersOf(query)) {
    if (!category.any) {
      take({ kind: 'category', field: 'event.category', value: category.name, span: category.span });
    }
    if (!holds(condition.span, offset)) continue;
    walkExpression(condition, (node) => {
      switch (node.kind) {
        case 'field':
          return take({ kind: 'field', name: node.name, span: node.span });
        case 'call':
          return take({ kind: 'function', name: node.name, span: node.nameSpan });
        case 'comparison':
          takeValue(node.left, node.right);
          return takeValue(node.right, node.left);
        case 'membership':
          for (const item of node.items) takeValue(node.subject, item);
          return;
        case 'pattern-match':
          for (const pattern of node.patterns) takeValue(node.subject, pattern);
          return;
        default:
          return;
      }
    });
  }
  return found;
}

function literalOf(field: Field, literal: StringLiteral): Found {
  return { kind: 'value', field: field.name, value: literal.value, span: literal.span };
}

function wordHover(text: string, offset: number): Hover | undefined {
  const token = tokenizeEql(text).tokens.find(({ start, end }) => start <= offset && offset < end);
  const markdown = token && Object.hasOwn(eqlWords, token.image) ? eqlWords[token.image] : undefined;
  if (!token || markdown === undefined) return undefined;
  return { span: tokenSpan(token), markdown };
}
