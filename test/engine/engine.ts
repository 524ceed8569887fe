import type { Dsl } from '../../server/src/stack/requests/dsl.js';
import type { DocumentSet } from './document-set.js';
import { analysis, engineMapping } from './engine-mapping.js';

/** The engine's answer to one search. */
export interface EngineAnswer {
  readonly error?: { readonly type: string; readonly reason: string; readonly root_cause?: readonly Cause[] };
  readonly hits?: {
    readonly total?: { readonly value: number };
    readonly hits: readonly { readonly _id: string }[];
  };
  readonly aggregations?: Readonly<Record<string, unknown>>;
  readonly _shards?: { readonly failures?: readonly { readonly reason: Cause }[] };
}

interface Cause {
  readonly type: string;
  readonly reason: string;
}

/** A running search engine. */
export interface Engine {
  /** Creates an index of documents whose ids are their numbers; returns the numbers of those it rejects. */
  load(set: DocumentSet): Promise<ReadonlySet<number>>;
  /** Returns the answers to searches of one index, in order. */
  search(set: string, bodies: readonly Dsl[]): Promise<EngineAnswer[]>;
}

/** Searches in one request; more would keep their answers in memory together. */
const batch = 200;
const mostHits = 50_000;

/** Returns the engine at an address. Throws if it does not answer as expected. */
export function engineAt(url: string): Engine {
  const send = async (method: string, path: string, body: string, type: string): Promise<unknown> => {
    const response = await fetch(`${url}${path}`, { method, body, headers: { 'content-type': type } });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text.slice(0, 1_000)}`);
    return JSON.parse(text) as unknown;
  };
  const lines = (values: readonly unknown[]): string =>
    `${values.map((value) => JSON.stringify(value)).join('\n')}\n`;
  return {
    async load({ name, documents, mappings }) {
      const settings = {
        number_of_shards: 1,
        number_of_replicas: 0,
        refresh_interval: '-1',
        max_result_window: mostHits,
        // As in the index templates of Elastic's integrations.
        'mapping.ignore_malformed': true,
        'mapping.total_fields.limit': 100_000,
        analysis,
      };
      const index = JSON.stringify({ settings, mappings: engineMapping(mappings) });
      await send('PUT', `/${name}`, index, 'application/json');
      const refused = new Set<number>();
      for (let start = 0; start < documents.length; start += 1_000) {
        const part = documents.slice(start, start + 1_000);
        const bulk = lines(
          part.flatMap((document, place) => [{ index: { _id: String(start + place) } }, document]),
        );
        const answer = (await send('POST', `/${name}/_bulk`, bulk, 'application/x-ndjson')) as {
          items: readonly { index: { error?: object } }[];
        };
        for (const [place, { index: result }] of answer.items.entries())
          if (result.error) refused.add(start + place);
      }
      await send('POST', `/${name}/_refresh`, '', 'application/json');
      return refused;
    },
    async search(set, bodies) {
      const answers: EngineAnswer[] = [];
      for (let start = 0; start < bodies.length; start += batch) {
        const searches = bodies
          .slice(start, start + batch)
          .flatMap((body) => [{ index: set }, { size: mostHits, ...body, _source: false }]);
        const { responses } = (await send(
          'POST',
          '/_msearch?filter_path=responses.hits.hits._id,responses.hits.total,responses.aggregations,responses.error,responses._shards.failures.reason.type,responses._shards.failures.reason.reason',
          lines(searches),
          'application/x-ndjson',
        )) as { responses: EngineAnswer[] };
        for (const answer of responses) answers.push(answer);
      }
      return answers;
    },
  };
}
