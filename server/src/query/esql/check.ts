import type { Problem } from '../../text/problem.js';
import type { CheckContext } from '../language.js';
import type { VerificationProblem } from './resolve/messages.js';
import { type ResolvedEsql, resolveEsql, resolveWith } from './resolve/resolution.js';
import type { EsqlSchema } from './resolve/schema.js';
import type { EsqlQuery } from './syntax.js';

/**
 * Returns the errors that Elasticsearch reports once it knows the fields (docs/semantics/esql.md#errors),
 * each with its kind.
 */
export function verifyEsql(
  text: string,
  query: EsqlQuery,
  schema: EsqlSchema,
): readonly VerificationProblem[] {
  return resolveWith(text, query, schema).problems;
}

/**
 * Checks a query against the known fields of a rule. Codes: `esql-unknown-column`, `esql-type` and others.
 * `resolved` may know fewer fields than the context: it is reused unless the context maps a field whose type
 * it did not find.
 */
export function checkEsql(
  text: string,
  query: EsqlQuery,
  context: CheckContext,
  resolved?: ResolvedEsql,
): Problem[] {
  const isCurrent = resolved && ![...resolved.unmapped].some(context.mappingOf);
  const { problems } = isCurrent ? resolved : resolveEsql(text, query, context);
  return problems.map(({ kind, ...problem }) => problem);
}
