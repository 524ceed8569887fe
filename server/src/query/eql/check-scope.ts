import type { Fix, Severity } from '../../text/problem.js';
import type { Span } from '../../text/span.js';
import type { Field } from './syntax.js';
import type { MappingLookup } from './types.js';

/** What is known of the fields that a query may use. */
export interface EqlCheckContext {
  readonly mappingOf: MappingLookup;
  /** When given, a field for which it is false and that is not optional is an error, as in Elasticsearch. */
  readonly isMapped?: ((name: string) => boolean) | undefined;
  /**
   * Whether a field is optional and not mapped, which makes it the literal null. When not given, an optional field without
   * a known type counts as one.
   */
  readonly isNullField?: ((field: Field) => boolean) | undefined;
  /** Names to suggest for an unknown field. */
  readonly knownNames?: (() => Iterable<string>) | undefined;
}

/** The text of the query and a place for what is found; shared by the parts of the check. */
export interface CheckScope extends EqlCheckContext {
  readonly text: string;
  report(span: Span, message: string, help?: string, severity?: Severity, fix?: Fix): void;
}

/** The text of a node, for messages. */
export function sliceOf(scope: CheckScope, node: { readonly span: Span }): string {
  const text = scope.text.slice(node.span.start, node.span.end).replace(/\s+/g, ' ');
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}
