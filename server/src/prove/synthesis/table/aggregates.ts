import type { EventObject } from '../../../evaluate/values/access.js';
import type { Aggregate, Expression } from '../../../query/esql/syntax.js';
import { walkExpression } from '../../../query/esql/walk.js';
import { plainValue } from '../plain-values.js';
import { constantOf } from './constant.js';
import { definitionOf } from './definitions.js';
import { type Events, type RepairContext, repairCondition, repairTerm } from './repair.js';
import { missing, oneOf, type Target } from './target.js';

/** Limit of events in a group, and of group sizes to try. */
const mostEvents = 1_100;
const mostCounts = 6;
const mostWays = 3;

/** The values that an aggregate counts or reads: those of events that satisfy conditions. */
interface Counted {
  readonly name: string;
  readonly value: Expression | undefined;
  readonly at: number;
  readonly conditions: readonly { readonly condition: Expression; readonly at: number }[];
}

/** Yields changed events for which an aggregate in the command at an index probably has a value. */
export function* repairAggregate(
  { value: call, filter }: Pick<Aggregate, 'value' | 'filter'>,
  target: Target,
  events: Events,
  at: number,
  context: RepairContext,
): Generator<Events> {
  if (call.kind !== 'call') return yield* repairTerm(call, target, events, at, context);
  const isAggregate = aggregates.has(call.name) || countNames.has(call.name);
  if (!isAggregate) return yield* repairTerm(call, target, events, at, context);
  const counted = countedBy(call.name, call.arguments[0], filter, at, context);
  const isSum = call.name === 'sum' && constantOf(counted.value ?? call, context.options.now) === undefined;
  if (!countNames.has(call.name) || isSum) {
    for (const { chosen, others } of withConditions(counted, 1, events, at, context))
      for (const repaired of counted.value
        ? firstOf(mostWays, repairTerm(counted.value, target, chosen, counted.at, context))
        : [])
        yield [...others, ...repaired];
    return;
  }
  for (const count of countsOf(target, events, context))
    yield* withCount(counted, count, events, at, context);
}

const countNames: ReadonlySet<string> = new Set(['count', 'count_distinct', 'sum']);
const aggregates: ReadonlySet<string> = new Set([
  'max',
  'min',
  'avg',
  'median',
  'percentile',
  'values',
  'first',
  'last',
  'top',
  'sample',
]);

function countedBy(
  name: string,
  value: Expression | undefined,
  filter: Expression | undefined,
  at: number,
  { commands, options }: RepairContext,
): Counted {
  const conditions = filter ? [{ condition: filter, at }] : [];
  let [current, place] = [value, at];
  while (current) {
    if (current.kind === 'column') {
      const definition = definitionOf(current.name, place, commands, options.query);
      if (definition.kind !== 'expression' || !isChoice(definition.value)) break;
      [current, place] = [definition.value, definition.at];
    }
    if (!isChoice(current)) break;
    conditions.push({ condition: current.arguments[0]!, at: place });
    current = current.arguments[1];
  }
  return { name, value: current, at: place, conditions };
}

/**
 * Returns whether an expression is `CASE(condition, value, null)`, where the value counts if the condition
 * holds.
 */
function isChoice(expression: Expression): expression is Extract<Expression, { kind: 'call' }> {
  if (expression.kind !== 'call' || expression.name !== 'case' || expression.arguments.length > 3)
    return false;
  const otherwise = expression.arguments[2];
  return (
    !otherwise || otherwise.kind === 'null' || (otherwise.kind === 'number' && Number(otherwise.value) === 0)
  );
}

function countsOf(target: Target, events: Events, { options }: RepairContext): readonly number[] {
  const counts = new Set<number>();
  for (const value of target.suggest(events.length, (number) => number + options.seed)) {
    const count = Math.ceil(Number(value));
    if (count >= 0 && count <= mostEvents) counts.add(count);
    if (counts.size >= mostCounts) break;
  }
  return [...counts].sort(
    (a, b) => Number(target.accepts(b) === true) - Number(target.accepts(a) === true) || a - b,
  );
}

function* withCount(
  counted: Counted,
  count: number,
  events: Events,
  at: number,
  context: RepairContext,
): Generator<Events> {
  const { value, conditions } = counted;
  if (count === 0) {
    for (const { condition, at: place } of conditions)
      yield* repairCondition(condition, false, events, place, context);
    if (value && conditions.length === 0) yield* repairTerm(value, missing, events, counted.at, context);
    return;
  }
  for (const { chosen, others } of withConditions(counted, count, events, at, context)) {
    if (counted.name === 'count_distinct' && value)
      for (const distinct of withDistinct(value, counted.at, count, chosen, context))
        yield [...others, ...distinct];
    else {
      yield [...others, ...sized(chosen, count)];
      // Of several groups, enlarge one.
      if (chosen.length > 1) yield [...others, ...chosen, ...sized([chosen[0]!], count)];
    }
  }
  if (counted.name === 'count' && !value) yield* withGroups(count, events, at, context);
  // If there are too many events, use fewer.
  if (count < events.length) yield events.slice(0, count);
}

/** Yields events with different keys, because after another STATS groups are counted. */
function* withGroups(count: number, events: Events, at: number, context: RepairContext): Generator<Events> {
  const { commands } = context;
  const below = commands.findLastIndex(({ kind }, index) => kind === 'stats' && index < at);
  const [own, inner] = [commands[at], commands[below]];
  if (own?.kind !== 'stats' || inner?.kind !== 'stats') return;
  const nameOf = ({ name, value }: (typeof own.groups)[number]): string | undefined =>
    name?.text ?? (value.kind === 'column' ? value.name : undefined);
  const kept = new Set(own.groups.map(nameOf));
  for (const group of inner.groups)
    if (!kept.has(nameOf(group))) yield* withDistinct(group.value, below, count, events, context);
}

