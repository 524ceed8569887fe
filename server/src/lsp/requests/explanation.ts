import { evaluatedFields } from '../../analysis/evaluated-fields.js';
import { explainEvent, type FilterExplanation } from '../../evaluate/explain/explain-rule.js';
import type { EventAmong } from '../../evaluate/explain/explain-table-event.js';
import { explanationLines, plainStyle } from '../../evaluate/explain/explain-text.js';
import type { Explanation as ClauseExplanation } from '../../evaluate/explain/explanation.js';
import { distance } from '../../evaluate/explain/nearest.js';
import { EvaluationError } from '../../evaluate/plan/plan.js';
import type { PlannedQuery, PlannedTableQuery } from '../../evaluate/plan/planned-query.js';
import { prepareRuleForEvents } from '../../evaluate/prepare/prepare-rule.js';
import { withFields } from '../../evaluate/prepare/rule-inputs.js';
import type { EventReference, ExplainedClause, Explanation, PipelineStep } from '../messages.js';
import type { OpenDocument } from '../session/documents.js';
import type { Workspace } from '../session/workspace.js';
import { eventsOfSource } from './events-of-source.js';
import { findEvent } from './find-events.js';
import { pipelineSteps } from './pipeline.js';
import { sequencePicture } from './sequence-source.js';

/** Explains why an event of a file did or did not match an open rule. */
export async function explain(
  document: OpenDocument,
  reference: EventReference,
  workspace: Workspace,
  clausesOnly: boolean,
): Promise<Explanation> {
  const failed = (error: string): Explanation => ({ matched: false, text: '', clauses: [], error });
  const found = await findEvent(reference, workspace);
  if (!found.ok) return failed(found.error);
  await workspace.checkouts.schemasRead(document.path);
  const analysis = document.analysis();
  const { rule } = analysis;
  // The clauses of the query are explained even if the rule compares events with indicators.
  const inputs = withFields({ indicators: [] }, evaluatedFields(analysis));
  const prepared = prepareRuleForEvents(rule, [found.event], undefined, inputs);
  if (!prepared.ok) return failed(prepared.problems[0]?.message ?? 'the rule cannot be evaluated');
  const around =
    prepared.planned.kind === 'table'
      ? await explainAmong(document, reference, prepared.planned, workspace)
      : undefined;
  const filters = explainEvent(prepared, found.event, around?.among);
  const matched = filters.some(({ explanation }) => explanation.holds);
  const text = filters.flatMap(({ step, explanation }) => [
    `${explanation.holds ? 'matches' : 'does not match'} ${step === undefined ? 'the query' : `step ${step + 1}`}`,
    ...explanationLines(explanation, prepared.queryText, plainStyle).map((line) => `  ${line}`),
  ]);
  const shown = matched ? filters.filter(({ explanation }) => explanation.holds) : nearest(filters);
  const commandStarts = commandStartsOf(prepared.planned);
  const clauses = shown
    .flatMap(({ explanation }) => leavesOf(explanation, false))
    .flatMap(({ leaf, matters }): ExplainedClause[] => {
      const place = rule.query?.place(leaf.span);
      // A whole command only shows how many rows there are, which the pipeline already shows.
      if (!place || (around && commandStarts.has(leaf.span.start))) return [];
      return [
        {
          range: document.rangeOf(place),
          result: leaf.holds ? 'matched' : matters ? 'not-matched' : 'not-reached',
          note: leaf.reason.message,
          seen: inShort(leaf, prepared.queryText),
        },
      ];
    });
  const isSequence = !clausesOnly && prepared.planned.kind === 'sequence';
  const sequence = isSequence
    ? await sequencePicture(document, { kind: 'event', event: reference }, workspace)
    : undefined;
  return {
    matched,
    text: text.join('\n'),
    clauses,
    ...(sequence && { sequence }),
    ...(around && { pipeline: around.pipeline }),
  };
}

function commandStartsOf(planned: PlannedQuery): ReadonlySet<number> {
  return new Set(planned.kind === 'table' ? planned.table.commands.map(({ span }) => span.start) : []);
}

/**
 * Evaluates the commands of an ES|QL rule on all events of the file or case. Returns undefined if that fails.
 */
async function explainAmong(
  document: OpenDocument,
  reference: EventReference,
  planned: PlannedTableQuery,
  workspace: Workspace,
): Promise<{ readonly among: EventAmong; readonly pipeline: readonly PipelineStep[] } | undefined> {
  const found = await eventsOfSource(document, { kind: 'event', event: reference }, workspace);
  if (!found.ok) return undefined;
  const index = found.events.findIndex((one) => one.index === reference.index);
  if (index < 0) return undefined;
  try {
    const pipeline = pipelineSteps(document, planned, found.events);
    return { among: { events: found.events.map(({ event }) => event), index }, pipeline };
  } catch (error) {
    if (error instanceof EvaluationError) return undefined;
    throw error;
  }
}

/**
 * Returns a clause's reason without the name of its only field, empty if the clause ends in the value that
 * was seen.
 */
function inShort({ seen, reason, holds, span }: ClauseExplanation, query: string): string {
  const [only, ...others] = seen;
  if (!only || others.length > 0 || reason.field !== only.field) return reason.message;
  const value = reason.message.slice(`${only.field} is `.length);
  const clause = query.slice(span.start, span.end);
  return holds && (clause.endsWith(value) || JSON.stringify(clause) === value) ? '' : value;
}

/** Returns the event filter that comes closest to matching. */
function nearest(filters: readonly FilterExplanation[]): FilterExplanation[] {
  return [...filters].sort((a, b) => distance(a.explanation) - distance(b.explanation)).slice(0, 1);
}

interface Leaf {
  readonly leaf: ClauseExplanation;
  /** False for a failed alternative when another alternative holds. */
  readonly matters: boolean;
}

function leavesOf(explanation: ClauseExplanation, within: boolean): Leaf[] {
  if (explanation.children.length === 0) return [{ leaf: explanation, matters: !within }];
  const settled = within || explanation.holds;
  return explanation.children.flatMap((child) => leavesOf(child, settled));
}
