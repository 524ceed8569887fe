import type { Span } from '../../text/span.js';
import type { KqlIs, KqlNode, KqlRange } from './syntax.js';

/** Calls `visit` for the condition and everything below it, parents first. */
export function walkKql(node: KqlNode, visit: (node: KqlNode) => void): void {
  visit(node);
  if (node.kind === 'and' || node.kind === 'or') for (const operand of node.operands) walkKql(operand, visit);
  else if (node.kind === 'not') walkKql(node.operand, visit);
  else if (node.kind === 'nested') walkKql(node.condition, visit);
}

/** A clause about one field, with the full name of the field. */
export interface KqlClause {
  readonly node: KqlIs | KqlRange;
  /** Includes the path of enclosing nested fields. Undefined for a value that any field can have. */
  readonly field: string | undefined;
  /** The path of the innermost enclosing nested field. */
  readonly nestedPath: string | undefined;
  /** Whether an enclosing `not` negates it. */
  readonly negated: boolean;
}

/** Returns all clauses, in source order. */
export function clausesOf(condition: KqlNode | undefined): KqlClause[] {
  const clauses: KqlClause[] = [];
  const visit = (node: KqlNode, nestedPath: string | undefined, negated: boolean): void => {
    switch (node.kind) {
      case 'and':
      case 'or':
        for (const operand of node.operands) visit(operand, nestedPath, negated);
        break;
      case 'not':
        visit(node.operand, nestedPath, !negated);
        break;
      case 'nested':
        visit(node.condition, join(nestedPath, node.path.text), negated);
        break;
      case 'is':
      case 'range':
        clauses.push({
          node,
          field: node.field && join(nestedPath, node.field.text),
          nestedPath,
          negated,
        });
        break;
      case 'missing':
        break;
    }
  };
  if (condition) visit(condition, undefined, false);
  return clauses;
}

/** A nested field that a query names as the path of a condition. */
export interface KqlNestedPath {
  readonly name: string;
  readonly span: Span;
}

/** Returns the paths of nested conditions, in source order. */
export function nestedPathsOf(condition: KqlNode | undefined): KqlNestedPath[] {
  const paths: KqlNestedPath[] = [];
  const visit = (node: KqlNode, around: string | undefined): void => {
    if (node.kind === 'and' || node.kind === 'or')
      for (const operand of node.operands) visit(operand, around);
    else if (node.kind === 'not') visit(node.operand, around);
    else if (node.kind === 'nested') {
      const name = join(around, node.path.text);
      paths.push({ name, span: node.path.span });
      visit(node.condition, name);
    }
  };
  if (condition) visit(condition, undefined);
  return paths;
}

function join(path: string | undefined, name: string): string {
  return path === undefined ? name : `${path}.${name}`;
}
