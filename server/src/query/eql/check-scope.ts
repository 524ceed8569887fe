import type { Fix, Severity } from '../../text/problem.js';
import type { Span } from '../../text/span.js';
import type { Field } from './syntax.js';
import type { MappingLookup } from './types.js';

/** The known fields that a query may use. */
export interface EqlCheckContext {
  readonly mappingOf: MappingLookup;
  /**
   * If given, a field for which it returns false and that is not optional is an error, as in Elasticsearch.
   */
  readonly isMapped?: ((name: string) => boolean) | undefined;
  /**
   * Returns whether a field is optional and unmapped, which makes it the literal null. By default, any
   * optional field of unknown type.
   */
  readonly isNullField?: ((field: Field) => boolean) | undefined;
  /** Names to suggest for an unknown field. */
  readonly knownNames?: (() => Iterable<string>) | undefined;
}

/** The query's source and its collected problems, shared by the parts of the check. */
export interface CheckScope extends EqlCheckContext {
  readonly text: string;
  report(span: Span, message: string, help?: string, severity?: Severity, fix?: Fix): void;
}

/** Returns the source of a node, for messages. */
export function sliceOf(scope: CheckScope, node: { readonly span: Span }): string {
  const text = scope.text.slice(node.span.start, node.span.end).replace(/\s+/g, ' ');
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}
