import { metadataTypes } from '../../query/esql/metadata-fields.js';
import { resolveQuery } from '../../query/esql/resolve/resolve.js';
import type { EsqlSchema } from '../../query/esql/resolve/schema.js';
import type { EsqlQuery, Expression } from '../../query/esql/syntax.js';
import type { EsqlType } from '../../query/esql/types.js';

/** The types of a query's expressions, and the columns that it names. */
export interface ResolvedTypes {
  readonly types: ReadonlyMap<Expression, EsqlType>;
  /** Fields, with their types. */
  readonly fields: ReadonlyMap<string, EsqlType>;
  /** Names of other columns. */
  readonly others: ReadonlySet<string>;
}

interface Kept {
  readonly answers: ReadonlyMap<string, EsqlType | undefined>;
  readonly resolved: ResolvedTypes;
}

const kept = new WeakMap<EsqlQuery, Kept[]>();

/** The maximum number of cached resolutions per query. */
const mostKept = 4;

/**
 * Resolves the columns of a query. Reuses an earlier resolution with the same field types: tests run one
 * query on many events.
 */
export function resolvedTypes(query: string, tree: EsqlQuery, schema: EsqlSchema): ResolvedTypes {
  // Tables and complete field lists depend on more than the types of single fields.
  if (schema.isComplete || schema.table) return resolve(query, tree, schema);
  const own = kept.get(tree) ?? [];
  kept.set(tree, own);
  const alike = own.find(({ answers }) => [...answers].every(([name, type]) => schema.typeOf(name) === type));
  if (alike) return alike.resolved;
  const answers = new Map<string, EsqlType | undefined>();
  const resolved = resolve(query, tree, {
    ...schema,
    typeOf(name) {
      const type = schema.typeOf(name);
      answers.set(name, type);
      return type;
    },
  });
  if (own.length >= mostKept) own.shift();
  own.push({ answers, resolved });
  return resolved;
}

function resolve(query: string, tree: EsqlQuery, schema: EsqlSchema): ResolvedTypes {
  const types = new Map<Expression, EsqlType>();
  const fields = new Map<string, EsqlType>();
  const others = new Set<string>();
  resolveQuery(query, tree, schema, {
    use(expression, { type, column }) {
      types.set(expression, type);
      if (expression.kind !== 'column') return;
      if (column?.origin === 'field' && column.field !== undefined)
        fields.set(column.field, schema.typeOf(column.field) ?? 'keyword');
      else if (!metadataTypes.has(expression.name)) others.add(expression.name);
    },
  });
  return { types, fields, others };
}
