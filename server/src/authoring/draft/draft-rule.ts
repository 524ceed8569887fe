import { accessField, type EventObject } from '../../evaluate/values/access.js';
import { sourceEvent } from '../../exchange/source-event.js';
import { readIsoDate } from '../../fields/dates.js';
import { format } from '../../ide/format.js';
import { type NewRuleOptions, ruleOf } from '../../ide/new-rule/new-rule.js';
import { indexOf } from '../../ide/new-rule/query-from-event.js';
import type { RuleTemplate } from '../../ide/new-rule/templates.js';
import { type Rule, readRule } from '../../rule/rule.js';
import type { WrittenCase } from '../../testing/add-case.js';
import { failure, type Result } from '../../text/result.js';
import { parseToml } from '../../toml/document.js';
import type { Values } from '../evidence/common-clauses.js';
import type { EventSet } from '../evidence/event-set.js';
import { fieldValues } from '../evidence/field-values.js';
import { type RaisedAlert, raisedAlerts } from '../evidence/raised.js';
import { type ChosenClauses, chooseClauses } from './choose-clauses.js';
import { draftCases } from './draft-cases.js';
import { type DraftLanguage, sequenceQuery, singleQuery } from './draft-query.js';
import type { DraftType } from './draft-types.js';
import { type Shape, sequenceShape, shapeOf, thresholdShape } from './shape.js';

export interface DraftRequest {
  readonly events: EventSet;
  readonly baseline: EventSet;
  /** Chosen from the events if undefined. */
  readonly type: DraftType | undefined;
  readonly most: number;
  readonly options: Omit<NewRuleOptions, 'event' | 'type'>;
}

/** A rule that raises alerts on all of its events, verified by a run. */
export interface Draft {
  readonly ok: true;
  /** Name of its files, without extension. */
  readonly base: string;
  readonly text: string;
  readonly cases: readonly WrittenCase[];
  readonly type: DraftType;
  /** Why this type was chosen, in words. */
  readonly because: string;
  /** The alerts on the baseline. */
  readonly hits: readonly RaisedAlert[];
}

/**
 * Drafts a rule that raises alerts on all of the events and as few as possible on the baseline: chooses its
 * type, its conditions, and its tests. The error says why no rule can be drafted.
 */
export function draftRule(request: DraftRequest): Result<Draft> {
  const { events, baseline, most, options } = request;
  if (events.events.length === 0) return failure('no events to draft a rule from');
  const order = orderOf(events.events.map(sourceEvent));
  const sources = order.map((number) => sourceEvent(events.events[number]!));
  const addressOf = (place: number): string => events.addressOf(order[place]!);
  const values = sources.map(fieldValues);
  const quiet = baseline.events.map((event) => fieldValues(sourceEvent(event)));
  const { type, shape, because } = chooseType(request.type, values, timesOf(sources));
  if (request.type === 'threshold' && shape.kind !== 'threshold')
    return failure('a threshold takes five or more events of one kind that share a user, host or address');
  const steps =
    shape.kind === 'sequence'
      ? values.map((one) => chooseClauses([one], quiet, most))
      : [chooseClauses(type === 'esql' ? values.map(withOneValue) : values, quiet, most)];
  if (steps.some(({ telling }) => telling.length === 0)) return failure(tooDifferent(values, addressOf));
  const template = templateOf(type, shape, steps, values, sources);
  const { base, text: written } = ruleOf({ ...options, type: type === 'kql' ? 'query' : type }, template);
  const text = format(written, { query: true });
  const rule = readRule(parseToml(text));
  const raised = raisedAlerts(rule, sources, {});
  if (!raised.ok) return failure(`the draft cannot be run: ${raised.error}`);
  const missed =
    shape.kind === 'single' ? values.findIndex((_, number) => !raised.alerts.flat().includes(number)) : -1;
  if (raised.alerts.length === 0 || missed >= 0)
    return failure(
      `the draft raises no alert on ${missed < 0 ? 'the events' : addressOf(missed)}, so it is not shown: ${rule.query?.text ?? ''}`,
    );
  return hitsOf(rule, type, baseline, (hits) => ({
    ok: true,
    base,
    text,
    cases: draftCases(rule, shape.kind === 'threshold' ? sources.slice(0, shape.count) : sources, shape.kind),
    type,
    because,
    hits,
  }));
}

/** Passes the alerts on the baseline to `make`, none for new terms, where the baseline is the history. */
function hitsOf(
  rule: Rule,
  type: DraftType,
  baseline: EventSet,
  make: (hits: readonly RaisedAlert[]) => Draft,
): Result<Draft> {
  if (type === 'new_terms' || baseline.events.length === 0) return make([]);
  const hits = raisedAlerts(rule, baseline.events, {});
  return hits.ok ? make(hits.alerts) : failure(`the draft cannot be run on the baseline: ${hits.error}`);
}

