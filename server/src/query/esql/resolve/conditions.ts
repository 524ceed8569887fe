import type { ColumnReference } from '../syntax.js';
import type { EsqlType } from '../types.js';
import type { Scope } from './scope.js';

/** Returns whether a type is allowed as a condition. */
export function isCondition(type: EsqlType): boolean {
  return type === 'boolean' || type === 'null' || type === 'unknown' || type === 'unsupported';
}

/**
 * A conversion directly around a field with different types resolves the conflict
 * (docs/semantics/esql.md#conflicting-mappings).
 */
export function resolvesConflict({ name }: ColumnReference, { frame, schema }: Scope): boolean {
  const field = frame.known.get(name)?.field ?? name;
  return schema.conflictOf?.(field) !== undefined;
}
