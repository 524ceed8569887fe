import { evaluatedFields } from '../../analysis/evaluated-fields.js';
import { synthesisSteps } from '../../prove/synthesis/synthesize.js';
import type { SynthesizedCase } from '../../prove/synthesis/synthesized.js';
import { writtenCase } from '../../prove/synthesis/written-case.js';
import { failure, type Result } from '../../text/result.js';
import type { NewCase, WantedCase } from '../messages.js';
import type { OpenDocument } from '../session/documents.js';
import { inTurns } from '../session/turns.js';
import type { Workspace } from '../session/workspace.js';
import { noCase, readTestFile, withCase } from './case-edits.js';
import { proofReport } from './proof.js';

/**
 * Returns the edits that add a case synthesised from an open rule to its test file, or that create the file.
 * Every case is verified by a run.
 */
export async function addSynthesizedCase(
  document: OpenDocument,
  wanted: WantedCase,
  workspace: Workspace,
  stopped: () => boolean,
): Promise<NewCase> {
  const file = readTestFile(document, workspace);
  if (!file.ok) return noCase(document, file.error);
  await workspace.checkouts.schemasRead(file.rulePath);
  const made =
    wanted.kind === 'unnoticed'
      ? await caseThatNotices(document, wanted.description, workspace, stopped)
      : await caseOf(document, wanted, stopped);
  return made.ok ? withCase(document, file, writtenCase(made.case)) : noCase(document, made.error);
}

type Made = Result<{ readonly case: SynthesizedCase }>;

async function caseThatNotices(
  document: OpenDocument,
  description: string,
  workspace: Workspace,
  stopped: () => boolean,
): Promise<Made> {
  const found = await proofReport(document, workspace, stopped);
  if (!found.ok) return found;
  const survivor = found.report.survivors.find((one) => one.description === description);
  if (!survivor?.killer) return failure('the tests notice this change, or the rule was edited since');
  return { ok: true, case: survivor.killer };
}

async function caseOf(
  document: OpenDocument,
  wanted: Exclude<WantedCase, { readonly kind: 'unnoticed' }>,
  stopped: () => boolean,
): Promise<Made> {
  const analysis = document.analysis();
  const isMatch = wanted.kind === 'match';
  const request = { match: isMatch, nearMisses: !isMatch, eachValue: false, seed: 0 };
  const synthesis = await inTurns(synthesisSteps(analysis.rule, request, evaluatedFields(analysis)), stopped);
  if (!synthesis) return failure('the search was stopped');
  const { cases, failures } = synthesis;
  if (wanted.kind === 'match') {
    const [match] = cases;
    return match ? { ok: true, case: match } : failure(failures[0]?.reason ?? 'no event was found');
  }
  const offset = analysis.queryOffsetAt(document.offsetAt(wanted.position));
  const isHere = ({ span }: Pick<SynthesizedCase, 'span'>): boolean =>
    offset !== undefined && span !== undefined && span.start <= offset && offset <= span.end;
  const size = ({ span }: Pick<SynthesizedCase, 'span'>): number => (span ? span.end - span.start : 0);
  // Choose the innermost of nested conditions.
  const [miss] = cases.filter(isHere).sort((a, b) => size(a) - size(b));
  if (miss) return { ok: true, case: miss };
  return failure(failures.find(isHere)?.reason ?? 'no condition here can be the only one that fails');
}
