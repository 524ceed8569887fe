import { foldForScript } from '../../query/patterns/case.js';
import { createPartFinder, type PartFinder } from '../../query/patterns/part-finder.js';
import { compilePlan, type Predicate } from '../plan/compile.js';
import { foldPlan } from '../plan/fold-plan.js';
import type { FieldNode, PlanNode } from '../plan/plan.js';
import { readingKey } from '../run/reading-key.js';
import type { EventObject } from '../values/access.js';
import { type Guard, guardsOf } from './guards.js';
import { isProfileField, profileConditions, profileReader, restOfPlan } from './profiles.js';
import { readsSharer } from './shared-reads.js';

/** Many plans at once: finds those that an event can satisfy without testing each. */
export interface RuleSet {
  /**
   * Calls `visit` once for each plan that the event may satisfy, which includes all that it does. For such an
   * event, `rest` is equivalent to the plan, and may throw like the plan.
   */
  candidates(event: EventObject, visit: (plan: number, rest: Predicate) => void): void;
}

/** The plans that events of one profile may satisfy. */
interface Profile {
  /** The plans that no guard rules out. */
  readonly always: readonly number[];
  /** What is left to test of each plan. Undefined for a plan that no such event satisfies. */
  readonly rests: readonly (Rest | undefined)[];
  /** The fields by which the others are found. */
  readonly fields: readonly FieldIndex[];
}

interface Rest {
  readonly plan: PlanNode;
  /** Compiled on first use. */
  matches: Predicate | undefined;
}

/** The plans with a guard on one field. */
interface FieldIndex {
  readonly field: Guard['field'];
  readonly byValue: ReadonlyMap<string, readonly number[]>;
  readonly finder: PartFinder | undefined;
  /** For each substring of the finder, the plans that require it. */
  readonly byPart: readonly (readonly number[])[];
  /** The plans for which any value is enough. */
  readonly byPresence: readonly number[];
}

/** Streams have a few hundred profiles. Caching more would waste memory. */
const mostProfiles = 1_000;

/**
 * Creates an index over plans. First, the profile of an event (its values of fields such as `event.category`)
 * rules out most plans, which is computed once for all events with the same profile. Of the rest, only those
 * run whose guard is met: a field value, looked up, or a substring, found in one pass for all. `now` is in
 * nanoseconds since 1970.
 */
export function createRuleSet(written: readonly PlanNode[], now: bigint): RuleSet {
  let events = 0;
  const plans = written.map(foldPlan).map(readsSharer(() => events));
  const guards = plans.map((plan) => guardsOf(plan, isProfileField));
  const index = indexGuards(guards);
  const conditions = profileConditions(plans);
  const readProfile = profileReader(conditions);
  const decide = sharedConditions(conditions, now);
  const leaves = new Map<PlanNode, Predicate>();
  const profiles = new Map<string, Profile>();
  /** The number of the last event for which a plan was visited. */
  const visited = new Float64Array(plans.length);

  const profileOf = (event: EventObject): Profile => {
    const text = readProfile(event);
    let profile = profiles.get(text);
    if (!profile) {
      if (profiles.size >= mostProfiles) profiles.clear();
      profile = createProfile(plans, decide(event), guards, index);
      profiles.set(text, profile);
    }
    return profile;
  };

  return {
    candidates(event, visit) {
      events++;
      const { always, rests, fields } = profileOf(event);
      const take = (number: number): void => {
        if (visited[number] === events) return;
        visited[number] = events;
        const rest = rests[number];
        if (!rest) return;
        rest.matches ??= compilePlan(rest.plan, now, leaves);
        visit(number, rest.matches);
      };
      for (const plan of always) take(plan);
      for (const { field, byValue, finder, byPart, byPresence } of fields) {
        field.access.some(event, (raw) => {
          const value = field.read(raw);
          if (value === undefined) return false;
          for (const plan of byPresence) take(plan);
          const text = foldForScript(String(value));
          const found = byValue.get(text);
          if (found) for (const plan of found) take(plan);
          finder?.find(text, (part) => {
            for (const plan of byPart[part]!) take(plan);
          });
          return false;
        });
      }
    },
  };
}

/** Returns whether an event satisfies a condition. Equal conditions are tested once. */
function sharedConditions(
  conditions: readonly FieldNode[],
  now: bigint,
): (event: EventObject) => (condition: FieldNode) => boolean {
  const predicates = new Map<string, Predicate>();
  const predicateOf = new Map<FieldNode, Predicate>();
  for (const condition of conditions) {
    const { field, test, negated } = condition;
    const asked = JSON.stringify([readingKey(field), test, negated]);
    const predicate = predicates.get(asked) ?? compilePlan(condition, now);
    predicates.set(asked, predicate);
    predicateOf.set(condition, predicate);
  }
  return (event) => {
    const answers = new Map<Predicate, boolean>();
    return (condition) => {
      const predicate = predicateOf.get(condition)!;
      const answer = answers.get(predicate) ?? predicate(event);
      answers.set(predicate, answer);
      return answer;
    };
  };
}

function createProfile(
  plans: readonly PlanNode[],
  holds: (condition: FieldNode) => boolean,
  guards: readonly (readonly Guard[] | undefined)[],
  index: ReadonlyMap<string, FieldIndex>,
): Profile {
  const always: number[] = [];
  const fields = new Set<FieldIndex>();
  const rests = plans.map((plan, number): Rest | undefined => {
    const rest = restOfPlan(plan, holds);
    if (rest.kind === 'constant' && !rest.value) return undefined;
    const own = guards[number];
    if (!own) always.push(number);
    else for (const guard of own) fields.add(index.get(readingKey(guard.field))!);
    return { plan: rest, matches: undefined };
  });
  return { always, rests, fields: [...fields] };
}

function indexGuards(guards: readonly (readonly Guard[] | undefined)[]): Map<string, FieldIndex> {
  const byField = new Map<string, Pick<FieldIndex, 'field'> & Record<Guard['kind'], Map<string, number[]>>>();
  guards.forEach((own, plan) => {
    for (const guard of own ?? []) {
      const key = readingKey(guard.field);
      const entry = byField.get(key) ?? {
        field: guard.field,
        value: new Map(),
        part: new Map(),
        present: new Map(),
      };
      byField.set(key, entry);
      for (const text of guard.texts) {
        const found = entry[guard.kind].get(text) ?? [];
        entry[guard.kind].set(text, found);
        if (found.at(-1) !== plan) found.push(plan);
      }
    }
  });
  return new Map(
    [...byField].map(([key, { field, value, part, present }]) => {
      const finder = part.size > 0 ? createPartFinder([...part.keys()]) : undefined;
      const byPresence = [...present.values()].flat();
      return [key, { field, byValue: value, finder, byPart: [...part.values()], byPresence }];
    }),
  );
}
