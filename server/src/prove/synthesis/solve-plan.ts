import { evaluateScript } from '../../evaluate/plan/compile.js';
import type { FieldNode, PlannedField, ScriptNode } from '../../evaluate/plan/plan.js';
import type { EventObject } from '../../evaluate/values/access.js';
import { constantsIn } from './constants.js';
import { plainValue } from './plain-values.js';
import { type Requirement, waysOf } from './requirements.js';
import { absent, type FieldDemand, type SolveContext, solveField } from './solve-field.js';

/** Names of multi-fields, whose values come from their parent field. */
const multiField = /\.(?:text|caseless|keyword)$/;

/** Limit of value combinations for conditions on several fields. */
const mostCombinations = 3_000;

export interface SolveOptions extends SolveContext {
  /** Text of the query, which contains the constants of computed conditions. */
  readonly query: string;
  /** Fields that must have a value, such as join keys, with the value if it is fixed. */
  readonly given?: ReadonlyMap<string, unknown>;
  /** A field that should have a value although no condition requires one. */
  readonly present?: string;
}

/**
 * Returns an event that satisfies all requirements and contains only the fields that they name, or undefined.
 * Field names are dotted.
 */
export function solveRequirements(
  requirements: readonly Requirement[],
  options: SolveOptions,
): EventObject | undefined {
  const demands = new Map<string, { readonly field: PlannedField; readonly all: FieldDemand[] }>();
  const scripts: { readonly node: ScriptNode; readonly holds: boolean }[] = [];
  const event: Record<string, unknown> = {};
  const demand = (node: FieldNode, holds: boolean): void => {
    const name = node.field.name.replace(multiField, '');
    const own = demands.get(name) ?? { field: { ...node.field, name }, all: [] };
    demands.set(name, own);
    own.all.push({ node, wanted: holds !== node.negated });
  };
  for (const { leaf, holds } of requirements) {
    if (leaf.kind === 'field') demand(leaf, holds);
    else if (leaf.kind === 'script') scripts.push({ node: leaf, holds });
    else if (leaf.kind === 'any-field') {
      // Any field is possible: words go into the message; a name with stars is replaced by one that it
      // matches.
      const name = leaf.label.includes('*') ? leaf.label.replaceAll('*', '0') : 'message';
      for (const own of leaf.leavesOf({ [name]: 'x' }).slice(0, 1)) demand(own, holds !== leaf.negated);
    } else if (leaf.kind === 'nested') {
      const wanted = holds !== leaf.negated;
      const inner = wanted ? solveNested(leaf.condition, options) : undefined;
      if (wanted && !inner) return undefined;
      if (inner) event[leaf.path] = [inner];
    }
  }
  const choices = new Map<string, readonly unknown[]>();
  for (const [name, { field, all }] of demands) {
    if (options.given?.has(name)) continue;
    const values = valuesOf(field, all, options);
    if (values.length === 0) return undefined;
    choices.set(name, values);
  }
  for (const [name, value] of options.given ?? []) event[name] = value;
  for (const [name, values] of choices) if (values[0] !== absent) event[name] = values[0];
  return scripts.length === 0 ? event : withScripts(event, choices, scripts, options);
}

function valuesOf(
  field: PlannedField,
  all: readonly FieldDemand[],
  options: SolveOptions,
): readonly unknown[] {
  const values = options.present === field.name ? solveField(field, all, options, true) : [];
  return values.length > 0 ? values : solveField(field, all, options, false);
}

function solveNested(
  condition: Parameters<typeof waysOf>[0],
  options: SolveOptions,
): EventObject | undefined {
  for (const way of waysOf(condition, true)) {
    const found = solveRequirements(way, { ...options, given: new Map() });
    if (found) return found;
  }
  return undefined;
}

/** Tries values for the fields that computed conditions read, including those that their source suggests. */
function withScripts(
  event: EventObject,
  choices: ReadonlyMap<string, readonly unknown[]>,
  scripts: readonly { readonly node: ScriptNode; readonly holds: boolean }[],
  options: SolveOptions,
): EventObject | undefined {
  const slots = new Map(scripts.flatMap(({ node }) => node.script.slots).map((slot) => [slot.name, slot]));
  const suggested = scripts.flatMap(({ node }) =>
    constantsIn(options.query.slice(node.span.start, node.span.end)),
  );
  const fields = [...slots].map(([name, slot]) => {
    const own = choices.get(name)?.filter((value) => value !== absent) ?? [];
    const plain = [0, 1].map((number) =>
      plainValue(name, slot.mapping, options.catalogue.get(name), number + options.seed),
    );
    const fits =
      own.length > 0
        ? own
        : [...plain, ...suggested.filter((value) => slot.read(value) !== undefined), absent];
    return { name, values: options.given?.has(name) ? [options.given.get(name)] : fits };
  });
  const chosen = fields.map(() => 0);
  for (let tried = 0; tried < mostCombinations; tried++) {
    const one: Record<string, unknown> = { ...event };
    fields.forEach(({ name, values }, index) => {
      const value = values[chosen[index]!];
      if (value === absent) delete one[name];
      else one[name] = value;
    });
    if (scripts.every(({ node, holds }) => scriptHolds(node, one) === holds)) return one;
    let index = 0;
    while (index < fields.length && ++chosen[index]! >= fields[index]!.values.length) chosen[index++] = 0;
    if (index === fields.length) return undefined;
  }
  return undefined;
}

function scriptHolds(node: ScriptNode, event: EventObject): boolean | undefined {
  try {
    return (evaluateScript(node, event) === true) !== node.negated;
  } catch {
    // The search would fail on such an event.
    return undefined;
  }
}
