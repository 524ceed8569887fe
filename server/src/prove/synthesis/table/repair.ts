import type { FieldTest } from '../../../evaluate/plan/plan.js';
import type { EventObject } from '../../../evaluate/values/access.js';
import { esqlFunction } from '../../../query/esql/functions/functions.js';
import type { Aggregate, Call, Command, Comparison, Expression } from '../../../query/esql/syntax.js';
import { plainValue } from '../plain-values.js';
import { absent } from '../solve-field.js';
import type { SolveOptions } from '../solve-plan.js';
import { constantOf, millisecondsOf } from './constant.js';
import { definitionOf } from './definitions.js';
import { piecesIn, samplesOfPiece, textsWithPieces } from './extraction.js';
import { inverseOf } from './inverses.js';
import { fieldsOfKql } from './kql-fields.js';
import { beside, missing, noneOf, oneOf, present, type Target, textLike, through } from './target.js';

/** The events of a group, with dotted field names. */
export type Events = readonly EventObject[];

/** The inputs of repairs besides the events. */
export interface RepairContext {
  /** The commands, with each column of an EVAL in a separate command. */
  readonly commands: readonly Command[];
  readonly options: SolveOptions;
  /** The values that the query's conditions compare each field with. */
  readonly named: ReadonlyMap<string, readonly unknown[]>;
  /** Fields that must not change. */
  readonly locked: ReadonlySet<string>;
  /**
   * Returns an expression's value in an event's row before the command at an index, or undefined if it is
   * unknown.
   */
  readonly valueAt: (event: EventObject, value: Expression, command: number) => unknown;
  /**
   * Returns an event whose row reaches the command at an index, without changes to some fields, or undefined.
   */
  readonly settle: (
    event: EventObject,
    command: number,
    locked: ReadonlySet<string>,
  ) => EventObject | undefined;
  /** Yields changed events for which an aggregate in the command at an index probably has a value. */
  readonly repairAggregate: (
    aggregate: Pick<Aggregate, 'value' | 'filter'>,
    target: Target,
    events: Events,
    at: number,
    context: RepairContext,
  ) => Generator<Events>;
}

/** Limit of values for one field, and of ways to satisfy several conditions together. */
const mostValues = 24;
const mostTogether = 4;
/** Limit of values named by the query that come before most others. */
const mostNamed = 4;

/**
 * Yields changed events for which a condition probably holds or fails, simple ones first. The caller must
 * verify them with a run. Existing values are kept if possible.
 *
 * @param at the index of the command that contains the condition.
 */
export function* repairCondition(
  condition: Expression,
  holds: boolean,
  events: Events,
  at: number,
  context: RepairContext,
): Generator<Events> {
  const { now } = context.options;
  switch (condition.kind) {
    case 'and':
    case 'or':
      if ((condition.kind === 'and') === holds)
        yield* repairAll(condition.operands, holds, events, at, context);
      else
        for (const operand of condition.operands) yield* repairCondition(operand, holds, events, at, context);
      return;
    case 'not':
      return yield* repairCondition(condition.operand, !holds, events, at, context);
    case 'comparison':
      return yield* repairComparison(condition, holds, events, at, context);
    case 'in': {
      const values = condition.items.map((item) => constantOf(item, now));
      const target = holds === condition.isNegated ? noneOf(values) : oneOf(values);
      return yield* repairTerm(condition.value, target, events, at, context);
    }
    case 'pattern': {
      const patterns = condition.patterns.flatMap((one) => (one.kind === 'string' ? [one.value] : []));
      const test: FieldTest =
        condition.operator === 'like'
          ? { kind: 'wildcard', patterns: patterns.map(unescaped), caseInsensitive: false }
          : { kind: 'regex', patterns, caseInsensitive: false };
      return yield* repairTerm(
        condition.value,
        textLike(test, holds !== condition.isNegated),
        events,
        at,
        context,
      );
    }
    case 'is-null':
      return yield* repairTerm(
        condition.operand,
        holds === condition.isNegated ? present : missing,
        events,
        at,
        context,
      );
    case 'match': {
      const value = constantOf(condition.query, now);
      return yield* repairTerm(
        condition.value,
        holds ? oneOf([value]) : noneOf([value]),
        events,
        at,
        context,
      );
    }
    case 'call':
      return yield* repairCall(condition, holds, events, at, context);
    default:
      yield* repairTerm(condition, oneOf([holds]), events, at, context);
  }
}

