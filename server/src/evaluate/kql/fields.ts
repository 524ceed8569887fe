import type { FieldMapping } from '../../fields/field-type.js';
import { parentNames } from '../../fields/parent-names.js';
import type { KqlValue } from '../../query/kql/syntax.js';
import { compileStars } from '../../query/patterns/wildcard.js';
import { append } from '../../text/append.js';
import type { Span } from '../../text/span.js';
import type { FieldNode, FieldTest, PlannedField } from '../plan/plan.js';
import { isMultiField, multiFields, type PlanContext, planField } from '../plan/plan-context.js';
import { accessField, type EventObject, type FieldAccess } from '../values/access.js';
import { fieldNames } from '../values/field-names.js';
import { accessObjects } from '../values/objects.js';

/** Where the clauses of a query apply: to the event, or to the objects of a nested field. */
export interface Scope {
  readonly context: PlanContext;
  /** The path of the nested field, or empty for the event itself. */
  readonly path: string;
}

/** Returns the full name of a field that is written inside a nested field. */
export function fullName(name: string, { path }: Scope): string {
  return path === '' ? name : `${path}.${name}`;
}

/** Plans how a query reads a field by its full name. The field is below the scope's path. */
export function planScopedField(name: string, span: Span, { context, path }: Scope): PlannedField {
  const within = (full: string): string => (path === '' ? full : full.slice(path.length + 1));
  const planned = planField({ name, span }, context, within);
  return planned.mapping?.type === 'flattened' ? { ...planned, access: wholeAccess(within(name)) } : planned;
}

/** Plans a field for an existence test: an object exists if there is anything below it. */
export function planPresence(name: string, span: Span, scope: Scope): PlannedField {
  const planned = planScopedField(name, span, scope);
  const type = planned.mapping?.type;
  return type === undefined || type === 'object'
    ? { ...planned, access: wholeAccess(planned.access.path) }
    : planned;
}

/** Reads the values of a field and of everything below it. */
function wholeAccess(path: string): FieldAccess {
  const own = accessField(path);
  const objects = accessObjects(path);
  const below = (event: EventObject): unknown[] =>
    objects
      .all(event)
      .flatMap((object) => [...fieldNames(object)].flatMap((name) => accessField(name).all(object)));
  return {
    path,
    whole: true,
    some: (event, test) => own.some(event, test) || below(event).some(test),
    all: (event) => [...own.all(event), ...below(event)],
  };
}

/**
 * Plans the leaves of a pattern of field names, or of any field if there is no pattern: the fields that an
 * event has, with their multi-fields. Only patterns search the fields of nested objects.
 */
export function leavesByName(
  pattern: KqlValue | undefined,
  span: Span,
  scope: Scope,
  testOf: (mapping: FieldMapping | undefined) => FieldTest,
): (event: EventObject) => readonly FieldNode[] {
  const matches = pattern?.pieces ? compileStars(pattern.pieces, false) : undefined;
  const planned = new Map<string, readonly FieldNode[]>();
  const plan = (name: string): readonly FieldNode[] => {
    const names = [name, ...[...multiFields.keys()].map((suffix) => `${name}.${suffix}`)];
    return names
      .filter((one, index) => index === 0 || isKnownMultiField(one, scope.context))
      .filter((one) => (matches ? matches(one.slice(fullName('', scope).length)) : !isNested(one, scope)))
      .map((one): FieldNode => {
        const field = planScopedField(one, span, scope);
        return { kind: 'field', field, test: testOf(field.mapping), negated: false, span };
      });
  };
  return (event) => {
    const leaves: FieldNode[] = [];
    for (const name of fieldNames(event, scope.path)) {
      let found = planned.get(name);
      if (!found) {
        found = plan(name);
        planned.set(name, found);
      }
      append(leaves, found);
    }
    return leaves;
  };
}

function isKnownMultiField(name: string, context: PlanContext): boolean {
  return context.mappingOf(name) !== undefined && isMultiField(name, context);
}

function typeAround(name: string, { mappingOf, containerOf }: PlanContext): FieldMapping['type'] | undefined {
  return (mappingOf(name) ?? containerOf?.(name))?.type;
}

function isNested(name: string, { context, path }: Scope): boolean {
  for (const parent of parentNames(name))
    if (parent.length > path.length && typeAround(parent, context) === 'nested') return true;
  return false;
}