/** Events that satisfy the conditions, and the remaining ones. */
interface Choice {
  readonly chosen: Events;
  readonly others: Events;
}

/** Yields choices of events that satisfy the conditions: all of them, further ones, or the first ones. */
function* withConditions(
  { conditions }: Counted,
  count: number,
  events: Events,
  at: number,
  context: RepairContext,
): Generator<Choice> {
  if (conditions.length === 0) {
    yield { chosen: events, others: [] };
    return;
  }
  const [template] = events;
  if (!template) return;
  for (const chosen of firstOf(mostWays, meeting(conditions, events, context))) yield { chosen, others: [] };
  for (const [added] of firstOf(mostWays, meeting(conditions, [template], context))) {
    const settled = added && context.settle(added, at, changedFields(template, added));
    if (settled) yield { chosen: sized([settled], count), others: events };
  }
  if (count < events.length)
    for (const chosen of firstOf(mostWays, meeting(conditions, events.slice(0, count), context)))
      yield { chosen, others: events.slice(count) };
}

/** Returns the fields in which two events differ. */
function changedFields(before: EventObject, after: EventObject): ReadonlySet<string> {
  return new Set(
    [...Object.keys(before), ...Object.keys(after)].filter((name) => before[name] !== after[name]),
  );
}

function* meeting(
  [first, ...others]: Counted['conditions'],
  events: Events,
  context: RepairContext,
): Generator<Events> {
  if (!first) {
    yield events;
    return;
  }
  for (const repaired of firstOf(mostWays, repairCondition(first.condition, true, events, first.at, context)))
    yield* meeting(others, repaired, context);
}

function* firstOf<Item>(most: number, items: Iterable<Item>): Generator<Item> {
  let number = 0;
  for (const item of items) {
    if (number++ >= most) return;
    yield item;
  }
}

/** Returns a given number of events, as copies of the existing ones. */
function sized(events: Events, count: number): Events {
  if (events.length >= count || events.length === 0) return events;
  return Array.from({ length: count }, (_, index) => events[index % events.length]!);
}

/**
 * Yields events with a given number of different values: common ones first, then those that the query names,
 * one by one.
 */
function* withDistinct(
  value: Expression,
  at: number,
  count: number,
  events: Events,
  context: RepairContext,
): Generator<Events> {
  const all = sized(events, count);
  if (count === 1) {
    yield events.slice(0, 1);
    yield* firstOf(mostWays, repairTerm(value, same, events, at, context));
    return;
  }
  for (const offset of [0, 1]) {
    const changed = all.map((event, index) =>
      index === 0 ? event : firstWay(value, usual(index + offset), event, at, context),
    );
    if (changed.every((event) => event !== undefined)) yield changed;
  }
  const found = new Map<string, EventObject>();
  const [template] = all;
  let tried = 0;
  for (const candidate of candidatesFor(value, at, count, context)) {
    if (found.size >= count || tried++ > count * 3 + mostTried) break;
    for (const [changed] of firstOf(
      mostTexts,
      repairTerm(value, oneOf([candidate]), [template!], at, context),
    )) {
      const event = changed && context.settle(changed, at, changedFields(template!, changed));
      const key = event && JSON.stringify(context.valueAt(event, value, at) ?? event);
      if (!event || key === undefined || found.has(key)) continue;
      found.set(key, event);
      break;
    }
  }
  if (found.size >= count) yield [...found.values(), ...all.slice(count)];
}

/** Limit of ways to give an event one candidate: those that keep the current value may come first. */
const mostTexts = 8;

/** Limit of further candidates for one value, beyond the necessary ones. */
const mostTried = 80;

/** The value of a plain event. */
const same: Target = { accepts: () => undefined, suggest: (_, plain) => [plain(0)] };

function usual(number: number): Target {
  return { accepts: () => undefined, suggest: (_, plain) => [plain(number)] };
}

function firstWay(
  value: Expression,
  target: Target,
  event: EventObject,
  at: number,
  context: RepairContext,
): EventObject | undefined {
  for (const [changed] of repairTerm(value, target, [event], at, context)) return changed;
  return undefined;
}

/** Yields values that a query names near the counted expression, then common ones. */
function* candidatesFor(
  value: Expression,
  at: number,
  count: number,
  { commands, options }: RepairContext,
): Generator<unknown> {
  const names = new Set<string>();
  const constants: unknown[] = [];
  const look = (expression: Expression): void =>
    walkExpression(expression, (node) => {
      if (node.kind === 'column') names.add(node.name);
      const constant = constantOf(node, options.now);
      if (constant !== undefined) constants.push(constant);
    });
  look(value);
  for (let index = at - 1; index > 0; index--) {
    const command = commands[index]!;
    if (command.kind === 'eval')
      for (const field of command.fields) if (field.name && names.has(field.name.text)) look(field.value);
    if (command.kind === 'where')
      walkExpression(command.condition, (node) => {
        if (node.kind !== 'comparison' && node.kind !== 'in' && node.kind !== 'pattern') return;
        let isAbout = false;
        walkExpression(node, (one) => {
          if (one.kind === 'column' && names.has(one.name)) isAbout = true;
        });
        if (isAbout) look(node);
      });
  }
  yield* new Set(constants);
  const [name = ''] = names;
  const info = options.catalogue.get(name);
  for (let number = 0; number < count + mostTried; number++) {
    yield plainValue(name, info?.mapping, info, options.seed + number);
    for (const constant of constants)
      if (typeof constant === 'string' && /[*]/.test(constant)) yield constant.replaceAll('*', `x${number}`);
  }
}
