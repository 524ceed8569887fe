import type { FieldMapping } from '../../../fields/field-type.js';
import type { CheckContext } from '../../language.js';
import type { Command, EsqlQuery, Expression } from '../syntax.js';
import { type VerificationProblem, verificationProblem } from './messages.js';
import { type ResolvedQuery, resolveQuery } from './resolve.js';
import { type EsqlSchema, schemaOf } from './schema.js';
import type { Typed } from './typed.js';

/** An expression of a query with what is known about it. */
export interface TypedExpression {
  readonly typed: Typed;
  readonly command: Command;
}

/**
 * An ES|QL query with its columns, the types of its expressions and the errors that Elasticsearch reports.
 */
export interface ResolvedEsql extends ResolvedQuery {
  readonly text: string;
  readonly tree: EsqlQuery;
  /** Inner expressions come first. */
  readonly expressions: ReadonlyMap<Expression, TypedExpression>;
  readonly problems: readonly VerificationProblem[];
  /** Names that were looked up without finding a type: with one there can be more problems. */
  readonly unmapped: ReadonlySet<string>;
}

/** Resolves a query with the known fields of a rule. */
export function resolveEsql(text: string, tree: EsqlQuery, context: CheckContext): ResolvedEsql {
  const unmapped = new Set<string>();
  const mappingOf = (name: string): FieldMapping | undefined => {
    const mapping = context.mappingOf(name);
    if (!mapping) unmapped.add(name);
    return mapping;
  };
  return { ...resolveWith(text, tree, schemaOf({ ...context, mappingOf })), unmapped };
}

/** Resolves a query with any schema. */
export function resolveWith(
  text: string,
  tree: EsqlQuery,
  schema: EsqlSchema,
): Omit<ResolvedEsql, 'unmapped'> {
  const expressions = new Map<Expression, TypedExpression>();
  const problems: VerificationProblem[] = [];
  const resolved = resolveQuery(text, tree, schema, {
    report: (kind, span, ...details) => problems.push(verificationProblem(kind, span, ...details)),
    use: (expression, typed, command) => expressions.set(expression, { typed, command }),
  });
  return { ...resolved, text, tree, expressions, problems: firstOfEachPlace(problems) };
}

/** Of several problems at one position, the first is the cause. */
function firstOfEachPlace(problems: readonly VerificationProblem[]): VerificationProblem[] {
  const seen = new Set<string>();
  return problems
    .toSorted((a, b) => a.span.start - b.span.start)
    .filter(({ span }) => {
      const place = `${span.start}-${span.end}`;
      if (seen.has(place)) return false;
      seen.add(place);
      return true;
    });
}
