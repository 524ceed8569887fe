import { evaluatedFields } from '../../analysis/evaluated-fields.js';
import { type MutationReport, mutationSteps } from '../../prove/mutation/mutate-rule.js';
import { fileEventsReader } from '../../testing/files.js';
import { parseTestFile } from '../../testing/parse-test-file.js';
import { failure, type Result } from '../../text/result.js';
import type { Span } from '../../text/span.js';
import type { Proof } from '../messages.js';
import type { OpenDocument } from '../session/documents.js';
import { isOutdated } from '../session/last-proofs.js';
import { inTurns } from '../session/turns.js';
import type { Workspace } from '../session/workspace.js';
import { projectOf } from '../session/workspace-folders.js';
import { readTestFile } from './case-edits.js';
import { scoreOf } from './proof-score.js';

/** Returns which changes of an open rule its tests notice. */
export async function prove(
  document: OpenDocument,
  workspace: Workspace,
  stopped: () => boolean,
): Promise<Proof> {
  const found = await proofReport(document, workspace, stopped);
  if (!found.ok) return { noticed: 0, counted: 0, places: [], failing: [], error: found.error };
  const { report } = found;
  const { query } = document.analysis().rule;
  const placeOf = (span: Span | undefined): Span | undefined =>
    (span && query?.place(span)) ?? query?.string()?.span;
  const places = new Map<string, { readonly span: Span; readonly unnoticed: string[] }>();
  const add = (span: Span | undefined): string[] => {
    if (!span) return [];
    const key = `${span.start}-${span.end}`;
    const place = places.get(key) ?? { span, unnoticed: [] };
    places.set(key, place);
    return place.unnoticed;
  };
  for (const span of report.places) add(placeOf(span));
  for (const { mutant, description } of report.survivors) add(placeOf(mutant.span)).push(description);
  return {
    ...scoreOf(report),
    places: [...places.values()].map(({ span, unnoticed }) => ({ range: document.rangeOf(span), unnoticed })),
    failing: report.failing,
    ...(report.problem !== undefined && { error: report.problem }),
  };
}

/**
 * Mutates an open rule in turns with other work, and caches the report. Reuses the cached report while the
 * rule and its tests are unchanged.
 */
export async function proofReport(
  document: OpenDocument,
  workspace: Workspace,
  stopped: () => boolean,
): Promise<Result<{ readonly report: MutationReport }>> {
  const file = readTestFile(document, workspace);
  if (!file.ok) return file;
  const { text, key } = document;
  const known = workspace.lastProofs.get(key);
  if (known && !isOutdated(known, text, file.text)) return { ok: true, report: known.report };
  await workspace.checkouts.schemasRead(file.rulePath);
  const analysis = document.analysis();
  const readEvents = fileEventsReader(file.rulePath, projectOf(file.rulePath, workspace));
  const tests = file.exists ? parseTestFile(file.text) : undefined;
  const steps = mutationSteps(analysis.rule, tests, readEvents, evaluatedFields(analysis));
  const report = await inTurns(steps, stopped);
  if (!report) return failure('the proof was stopped');
  workspace.lastProofs.set(key, { rule: text, tests: file.text, report });
  return { ok: true, report };
}
