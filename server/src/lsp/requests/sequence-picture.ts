import {
  explainSequence,
  type KeyExplanation,
  type SequenceExplanation,
} from '../../evaluate/explain/explain-sequence.js';
import { clauseText } from '../../evaluate/explain/explain-text.js';
import { describeStop, printDuration } from '../../evaluate/explain/sequence-text.js';
import { hasSteps } from '../../evaluate/plan/planned-query.js';
import type { PreparedRule } from '../../evaluate/prepare/prepare-query.js';
import { prepareRuleForEvents } from '../../evaluate/prepare/prepare-rule.js';
import { withFields } from '../../evaluate/prepare/rule-inputs.js';
import { orSearchFailure } from '../../evaluate/prepare/search-failure.js';
import { eventPlacer } from '../../evaluate/run/query-run.js';
import type { FieldCatalogue } from '../../fields/catalogue.js';
import { describeEvent } from '../../ide/event-label.js';
import type { Rule } from '../../rule/rule.js';
import type { LaneEvent, SequenceLane, SequencePicture, SequenceStep } from '../messages.js';
import type { LocatedEvent } from '../session/latest.js';
import type { SourceEvents } from './events-of-source.js';

/** Limit of events in one lane: more are not distinguishable. */
const mostLaneEvents = 200;
const mostLanes = 50;

/** Returns an empty picture, with the reason. */
export function noPicture(error: string): SequencePicture {
  return { title: '', source: '', events: 0, steps: [], keyFields: [], lanes: [], notes: [], error };
}

/** Returns the result of a sequence rule on events, as plain data for a picture. */
export function drawnSequence(
  rule: Rule,
  { events, source, notes, now }: SourceEvents,
  fields: FieldCatalogue | undefined,
): SequencePicture {
  const objects = events.map(({ event }) => event);
  const prepared = prepareRuleForEvents(rule, objects, now, withFields({}, fields));
  if (!prepared.ok) return noPicture(prepared.problems[0]?.message ?? 'the rule cannot be evaluated');
  const explained = orSearchFailure(prepared, objects, () => explainSequence(prepared, objects));
  if (!explained.ok) return noPicture(explained.failure.problem.message);
  const explanation = explained.result;
  if (!explanation) return noPicture('the query is not a sequence');
  const { planned } = prepared;
  const until = planned.kind === 'sequence' ? planned.until : undefined;
  const lanes = explanation.keys.slice(0, mostLanes);
  const place = eventPlacer<number>(prepared);
  const times = objects.map((event, index) => place(event, index).time?.milliseconds ?? 0);
  const scene: Scene = { events, explanation, times, queryText: prepared.queryText };
  const crowded = lanes.some(({ marks }) => marks.length > mostLaneEvents);
  return {
    title: rule.name ?? '',
    source,
    events: events.length,
    steps: stepsOf(prepared, explanation),
    ...(until && { until: clauseText(prepared.queryText, until) }),
    keyFields: explanation.keyFields,
    ...(explanation.maxspan !== undefined && { maxspan: printDuration(explanation.maxspan) }),
    lanes: lanes.map((one) => laneOf(one, scene)),
    notes: [
      ...notes,
      ...(crowded ? [`at most ${mostLaneEvents} events are shown in each lane`] : []),
      ...(lanes.length === mostLanes
        ? [`at most ${mostLanes} keys are shown: those that came furthest`]
        : []),
    ],
  };
}

function stepsOf({ planned, queryText }: PreparedRule, { stages }: SequenceExplanation): SequenceStep[] {
  const steps = hasSteps(planned) ? planned.steps : [];
  const byNumber = new Map<number, SequenceStep>();
  steps.forEach(({ step, missing, span }, stage) => {
    if (byNumber.has(step)) return;
    const matched = stages[stage]?.matched ?? 0;
    byNumber.set(step, { number: step + 1, text: clauseText(queryText, { span }), missing, matched });
  });
  return [...byNumber.values()];
}

interface Scene {
  readonly events: readonly LocatedEvent[];
  readonly explanation: SequenceExplanation;
  /** Times of all events, in milliseconds since 1970. */
  readonly times: readonly number[];
  readonly queryText: string;
}

function laneOf(one: KeyExplanation, scene: Scene): SequenceLane {
  const { explanation, events, times, queryText } = scene;
  const files = new Set(events.map(({ uri }) => uri)).size;
  const name = (event: number): string => {
    const { index, uri } = events[event]!;
    return files > 1 ? `event ${index} of ${uri.replace(/^.*\//, '')}` : `event ${index}`;
  };
  const [first] = one.reached;
  const culprit = culpritOf(one);
  const shown = new Map<number, LaneEvent>();
  const add = (event: number, time: number, role: LaneEvent['role'], stages: readonly number[]): void => {
    const { uri, index, range, event: object } = events[event]!;
    const steps = [...new Set(stages.map((stage) => (explanation.stages[stage]?.step ?? stage) + 1))];
    const stops = event === culprit;
    const label = describeEvent(object);
    shown.set(event, { uri, index, range, label, time, role, steps, stops });
  };
  for (const { event, time, stage } of one.reached) add(event, time, 'reached', [stage]);
  for (const { event, time, stages, until } of one.marks) {
    // Skip an event that is already shown, unless it is both the next step and the until step that ended the
    // match.
    if ((shown.has(event) && !until) || (shown.size >= mostLaneEvents && event !== culprit)) continue;
    const missing = stages.some((stage) => explanation.stages[stage]?.missing);
    add(event, time, until ? 'until' : missing ? 'missing' : 'match', stages);
  }
  if (culprit !== undefined && !shown.has(culprit)) add(culprit, times[culprit]!, 'near', []);
  return {
    key: keyText(one, explanation),
    complete: one.complete,
    reason: describeStop(one, explanation, queryText, name),
    ...(first &&
      explanation.maxspan !== undefined && {
        deadline: first.time + explanation.maxspan,
      }),
    events: [...shown.values()].sort((a, b) => a.time - b.time),
  };
}

/** Returns the event that the reason refers to. */
function culpritOf({ stopped }: KeyExplanation): number | undefined {
  if (!stopped) return undefined;
  return stopped.code === 'no-event' ? stopped.nearest?.event : stopped.event;
}

function keyText({ keys }: KeyExplanation, { keyFields }: SequenceExplanation): string {
  if (keyFields.length === 0) return 'all events';
  return keys.map((key) => (typeof key === 'string' ? key : JSON.stringify(key))).join(', ');
}