/** Removes backslashes before wildcards, which is enough for strings that match a pattern. */
function unescaped(pattern: string): string {
  return pattern.replace(/\\(.)/g, '$1');
}

/** Makes several conditions hold or fail, one after the other. */
export function* repairAll(
  conditions: readonly Expression[],
  holds: boolean,
  events: Events,
  at: number,
  context: RepairContext,
): Generator<Events> {
  const [first, ...others] = conditions;
  if (!first) {
    yield events;
    return;
  }
  let ways = 0;
  for (const repaired of repairCondition(first, holds, events, at, context)) {
    if (ways++ >= mostTogether) return;
    yield* repairAll(others, holds, repaired, at, context);
  }
}

function* repairComparison(
  { operator, left, right }: Comparison,
  holds: boolean,
  events: Events,
  at: number,
  context: RepairContext,
): Generator<Events> {
  const { now } = context.options;
  const wanted = holds ? operator : opposites[operator];
  const limit = constantOf(right, now);
  if (limit !== undefined) return yield* repairTerm(left, beside(wanted, limit), events, at, context);
  const start = constantOf(left, now);
  if (start !== undefined)
    return yield* repairTerm(right, beside(turned[wanted], start), events, at, context);
  const time = Number(now / 1_000_000n);
  const times = [time, time + 1_000].map((one) => new Date(one).toISOString());
  for (const [small, large] of [times, ['a', 'b'], [1, 2], ['111111111111', '222222222222']]) {
    const [one, other] = wanted.startsWith('<') || wanted === '!=' ? [small, large] : [large, small];
    const second = wanted.endsWith('=') && wanted !== '!=' ? one : other;
    for (const repaired of repairTerm(left, oneOf([one]), events, at, context))
      yield* repairTerm(right, oneOf([second]), repaired, at, context);
  }
}

const opposites = { '==': '!=', '!=': '==', '<': '>=', '<=': '>', '>': '<=', '>=': '<' } as const;
const turned = { '==': '==', '!=': '!=', '<': '>', '<=': '>=', '>': '<', '>=': '<=' } as const;

function* repairCall(
  call: Call,
  holds: boolean,
  events: Events,
  at: number,
  context: RepairContext,
): Generator<Events> {
  const [value, ...others] = call.arguments;
  if (!value) return;
  const constants = others.map((one) => constantOf(one, context.options.now));
  const [text] = constants;
  const place = places[call.name];
  if (place && typeof text === 'string')
    yield* repairTerm(
      value,
      textLike({ kind: 'affix', place, text, caseInsensitive: false }, holds),
      events,
      at,
      context,
    );
  else if (call.name === 'cidr_match')
    yield* repairTerm(value, inBlocks(constants.map(String), holds), events, at, context);
  else if (call.name === 'mv_contains' && text !== undefined)
    yield* repairTerm(value, holds ? oneOf([text]) : noneOf([text]), events, at, context);
  else if (call.name === 'match' && typeof text === 'string')
    yield* repairTerm(value, holds ? oneOf([text, `${text}x`]) : noneOf([text]), events, at, context);
  else if (call.name === 'kql' && value.kind === 'string') {
    const fields = fieldsOfKql(value.value, holds, context.options);
    if (fields) yield events.map((event) => ({ ...event, ...fields }));
  } else if (!isConditionCall(call.name)) yield* repairTerm(call, oneOf([holds]), events, at, context);
}

