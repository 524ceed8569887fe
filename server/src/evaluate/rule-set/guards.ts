import { foldForScript } from '../../query/patterns/case.js';
import { append } from '../../text/append.js';
import { least } from '../../text/extremes.js';
import type { FieldNode, FieldTest, PlanNode, PlannedField } from '../plan/plan.js';

/**
 * A condition that an event must meet before a rule can match it, in a form that can be indexed: a value of
 * the field equals one of the strings, or contains one, or, if the string is empty, the field has any value.
 * Strings are case-folded.
 */
export interface Guard {
  readonly field: PlannedField;
  readonly kind: 'value' | 'part' | 'present';
  readonly texts: readonly string[];
}

/**
 * Returns guards such that every event that satisfies the plan meets at least one: none if no event satisfies
 * it, undefined if nothing is known. Fields for which `isLeftOut` holds are not used.
 */
export function guardsOf(
  node: PlanNode,
  isLeftOut: (field: PlannedField) => boolean,
): readonly Guard[] | undefined {
  switch (node.kind) {
    case 'constant':
      return node.value ? undefined : [];
    case 'field': {
      return node.negated || isLeftOut(node.field) ? undefined : [guardOfField(node)];
    }
    case 'all': {
      let best: readonly Guard[] | undefined;
      for (const child of node.children) {
        const guards = guardsOf(child, isLeftOut);
        if (guards && (!best || weight(guards) < weight(best))) best = guards;
      }
      return best;
    }
    case 'any': {
      const all: Guard[] = [];
      for (const child of node.children) {
        const guards = guardsOf(child, isLeftOut);
        if (!guards) return undefined;
        append(all, guards);
      }
      return all;
    }
    default:
      return undefined;
  }
}

/**
 * Values are rarer than substrings, long substrings rarer than short ones, and most fields have some value.
 */
function weight(guards: readonly Guard[]): number {
  return guards.reduce((sum, { kind, texts }) => {
    if (kind === 'value') return sum + 1 + texts.length / 100;
    if (kind === 'present') return sum + 20;
    const shortest = least(texts.map((text) => text.length));
    return sum + 2 + texts.length / 50 + 10 / shortest ** 2;
  }, 0);
}

const keywordTypes = new Set<string>(['keyword', 'wildcard', 'constant_keyword']);

function guardOfField({ field, test }: FieldNode): Guard {
  const { mapping } = field;
  const isKeyword = !mapping || keywordTypes.has(mapping.type);
  const values = isKeyword || mapping.type === 'long' ? valuesOf(test, isKeyword) : undefined;
  if (values) return { field, kind: 'value', texts: values };
  const isText = mapping?.type === 'text' || mapping?.type === 'match_only_text';
  const parts = isKeyword ? partsOf(test) : isText ? wordsOf(test) : undefined;
  return parts?.every((part) => part !== '')
    ? { field, kind: 'part', texts: parts }
    : { field, kind: 'present', texts: [''] };
}

/**
 * Returns the values that satisfy a test, if they can be listed. They are folded as in scripts, which equates
 * the most letters, so no matching event is missed.
 */
function valuesOf(test: FieldTest, isKeyword: boolean): string[] | undefined {
  if (test.kind === 'either') return union(test.tests.map((one) => valuesOf(one, isKeyword)));
  if (test.kind !== 'one-of') return undefined;
  const fits = test.values.every(
    (value) => typeof value === 'number' || (isKeyword && typeof value === 'string'),
  );
  return fits ? test.values.map((value) => foldForScript(String(value))) : undefined;
}

/** Returns, for each way to satisfy a test, a substring that the value must contain. */
function partsOf(test: FieldTest): string[] | undefined {
  switch (test.kind) {
    case 'one-of':
      return test.values.every((value) => typeof value === 'string')
        ? test.values.map((value) => foldForScript(String(value)))
        : undefined;
    case 'wildcard':
      return test.patterns.map((pattern) => longest(pattern.split(/[*?]+/)));
    case 'stars':
      return test.patterns.map(longest);
    case 'affix':
      return [foldForScript(test.text)];
    case 'either':
      return union(test.tests.map(partsOf));
    default:
      return undefined;
  }
}

/** Returns the same for an analysed text, which contains its words case-folded. */
function wordsOf(test: FieldTest): string[] | undefined {
  switch (test.kind) {
    case 'words':
      return test.words.map(foldForScript);
    case 'phrase':
      return [longest(test.words)];
    case 'word-stars':
      return [longest(test.pieces)];
    case 'either':
      return union(test.tests.map(wordsOf));
    default:
      return undefined;
  }
}

function union(parts: readonly (string[] | undefined)[]): string[] | undefined {
  return parts.every((part) => part !== undefined) ? parts.flat() : undefined;
}

function longest(texts: readonly string[]): string {
  return foldForScript(texts.reduce((best, text) => (text.length > best.length ? text : best), ''));
}
