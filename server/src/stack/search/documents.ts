import type { EventObject } from '../../evaluate/values/access.js';
import { isTooDeep } from '../../exchange/json.js';
import { isObject } from '../../text/plain-objects.js';
import type { Elasticsearch } from '../elasticsearch/client.js';

/** A document of an index. */
export interface StackDocument {
  readonly index: string;
  readonly id: string;
  readonly source: EventObject;
}

/** Returns the documents of a response's hits; skips anything that is not a hit with a source. */
export function documentsOf(hits: unknown): StackDocument[] {
  return (Array.isArray(hits) ? hits : []).flatMap((hit) => documentOf(hit) ?? []);
}

/**
 * Returns a hit's document, or undefined for a missing event of a sequence and for a hit without a source.
 */
export function documentOf(hit: unknown): StackDocument | undefined {
  const { _index: index, _id: id, _source: source } = Object(hit) as Record<string, unknown>;
  if (typeof index !== 'string' || typeof id !== 'string' || !isObject(source) || isTooDeep(source))
    return undefined;
  return { index, id, source };
}

/** Returns a document's key. */
export function documentKey({ index, id }: Pick<StackDocument, 'index' | 'id'>): string {
  return JSON.stringify([index, id]);
}

/** Converts a document to an event for the local evaluation, with its index and id. */
export function eventOf({ index, id, source }: StackDocument): EventObject {
  return { ...source, _index: index, _id: id };
}

/** Number of documents per request. */
const atOnce = 500;

/** Returns the existing documents with these ids, in the same order. Throws `StackError`. */
export async function fetchDocuments(
  elasticsearch: Elasticsearch,
  wanted: readonly Pick<StackDocument, 'index' | 'id'>[],
  signal?: AbortSignal,
): Promise<(StackDocument | undefined)[]> {
  const found = new Map<string, StackDocument>();
  for (let start = 0; start < wanted.length; start += atOnce) {
    const docs = wanted.slice(start, start + atOnce).map(({ index, id }) => ({ _index: index, _id: id }));
    const answer = await elasticsearch.call((client, options) => client.mget({ docs }, options), signal);
    for (const document of documentsOf(answer.docs)) found.set(documentKey(document), document);
  }
  return wanted.map((one) => found.get(documentKey(one)));
}
