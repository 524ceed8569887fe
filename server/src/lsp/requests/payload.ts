import { payloadOf } from '../../exchange/payload.js';
import type { ApiPayload } from '../messages.js';
import type { OpenDocument } from '../session/documents.js';
import type { Workspace } from '../session/workspace.js';

/** Returns the payload of an open rule, including unsaved and unfinished text, as readable JSON. */
export async function payload(document: OpenDocument, workspace: Workspace): Promise<ApiPayload> {
  if (document.path !== undefined) await workspace.checkouts.schemasRead(document.path);
  const { rule } = payloadOf(document.analysis());
  return { text: `${JSON.stringify(rule, undefined, 2)}\n` };
}
