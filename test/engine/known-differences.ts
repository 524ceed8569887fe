import { accessField, type EventObject } from '../../server/src/evaluate/values/access.js';
import type { Dsl } from '../../server/src/stack/requests/dsl.js';
import type { Difference } from './judge.js';

/** A difference that is not our mistake. */
export interface KnownDifference {
  readonly name: string;
  /** Why the engine answers differently from Elasticsearch, or why we accept the difference. */
  readonly reason: string;
  /** The data its questions need; undefined if they are always asked. */
  readonly needs?: 'reference data';
  /** Returns whether a difference is of this kind. */
  readonly explains: (difference: Difference, documents: readonly EventObject[]) => boolean;
}

/**
 * All known differences. `npm run test:engine` fails on any other difference, and on one of these that no
 * longer occurs.
 */
export const knownDifferences: readonly KnownDifference[] = [
  {
    name: 'field pattern',
    reason:
      'a field of the mapping that cannot have the value fails the search: docs/decisions/kql-field-patterns.md',
    explains: ({ engineRefuses, question }) =>
      engineRefuses !== undefined && /\*\w*\*?: /.test(question.text),
  },
  {
    name: 'repeated numbers in a threshold',
    reason:
      'OpenSearch counts an event once for each of several equal numbers, dates or booleans in a grouped field',
    explains: ({ question, onlyEngine, onlyOurs }, documents) =>
      question.source.endsWith('threshold') &&
      onlyOurs.length === 0 &&
      onlyEngine.length > 0 &&
      groupedFields(question.body).some((field) =>
        documents.some((document) => repeatsValue(document, field)),
      ),
  },
  {
    name: 'order of versions',
    reason: 'OpenSearch has no type for versions, so they are keywords here and compare as strings',
    needs: 'reference data',
    explains: ({ question }) => question.source === 'cases of EQL' && /\bversion [<>]/.test(question.text),
  },
];

/** Returns the fields that a request groups by. */
function groupedFields({ aggs }: Dsl): string[] {
  const { composite } = Object(Object(aggs).thresholdTerms) as {
    composite?: { sources?: readonly object[] };
  };
  return (composite?.sources ?? []).flatMap((source) => Object.keys(source));
}

/** Returns whether a document has a duplicate value in a field. */
function repeatsValue(document: EventObject, field: string): boolean {
  const values = accessField(field).all(document);
  return new Set(values.map(String)).size < values.length;
}
