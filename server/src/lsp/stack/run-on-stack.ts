import type { Analysis } from '../../analysis/analysis.js';
import { evaluatedFields } from '../../analysis/evaluated-fields.js';
import { prepareRule } from '../../evaluate/prepare/prepare-rule.js';
import { withFields } from '../../evaluate/prepare/rule-inputs.js';
import { isFault } from '../../evaluate/prepare/unprepared.js';
import { payloadOf } from '../../exchange/payload.js';
import type { Rule } from '../../rule/rule.js';
import { kibanaStatus } from '../../stack/describe-stack.js';
import type { Stack } from '../../stack/open-stack.js';
import { previewRule } from '../../stack/preview/preview.js';
import { previewAlertsOf } from '../../stack/preview/preview-alerts.js';
import { schedulePreview } from '../../stack/preview/schedule.js';
import { documentKey, eventOf, fetchDocuments, type StackDocument } from '../../stack/search/documents.js';
import { runOnStack as searchOnStack } from '../../stack/search/run-on-stack.js';
import type { StackRun, StackRunParams } from '../messages/stack.js';
import type { OpenDocument } from '../session/documents.js';
import type { Workspace } from '../session/workspace.js';
import { messageOf, useStack } from './use-stack.js';

/** Limit of alerts to fetch for the view. */
const mostAlerts = 200;

interface Found {
  readonly documents: readonly StackDocument[];
  readonly alerts: number;
  readonly notes: readonly string[];
}

/**
 * Runs an open rule on a stack and returns its alerts' events, for the view that runs the rule on them
 * locally.
 */
export async function runOnStack(
  document: OpenDocument,
  params: StackRunParams,
  workspace: Workspace,
  signal: AbortSignal,
): Promise<StackRun> {
  await workspace.checkouts.schemasRead(document.path);
  const analysis = document.analysis();
  const prepared = prepareRule(analysis.rule, {}, withFields({}, evaluatedFields(analysis)));
  const [problem] = prepared.ok ? [] : prepared.problems;
  if (problem?.severity === 'error') return { events: '', alerts: 0, notes: [], error: problem.message };
  try {
    const found = await useStack(params, (stack) =>
      params.isPreview
        ? previewed(analysis, stack, params.last, signal)
        : searched(analysis.rule, stack, params.last, signal),
    );
    const documents = new Map(found.documents.map((one) => [documentKey(one), one]));
    const events = [...documents.values()].map((one) => `${JSON.stringify(eventOf(one))}\n`).join('');
    return { events, alerts: found.alerts, notes: found.notes };
  } catch (error) {
    return { events: '', alerts: 0, notes: [], error: messageOf(error) };
  }
}

async function searched(
  rule: Rule,
  stack: Stack,
  last: number | undefined,
  signal: AbortSignal,
): Promise<Found> {
  const to = Date.now();
  const outcome = await searchOnStack(
    rule,
    stack,
    {
      now: BigInt(to) * 1_000_000n,
      exceptions: [],
      size: mostAlerts,
      ...(last !== undefined && { window: { from: to - last, to } }),
    },
    signal,
  );
  if (isFault(outcome)) return { documents: [], alerts: 0, notes: [outcome.fault] };
  return {
    documents: outcome.alerts.flatMap(({ documents }) => documents.filter((one) => one !== null)),
    alerts: outcome.alerts.length,
    notes: [...outcome.incomplete.map((text) => `Incomplete: ${text}`), ...outcome.notes],
  };
}

async function previewed(
  analysis: Analysis,
  stack: Stack,
  last: number | undefined,
  signal: AbortSignal,
): Promise<Found> {
  const { release: version } = await kibanaStatus(stack, signal);
  const schedule = schedulePreview(payloadOf(analysis, version).rule, last);
  const times = { runs: schedule.runs, end: new Date() };
  const result = await previewRule(stack, schedule.payload, times, mostAlerts, signal);
  const alerts = previewAlertsOf(result.alerts);
  const sources = alerts.flatMap(({ events }) => events);
  const documents = await fetchDocuments(stack.elasticsearch(), sources, signal);
  return {
    documents: documents.filter((one) => one !== undefined),
    alerts: result.total,
    notes: [
      ...result.errors.map((text) => `Kibana: ${text}`),
      ...result.warnings.map((text) => `Kibana: ${text}`),
      ...(result.isAborted ? ['Incomplete: Kibana ended the preview after a minute'] : []),
    ],
  };
}
