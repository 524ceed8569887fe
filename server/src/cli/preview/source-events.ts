import { previewAlertsOf } from '../../stack/preview/preview-alerts.js';
import { fetchDocuments, type StackDocument } from '../../stack/search/documents.js';
import type { PreviewWork, ShownAlert } from './rule-preview.js';

/** Fetches the alerts' source events and returns both. Throws `StackError`. */
export async function sourcesOfAlerts(
  documents: readonly StackDocument[],
  { stack, fetched, signal }: Pick<PreviewWork, 'fetched' | 'signal' | 'stack'>,
): Promise<readonly ShownAlert[]> {
  const alerts = previewAlertsOf(documents);
  const sources = await fetchDocuments(
    stack.elasticsearch(),
    alerts.flatMap(({ events }) => events),
    signal,
  );
  let next = 0;
  return alerts.map(({ alert, events }) => ({
    alert,
    events: events.map(() => {
      const source = sources[next++];
      return source ? fetched.add(source) : null;
    }),
  }));
}
