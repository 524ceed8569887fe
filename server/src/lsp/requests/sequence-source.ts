import { evaluatedFields } from '../../analysis/evaluated-fields.js';
import type { SequencePicture, ViewSource } from '../messages.js';
import type { OpenDocument } from '../session/documents.js';
import type { Workspace } from '../session/workspace.js';
import { eventsOfSource } from './events-of-source.js';
import { drawnSequence, noPicture } from './sequence-picture.js';

/** Returns the picture of an open sequence rule on events. */
export async function sequencePicture(
  document: OpenDocument,
  source: ViewSource,
  workspace: Workspace,
): Promise<SequencePicture> {
  const found = await eventsOfSource(document, source, workspace);
  if (!found.ok) return noPicture(found.error);
  await workspace.checkouts.schemasRead(document.path);
  const analysis = document.analysis();
  return drawnSequence(analysis.rule, found, evaluatedFields(analysis));
}