const places: Readonly<Record<string, 'start' | 'end' | 'inside'>> = {
  starts_with: 'start',
  ends_with: 'end',
  contains: 'inside',
};

function inBlocks(blocks: readonly string[], isWanted: boolean): Target {
  const test: FieldTest = { kind: 'block', blocks };
  const { accepts } = textLike(test, isWanted);
  const hosts = blocks.flatMap((block) => {
    const address = block.split('/')[0]!;
    return [address.replace(/\d+$/, (last) => String(Math.min(254, Number(last) + 7))), address];
  });
  return { accepts, suggest: () => (isWanted ? hosts : [...publicAddresses]) };
}

/** Public addresses that geolocation databases use in their tests, then those reserved for documentation. */
const publicAddresses = ['81.2.69.142', '89.160.20.112', '192.0.2.1', '198.51.100.7', '2001:db8::7'];

/** Yields changed events for which an expression probably has a value. */
export function* repairTerm(
  term: Expression,
  target: Target,
  events: Events,
  at: number,
  context: RepairContext,
): Generator<Events> {
  const constant = constantOf(term, context.options.now);
  if (constant !== undefined || term.kind === 'null') {
    if (target.accepts(constant ?? absent) !== false) yield events;
    return;
  }
  switch (term.kind) {
    case 'column':
      return yield* repairColumn(term.name, target, events, at, context);
    case 'cast':
      return yield* repairTerm(term.value, target, events, at, context);
    case 'call':
      if (esqlFunction(term.name)?.kind === 'aggregate')
        return yield* context.repairAggregate(
          { value: term, filter: undefined },
          target,
          events,
          at,
          context,
        );
      if (term.name === 'date_diff') return yield* withTimes(term, target, events, context);
      if (isConditionCall(term.name)) return yield* asCondition(term, target, events, at, context);
      return yield* throughInverse(term, target, events, at, context);
    case 'arithmetic':
      return yield* throughInverse(term, target, events, at, context);
    case 'and':
    case 'or':
    case 'not':
    case 'comparison':
    case 'in':
    case 'pattern':
    case 'is-null':
      return yield* asCondition(term, target, events, at, context);
    default:
  }
}

/** Moves the last event so that the difference of times has a value. */
function* withTimes(
  { arguments: [unit] }: Call,
  target: Target,
  events: Events,
  { options }: RepairContext,
): Generator<Events> {
  const name = unit && constantOf(unit, options.now);
  const length = typeof name === 'string' ? millisecondsOf(name) : undefined;
  if (length === undefined) return;
  const all = events.length === 1 ? [events[0]!, events[0]!] : events;
  for (const number of target.suggest(absent, (one) => one)) {
    const later = Number(number) * length;
    if (!Number.isFinite(later)) continue;
    const at = new Date(Number(options.now / 1_000_000n) + later).toISOString();
    yield all.map((event, index) => (index === all.length - 1 ? { ...event, '@timestamp': at } : event));
  }
}

function isConditionCall(name: string): boolean {
  return (
    Object.hasOwn(places, name) ||
    name === 'cidr_match' ||
    name === 'mv_contains' ||
    name === 'match' ||
    name === 'kql'
  );
}

function* asCondition(
  term: Expression,
  target: Target,
  events: Events,
  at: number,
  context: RepairContext,
): Generator<Events> {
  for (const holds of [true, false])
    if (target.accepts(holds) !== false) yield* repairCondition(term, holds, events, at, context);
}

function* throughInverse(
  term: Extract<Expression, { kind: 'call' | 'arithmetic' }>,
  target: Target,
  events: Events,
  at: number,
  context: RepairContext,
): Generator<Events> {
  for (const { part, target: inner, first } of inverseOf(term, target, context.options.now))
    for (const prepared of first ? repairCondition(first, true, events, at, context) : [events])
      if (part) yield* repairTerm(part, inner, prepared, at, context);
      else yield prepared;
}

