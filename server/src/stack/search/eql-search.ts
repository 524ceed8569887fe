import type { Elasticsearch } from '../elasticsearch/client.js';
import type { EngineRequest } from '../requests/search-request.js';
import { StackError } from '../stack-error.js';
import { partialAnswer } from './answer-problems.js';
import { documentOf } from './documents.js';
import type { StackAlert, StackResult } from './stack-alert.js';

/** Runs an EQL rule with `_eql/search`. Throws {@link StackError}. */
export async function runEql(
  elasticsearch: Elasticsearch,
  { index, body }: Extract<EngineRequest, { kind: 'eql' }>,
  signal?: AbortSignal,
): Promise<StackResult> {
  const { fields: _, ...request } = body;
  const answer = await elasticsearch.call(
    (client, options) =>
      client.eql.search(
        {
          ...(request as { query: string }),
          index: [...index],
          ignore_unavailable: true,
          allow_no_indices: true,
        },
        options,
      ),
    signal,
  );
  const { events, sequences } = Object(Object(answer).hits) as { events?: unknown; sequences?: unknown };
  const partial = partialAnswer(answer);
  const alerts = Array.isArray(sequences)
    ? sequences.map(sequenceAlert)
    : (Array.isArray(events) ? events : []).flatMap((event): StackAlert[] => {
        const document = documentOf(event);
        return document ? [{ documents: [document] }] : [];
      });
  if (!Array.isArray(sequences) && !Array.isArray(events))
    throw new StackError('bad-answer', `${elasticsearch.host} sent a response without hits.`);
  return { alerts, incomplete: partial === undefined ? [] : [partial], notes: [] };
}

/** A missing event of a sequence is a hit without a source. */
function sequenceAlert(sequence: unknown): StackAlert {
  const { events, join_keys: keys } = Object(sequence) as { events?: unknown; join_keys?: unknown };
  return {
    documents: (Array.isArray(events) ? events : []).map((event) => documentOf(event) ?? null),
    ...(Array.isArray(keys) && keys.length > 0 && { keys }),
  };
}
