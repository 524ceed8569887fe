import type { Elasticsearch } from '../elasticsearch/client.js';

/**
 * Returns the `_field_caps` response for index patterns. The fields are in the URL, because only newer
 * servers read them from the body. Throws `StackError`.
 */
export function fieldCapabilities(
  elasticsearch: Elasticsearch,
  index: readonly string[],
  signal?: AbortSignal,
): Promise<unknown> {
  const path = `/${index.map(encodeURIComponent).join(',')}/_field_caps`;
  const querystring = { fields: '*', ignore_unavailable: true, allow_no_indices: true };
  return elasticsearch.call(
    (client, options) => client.transport.request({ method: 'GET', path, querystring }, options),
    signal,
  );
}