/** Returns the fields with one value: an ES|QL comparison is null for a field with several. */
function withOneValue(values: Values): Values {
  return new Map([...values].filter(([, own]) => own.length === 1));
}

interface Chosen {
  readonly type: DraftType;
  readonly shape: Shape;
  readonly because: string;
}

const single: Shape = { kind: 'single' };

function chooseType(
  asked: DraftType | undefined,
  values: readonly Values[],
  times: readonly number[] | undefined,
): Chosen {
  const because = 'it was requested';
  if (asked === 'threshold') return { type: asked, shape: thresholdShape(values) ?? single, because };
  if (asked === 'eql') return { type: asked, shape: sequenceShape(values, times) ?? single, because };
  if (asked !== undefined) return { type: asked, shape: single, because };
  const shape = shapeOf(values, times);
  if (shape.kind === 'sequence')
    return {
      type: 'eql',
      shape,
      because: `${values.length} events of different kinds share ${[...new Set(shape.keys)].join(' and ')}`,
    };
  if (shape.kind === 'threshold')
    return {
      type: 'threshold',
      shape,
      because: `${values.length} events of one kind share ${shape.groupBy}`,
    };
  const isEndpoint = values.every((one) => one.has('host.os.type') && one.has('event.category'));
  return isEndpoint
    ? { type: 'eql', shape, because: 'the events come from a host' }
    : { type: 'kql', shape, because: 'the events do not come from a host' };
}

const languages: Readonly<Record<DraftType, DraftLanguage>> = {
  eql: 'eql',
  kql: 'kuery',
  esql: 'esql',
  threshold: 'kuery',
  new_terms: 'kuery',
};

/** Fields that are new when someone does this for the first time. */
const newTermFields = ['host.id', 'user.name', 'user.id', 'source.ip', 'aws.cloudtrail.user_identity.arn'];

function templateOf(
  type: DraftType,
  shape: Shape,
  steps: readonly ChosenClauses[],
  values: readonly Values[],
  sources: readonly EventObject[],
): Omit<RuleTemplate, 'tests'> {
  const language = languages[type];
  const index = [...new Set(sources.map(indexOf))].sort();
  const query =
    shape.kind === 'sequence'
      ? sequenceQuery(steps, values, shape)
      : singleQuery(language, steps[0]!, values, index.join(', '));
  return {
    language,
    query,
    index: type === 'esql' ? undefined : index,
    keys: {},
    tables: tablesOf(type, shape, values),
  };
}

function tablesOf(type: DraftType, shape: Shape, values: readonly Values[]): string {
  if (shape.kind === 'threshold' && type === 'threshold') {
    const { groupBy, count, distinct } = shape;
    const cardinality =
      distinct === undefined
        ? ''
        : `\n[[rule.threshold.cardinality]]\nfield = "${distinct.field}"\nvalue = ${distinct.count}\n`;
    return `[rule.threshold]\nfield = ["${groupBy}"]\nvalue = ${count}\n${cardinality}`;
  }
  if (type !== 'new_terms') return '';
  const named = newTermFields.filter((field) => values.every((one) => one.has(field))).slice(0, 2);
  const fields = (named.length > 0 ? named : ['host.id']).map((field) => `"${field}"`).join(', ');
  return (
    `[rule.new_terms]\nfield = "new_terms_fields"\nvalue = [${fields}]\n\n` +
    '[[rule.new_terms.history_window_start]]\nfield = "history_window_start"\nvalue = "now-14d"\n'
  );
}

const timestamp = accessField('@timestamp');
const nanosecondsInMillisecond = 1_000_000n;

function timesOf(events: readonly EventObject[]): readonly number[] | undefined {
  const times = events.flatMap((event) => {
    const [written] = timestamp.all(event);
    const time = typeof written === 'string' ? readIsoDate(written) : undefined;
    return time ? [Number(time.from / nanosecondsInMillisecond)] : [];
  });
  return times.length === events.length ? times : undefined;
}

/** Returns the event numbers by time if all events have one, else in their original order. */
function orderOf(events: readonly EventObject[]): readonly number[] {
  const times = timesOf(events);
  const numbers = events.map((_, number) => number);
  return times ? numbers.sort((a, b) => times[a]! - times[b]! || a - b) : numbers;
}

function tooDifferent(values: readonly Values[], addressOf: (place: number) => string): string {
  const kinds = new Map<string, number[]>();
  for (const [number, one] of values.entries()) {
    const kind = [
      one.get('event.category')?.[0],
      one.get('process.name')?.[0] ?? one.get('event.action')?.[0],
    ].join(' ');
    const known = kinds.get(kind);
    if (known) known.push(number);
    else kinds.set(kind, [number]);
  }
  const groups = [...kinds]
    .slice(0, 5)
    .map(([kind, numbers]) => `${kind}: ${numbers.slice(0, 5).map(addressOf).join(', ')}`);
  return `the events have nothing distinctive in common; draft a rule for each kind (${groups.join('; ')})`;
}