function* repairColumn(
  name: string,
  target: Target,
  events: Events,
  at: number,
  context: RepairContext,
): Generator<Events> {
  const { commands, options } = context;
  const definition = definitionOf(name, at, commands, options.query);
  switch (definition.kind) {
    case 'field':
      return yield* withField(definition.name, target, events, context);
    case 'expression':
      return yield* repairTerm(definition.value, target, events, definition.at, context);
    case 'aggregate':
      return yield* context.repairAggregate(definition.aggregate, target, events, definition.at, context);
    case 'extracted': {
      const { command, name: piece } = definition;
      const texts: Target = {
        accepts: (text) => target.accepts(piecesIn(command, text).get(piece) ?? absent),
        suggest: function* (text, plain) {
          const pieces = piecesIn(command, text);
          const samples = samplesOfPiece(command, piece).filter((value) => target.accepts(value) !== false);
          for (const value of [...samples, ...target.suggest(pieces.get(piece) ?? absent, plain)])
            if (value !== absent)
              yield* textsWithPieces(command, new Map([...pieces, [piece, String(value)]]));
        },
      };
      yield* repairTerm(command.input, texts, events, definition.at, context);
    }
  }
}

/**
 * Yields events with each of the values that the field may have; events that have one already are unchanged.
 */
function* withField(
  name: string,
  target: Target,
  events: Events,
  { options, locked, named }: RepairContext,
): Generator<Events> {
  const info = options.catalogue.get(name);
  const field = fieldOf(name);
  const typed = fitting(info?.mapping?.type, target);
  if (locked.has(field)) {
    if (events.every((event) => typed.accepts(event[field] ?? absent) !== false)) yield events;
    return;
  }
  const lists = events.map((event): readonly unknown[] | undefined => {
    const current = event[field] ?? absent;
    if (typed.accepts(current) === true) return undefined;
    const found: unknown[] = [];
    const plain = (number: number): unknown => plainValue(field, info?.mapping, info, options.seed + number);
    const others = (named.get(name) ?? []).filter((value) => typed.accepts(value) === true);
    const [first, ...rest] = typed.suggest(current, plain);
    for (const proposed of [first, ...others.slice(0, mostNamed), ...rest, ...others.slice(mostNamed)]) {
      if (proposed === undefined) continue;
      const value = field === '_index' ? indexName(proposed) : proposed;
      if (!found.includes(value)) found.push(value);
      if (found.length >= mostValues) break;
    }
    return found;
  });
  const most = Math.max(0, ...lists.map((list) => list?.length ?? 0));
  if (lists.every((list) => list === undefined)) yield events;
  for (let number = 0; number < most; number++)
    yield events.map((event, index) => {
      const list = lists[index];
      if (!list || list.length === 0) return event;
      return withValue(event, field, list[Math.min(number, list.length - 1)]);
    });
}

/** Returns an index name of a data stream or of alerts as Elasticsearch forms it. */
function indexName(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  const start = value.replace(/-?[^-.]*$/, '');
  if (value.startsWith('.ds-')) return `${start}-default-2026.01.01-000001`;
  return value.startsWith('.internal.alerts-') ? '.internal.alerts-security.alerts-default-000001' : value;
}

/** Returns the field that a multi-field copies its values from. */
export function fieldOf(name: string): string {
  return name.replace(/\.(?:text|caseless|keyword)$/, '');
}

function withValue(event: EventObject, field: string, value: unknown): EventObject {
  const { [field]: _, ...others } = event;
  return value === absent ? others : { ...others, [field]: value };
}

/** Converts numbers and booleans to strings for a string field. */
function fitting(type: string | undefined, target: Target): Target {
  return type === 'keyword' || type === 'wildcard'
    ? through(
        target,
        (value) => value,
        (value) => (typeof value === 'number' ? String(value) : value),
      )
    : target;
}
