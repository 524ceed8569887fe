import { type FakeAnswer, type FakeServer, type SeenRequest, startServer } from './server.js';

export interface FakeDocument {
  readonly _index: string;
  readonly _id: string;
  readonly _source: Readonly<Record<string, unknown>>;
}

export interface FakeElasticsearchOptions {
  /** The key that is accepted. */
  readonly key?: string;
  readonly version?: string;
  readonly documents?: readonly FakeDocument[];
  /** Type by field, as reported by `_field_caps`. */
  readonly fields?: Readonly<Record<string, string>>;
  /** Answers a request that the server does not support, or overrides its answer. */
  readonly answer?: (request: SeenRequest) => FakeAnswer | undefined;
}

/**
 * Starts a server that answers Rulewright's requests like Elasticsearch. A search finds all documents:
 * evaluating queries is left to a real engine.
 */
export function startElasticsearch(options: FakeElasticsearchOptions = {}): Promise<FakeServer> {
  const { key, version = '9.5.1', documents = [], fields = {} } = options;
  const respond = (request: SeenRequest): FakeAnswer => {
    const { path, headers, body } = request;
    if (key !== undefined && headers.authorization !== `ApiKey ${key}`)
      return elasticsearchError(401, 'unable to authenticate with provided credentials');
    const own = options.answer?.(request);
    if (own) return own;
    if (path === '/') return { body: { version: { number: version }, tagline: 'You Know, for Search' } };
    if (path.endsWith('/_field_caps')) return { body: { indices: ['logs-a'], fields: capabilities(fields) } };
    if (path.endsWith('/_search')) return { body: hits(documents, Number(Object(body).size ?? 10)) };
    if (path.endsWith('/_eql/search'))
      return {
        body: {
          is_partial: false,
          is_running: false,
          took: 1,
          timed_out: false,
          hits: { events: documents },
        },
      };
    if (path.endsWith('/_mget')) return { body: { docs: wanted(body, documents) } };
    return elasticsearchError(400, `no handler found for uri [${path}]`);
  };
  return startServer((request) => {
    const answer = respond(request);
    return { ...answer, headers: { 'x-elastic-product': 'Elasticsearch', ...answer.headers } };
  });
}

/** Returns an error in Elasticsearch's format. */
export function elasticsearchError(status: number, reason: string): FakeAnswer {
  return {
    status,
    body: { error: { root_cause: [{ type: 'exception', reason }], type: 'exception', reason }, status },
  };
}

/** Returns the answer to a search that finds these documents. */
export function hits(documents: readonly FakeDocument[], size = documents.length, more: object = {}): object {
  return {
    took: 1,
    timed_out: false,
    _shards: { total: 1, successful: 1, skipped: 0, failed: 0 },
    hits: {
      total: { value: documents.length, relation: 'eq' },
      hits: documents.slice(0, size).map((document, place) => ({ ...document, _score: null, sort: [place] })),
    },
    ...more,
  };
}

function capabilities(fields: Readonly<Record<string, string>>): object {
  return Object.fromEntries(
    Object.entries(fields).map(([name, type]) => [
      name,
      { [type]: { type, searchable: true, aggregatable: true, metadata_field: false } },
    ]),
  );
}

function wanted(body: unknown, documents: readonly FakeDocument[]): object[] {
  const { docs } = Object(body) as { docs: { _index: string; _id: string }[] };
  return docs.map(({ _index, _id }) => {
    const found = documents.find((one) => one._index === _index && one._id === _id);
    return found ? { ...found, found: true } : { _index, _id, found: false };
  });
}
