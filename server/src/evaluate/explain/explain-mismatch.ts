import { foldForField } from '../../query/patterns/case.js';
import { compileStars, compileWildcard, hasWildcard } from '../../query/patterns/wildcard.js';
import { describeValues, showValues } from '../describe-values.js';
import type { FieldNode, FieldTest } from '../plan/plan.js';
import { type EvaluatedLanguage, plannerOf } from '../plan/planners.js';
import { compileTest } from '../plan/test-value.js';
import { wordsOf } from '../values/words.js';

/** Why a sub-expression holds or fails. */
export type ReasonCode =
  | 'matched'
  | 'absent'
  | 'different'
  | 'case'
  | 'wildcard'
  | 'words'
  | 'type'
  | 'excluded'
  | 'not-excluded'
  | 'constant'
  | 'computed'
  /** Evaluating it fails on this event, and so does the search. */
  | 'failed';

export interface Reason {
  readonly code: ReasonCode;
  readonly message: string;
  /** Set if the message describes one field: it starts with the field, "is" and the values. */
  readonly field?: string;
}

/** Returns the most helpful reason why none of the values satisfies a field's test. */
export function explainMismatch(
  { field, test }: FieldNode,
  values: readonly unknown[],
  language: EvaluatedLanguage,
): Reason {
  const texts = values.filter((value) => typeof value === 'string');
  const plain = `${field.name} is ${showValues(values)}`;
  if (field.mapping?.indexed === false)
    return { code: 'type', message: `${plain}, but the field is not indexed, so no query finds it` };
  if (values.every((value) => field.read(value) === undefined)) {
    return {
      code: 'type',
      message: `${plain}, which is not a value of type ${field.mapping?.type ?? 'unknown'}`,
    };
  }
  const words = wordsReason(test, texts, field.mapping?.analyzer ?? 'standard');
  if (words !== undefined) return { code: 'words', message: `${plain}, ${words}` };
  const is = describeValues(field, values, test);
  const withoutCase = testsWithoutCase(test);
  if (texts.some((text) => withoutCase.some((holds) => holds(text)))) {
    return { code: 'case', message: `${is}, which differs only in case` };
  }
  const literal = literalsOf(test).find(
    (constant) => hasWildcard(constant) && texts.some(compileWildcard(constant, true)),
  );
  if (literal !== undefined)
    return {
      code: 'wildcard',
      message: `${is}; "${literal}" is compared literally here, ${plannerOf(language).wildcardHint(literal)}`,
    };
  const types = new Set(values.map((value) => typeof value));
  if (
    test.kind === 'one-of' &&
    test.values.every((value) => !types.has(typeof value as 'string')) &&
    !field.mapping
  ) {
    return {
      code: 'type',
      message: `${is}, a ${[...types].join(' or ')}, compared with a ${typeof test.values[0]}`,
    };
  }
  return { code: 'different', message: is };
}

/** Explains words that are all present but in the wrong position, or only as parts of longer words. */
function wordsReason(
  test: FieldTest,
  texts: readonly string[],
  analyzer: Parameters<typeof wordsOf>[1],
): string | undefined {
  for (const one of test.kind === 'either' ? test.tests : [test]) {
    if (one.kind !== 'words' && one.kind !== 'phrase') continue;
    for (const text of texts) {
      const present = wordsOf(text, analyzer);
      if (one.kind === 'phrase' && one.words.length > 1 && one.words.every((word) => present.includes(word)))
        return 'which has the words, but not next to each other in this order';
      for (const word of one.words) {
        const longer = present.find((other) => other !== word && other.includes(word));
        if (longer !== undefined && !present.includes(word))
          return `which has "${word}" only inside the longer word "${longer}"`;
      }
    }
  }
  return undefined;
}

/** Returns the literals that a value is compared with. */
function literalsOf(test: FieldTest): string[] {
  if (test.kind === 'either') return test.tests.flatMap(literalsOf);
  return test.kind === 'one-of' ? test.values.filter((value) => typeof value === 'string') : [];
}

/** Returns case-insensitive variants of the test, if case matters to it. */
function testsWithoutCase(test: FieldTest): ((text: string) => boolean)[] {
  if (test.kind === 'either') return test.tests.flatMap(testsWithoutCase);
  if (!('caseInsensitive' in test) || test.caseInsensitive) return [];
  switch (test.kind) {
    case 'one-of':
      return literalsOf(test).map((constant) => (text) => foldForField(text) === foldForField(constant));
    case 'wildcard':
      return test.patterns.map((pattern) => compileWildcard(pattern, true));
    case 'stars':
      return test.patterns.map((pieces) => compileStars(pieces, true));
    case 'affix':
      return [compileTest({ ...test, caseInsensitive: true }, undefined, 0n)];
    default:
      return [];
  }
}
