import type { TextEdit } from '../../text/edits.js';
import { applyEdits } from '../../text/edits.js';
import { greatest, least } from '../../text/extremes.js';
import type { Span } from '../../text/span.js';
import { type Clause, clauseAt, fieldOfList, isValueNot, startOf } from './clauses.js';
import type { KqlGroup, KqlNode } from './syntax.js';
import { KqlTokens } from './token-list.js';
import type { KqlToken } from './tokens.js';

/** A span of a query that can be simplified. */
export interface Simplification {
  readonly span: Span;
  readonly message: string;
  /** The edit that simplifies it. Undefined if it depends on the whole query. */
  readonly edit?: TextEdit;
}

const flipped = { and: 'or', or: 'and' } as const;

/**
 * Finds what the optimiser of detection-rules writes differently (docs/lints/kql-optimized.md): a double
 * `not`, a `not` after a field rather than before it, adjacent values of one field outside a list, and
 * redundant parentheses. In source order.
 */
export function findSimplifications(text: string, condition: KqlNode): Simplification[] {
  const found: Simplification[] = [];
  const tokens = new KqlTokens(text);

  const visit = (node: KqlNode, inList: boolean): void => {
    switch (node.kind) {
      case 'not': {
        if (node.operand.kind === 'not')
          found.push({
            span: node.span,
            message: 'Two "not" cancel each other out.',
            ...doubleNot(node.span),
          });
        else if (!inList && isValueNot(node)) found.push(pulledOut([node], node));
        visit(node.operand, inList || isValueNot(node));
        break;
      }
      case 'and':
      case 'or':
        visitGroup(node, inList);
        break;
      case 'nested':
        visit(node.condition, false);
        break;
      default:
    }
  };

  const visitGroup = (group: KqlGroup, withinList: boolean): void => {
    const isList = !withinList && fieldOfList(group) !== undefined;
    if (isList && group.operands.every((operand) => isValueNot(operand) && operand.operand.kind === 'is')) {
      found.push(pulledOut(group.operands, group));
      return;
    }
    const inList = withinList || isList;
    for (const operand of group.operands) {
      if (operand.kind === group.kind && (inList || !becomesList(operand)))
        found.push(needless(group, operand, inList));
    }
    if (!inList) reportRepeated(group);
    for (const operand of group.operands) visit(operand, inList);
  };

  const reportRepeated = ({ kind, operands }: KqlGroup): void => {
    const byField = new Map<string, Clause[]>();
    for (const operand of operands) {
      const clause = clauseAt(operand);
      if (!clause) continue;
      const clauses = byField.get(clause.field.text);
      if (clauses) clauses.push(clause);
      else byField.set(clause.field.text, [clause]);
    }
    for (const [name, clauses] of byField) {
      const [, second] = clauses;
      if (!second) continue;
      const edit = merged(kind, clauses, clauses.length === operands.length);
      found.push({
        span: second.field.span,
        message: `"${name}" is already compared: write the values in one list, ${asList(kind, clauses)}.`,
        ...(edit ? { edit } : {}),
      });
    }
  };

  /** Removes both from `not (not …)`. */
  const doubleNot = ({ start }: Span): { readonly edit?: TextEdit } => {
    const at = tokens.indexAt(start);
    const [open, second] = [tokens.at(at + 1), tokens.at(at + 2)];
    if (!tokens.isOpening(open) || !tokens.isNot(second)) return {};
    const close = tokens.closingOf(at + 1);
    if (!close) return {};
    const inner = text.slice(second.end, close.start);
    return { edit: { span: { start, end: close.end }, text: inner } };
  };

  /** Rewrites `field: (not a and not b)` to `not field: (a or b)`. */
  const pulledOut = (nots: readonly KqlNode[], whole: KqlNode): Simplification => {
    const values = nots.map((node) =>
      node.kind === 'not' && node.operand.kind === 'is' ? node.operand : undefined,
    );
    const kind = whole.kind === 'and' || whole.kind === 'or' ? flipped[whole.kind] : 'or';
    const one = nots.length === 1;
    const message = one
      ? 'Write "not" before the field: "not field: value".'
      : `Write one "not" before the field: "not field: (a ${kind} b)".`;
    const [first] = values;
    const field = first?.field;
    const place = field && tokens.valueOf(field);
    if (
      !field ||
      !place?.list ||
      tokens.isNot(tokens.at(tokens.indexAt(field.span.start) - 1)) ||
      !values.every(Boolean)
    )
      return { span: whole.span, message };
    const texts = values.map((value) => text.slice(value!.value.span.start, value!.value.span.end));
    const list = one ? texts[0]! : `(${texts.join(` ${kind} `)})`;
    const before = text.slice(field.span.start, place.start);
    return {
      span: whole.span,
      message,
      edit: { span: { start: field.span.start, end: place.end }, text: `not ${before}${list}` },
    };
  };

  /** Removes parentheses around a group within a group of the same kind. */
  const needless = (group: KqlGroup, inner: KqlNode, inList: boolean): Simplification => {
    const start = inList ? inner.span.start : startOf(inner);
    const message = `These parentheses change nothing: "${group.kind}" also surrounds them.`;
    const pair = tokens.pairAround(start, inner.span.end);
    if (!pair) return { span: { start, end: inner.span.end }, message };
    const [open, close] = pair;
    const content = text.slice(open.end, close.start);
    const span = { start: open.start, end: close.end };
    return { span, message, edit: { span, text: content } };
  };

  /** Merges all clauses into the first. Returns undefined if one of them is in parentheses. */
  const merged = (kind: 'and' | 'or', clauses: readonly Clause[], isAll: boolean): TextEdit | undefined => {
    const places = clauses.map((clause) => tokens.placeOf(clause));
    if (places.some((place) => !place || tokens.pairAround(place.start, place.end))) return undefined;
    const allNegated = clauses.every(({ negated }) => negated);
    const operator = allNegated ? flipped[kind] : kind;
    const parts = clauses.map((clause, index) => {
      const { value } = places[index]!;
      const negated = clause.negated && !allNegated;
      if (!value.list) return `${negated ? 'not ' : ''}${text.slice(value.start, value.end)}`;
      const inner = text.slice(value.list.start, value.list.end);
      if (negated) return `not (${inner})`;
      return clause.list === operator ? inner : `(${inner})`;
    });
    const [{ start, value: first }] = places as [NonNullable<(typeof places)[0]>];
    const [{ field }] = clauses as [Clause];
    const negation = allNegated ? text.slice(start, field.span.start) : '';
    const head = text.slice(field.span.start, first.start);
    const padding = first.list ? text.slice(first.start + 1, first.list.start) : '';
    const closing = first.list ? text.slice(first.list.end, first.end) : ')';
    const list = `${negation}${head}(${padding}${parts.join(` ${operator} `)}${closing}`;
    const edits: TextEdit[] = [{ span: { start, end: first.end }, text: list }];
    for (const place of places.slice(1)) {
      const keyword = tokens.keywordBefore(place!.start);
      if (!keyword) return undefined;
      edits.push({ span: { start: keyword.start, end: place!.end }, text: '' });
    }
    const pair = isAll ? tokens.pairAround(start, places.at(-1)!.end) : undefined;
    if (pair && !(allNegated && tokens.isNot(tokens.before(pair[0])))) {
      edits.push({ span: spanOf(pair[0]), text: '' }, { span: spanOf(pair[1]), text: '' });
    }
    return asOneEdit(text, edits);
  };

  visit(condition, false);
  return found.sort((a, b) => a.span.start - b.span.start);
}

/** Returns whether a group is the list of a field, or its clauses should be written as one. */
function becomesList(group: KqlGroup): boolean {
  if (fieldOfList(group)) return true;
  const [first, ...others] = group.operands.map(clauseAt);
  return first !== undefined && others.every((clause) => clause?.field.text === first.field.text);
}

function asList(kind: 'and' | 'or', clauses: readonly Clause[]): string {
  const name = clauses[0]!.field.text;
  if (clauses.every(({ negated }) => negated)) return `"not ${name}: (a ${flipped[kind]} b)"`;
  return clauses.some(({ negated }) => negated) ? `"${name}: (a ${kind} not b)"` : `"${name}: (a ${kind} b)"`;
}

function asOneEdit(text: string, edits: readonly TextEdit[]): TextEdit {
  const start = least(edits.map(({ span }) => span.start));
  const end = greatest(edits.map(({ span }) => span.end));
  const moved = edits.map((edit) => ({
    span: { start: edit.span.start - start, end: edit.span.end - start },
    text: edit.text,
  }));
  return { span: { start, end }, text: applyEdits(text.slice(start, end), moved) };
}

/** Includes the whitespace that belongs to the token. */
function spanOf({ start, end }: KqlToken): Span {
  return { start, end };
}
