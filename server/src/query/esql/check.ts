import type { Problem } from '../../text/problem.js';
import type { CheckContext } from '../language.js';
import { type VerificationProblem, verificationProblem } from './resolve/messages.js';
import { resolveQuery } from './resolve/resolve.js';
import { type EsqlSchema, schemaOf } from './resolve/schema.js';
import type { EsqlQuery } from './syntax.js';

/** What Elasticsearch refuses once it knows the fields (docs/semantics/esql.md#errors), each with its kind. */
export function verifyEsql(text: string, query: EsqlQuery, schema: EsqlSchema): VerificationProblem[] {
  const problems: VerificationProblem[] = [];
  resolveQuery(text, query, schema, {
    report: (kind, span, ...details) => problems.push(verificationProblem(kind, span, ...details)),
  });
  const seen = new Set<string>();
  return problems
    .sort((a, b) => a.span.start - b.span.start)
    .filter(({ span }) => {
      // Of several problems of one place the first is the cause.
      const place = `${span.start}-${span.end}`;
      if (seen.has(place)) return false;
      seen.add(place);
      return true;
    });
}

/** The same for the fields that are known of a rule. Codes: `esql-unknown-column`, `esql-type` and others. */
export function checkEsql(text: string, query: EsqlQuery, context: CheckContext): Problem[] {
  return verifyEsql(text, query, schemaOf(context)).map(({ kind, ...problem }) => problem);
}
