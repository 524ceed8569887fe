import { least } from '../../text/extremes.js';
import type { FieldTest, PlanNode } from '../plan/plan.js';

/** A string that an event's JSON must contain. */
export interface RequiredText {
  readonly text: string;
  readonly caseInsensitive: boolean;
  /** Whether it is the value of a field with few values, so that most lines contain it. */
  readonly common: boolean;
}

/** Decides from the bytes of lines which of them can contain a matching event. */
export interface LineFilter {
  /** Starts on a piece of a file. The offsets below refer to it. */
  begin(bytes: Buffer): void;
  /** Returns whether the line from `start` to `end` can match. Must be called in line order. */
  mayMatch(start: number, end: number): boolean;
}

/** Shorter strings are in most lines anyway. */
const shortestText = 3;
const mostTexts = 32;

/**
 * Returns strings of which every event that satisfies the plan contains at least one, or undefined if no such
 * strings are known. Only characters that JSON does not escape count. Since an encoder may still write them
 * as `\uXXXX`, a line with such an escape is never filtered out.
 */
export function requiredTexts(node: PlanNode): readonly RequiredText[] | undefined {
  switch (node.kind) {
    case 'constant':
      return node.value ? undefined : [];
    case 'script':
    case 'any-field':
      return undefined;
    case 'nested':
      return node.negated ? undefined : requiredTexts(node.condition);
    case 'all': {
      const choices = node.children.map(requiredTexts).filter((texts) => texts !== undefined);
      return choices.sort((a, b) => weight(a) - weight(b))[0];
    }
    case 'any': {
      const parts = node.children.map(requiredTexts);
      const known = parts.filter((texts) => texts !== undefined);
      return known.length < parts.length ? undefined : limited(known.flat());
    }
    case 'field': {
      const { mapping } = node.field;
      if (node.negated || (mapping && !textTypes.has(mapping.type)) || mapping?.nullValue !== undefined)
        return undefined;
      const common = fewValues.test(node.field.name);
      const normalised = mapping?.normalizer === 'lowercase';
      const texts = waysOf(node.test)?.map(({ texts, caseInsensitive }) =>
        longestPlainPart(texts, {
          caseInsensitive: caseInsensitive || normalised,
          common,
          mapped: !!mapping,
        }),
      );
      const known = texts?.filter((text) => text !== undefined);
      return known && known.length === texts?.length ? limited(known) : undefined;
    }
  }
}

/** Fields with few values, which say little about an event. */
const fewValues = /^event\.(?!code|hash|id|original)|^event_type$|\.os\.|^data_stream\.|^agent\.type$/;

const textTypes = new Set<string>([
  'keyword',
  'wildcard',
  'constant_keyword',
  'text',
  'match_only_text',
  'flattened',
]);

/** One way to satisfy a test: a value that contains all of the strings. */
interface Way {
  readonly texts: readonly string[];
  readonly caseInsensitive: boolean;
}

/** Returns the ways to satisfy a test, or undefined if nothing is known. */
function waysOf(test: FieldTest): readonly Way[] | undefined {
  switch (test.kind) {
    case 'one-of':
      // Numbers and booleans can be written in more than one way.
      return test.values.every((value) => typeof value === 'string' && !/^[\d.eE+-]*$/.test(value))
        ? test.values.map((value) => ({ texts: [String(value)], caseInsensitive: test.caseInsensitive }))
        : undefined;
    case 'wildcard':
      return test.patterns.map((pattern) => ({
        texts: pattern.split(/[*?]+/),
        caseInsensitive: test.caseInsensitive,
      }));
    case 'stars':
      return test.patterns.map((texts) => ({ texts, caseInsensitive: test.caseInsensitive }));
    case 'affix':
      return [{ texts: [test.text], caseInsensitive: test.caseInsensitive }];
    case 'words':
      return test.words.map((word) => ({ texts: [word], caseInsensitive: true }));
    case 'phrase':
      return [{ texts: test.words, caseInsensitive: true }];
    case 'word-stars':
      return [{ texts: test.pieces, caseInsensitive: true }];
    case 'either': {
      const parts = test.tests.map(waysOf);
      const known = parts.filter((ways) => ways !== undefined);
      return known.length < parts.length ? undefined : known.flat();
    }
    default:
      return undefined;
  }
}

interface TextTraits {
  readonly caseInsensitive: boolean;
  readonly common: boolean;
  /** Whether the field accepts numbers as strings, which can be written in more than one way. */
  readonly mapped: boolean;
}

/** Returns the longest run of characters that JSON does not escape. */
function longestPlainPart(
  texts: readonly string[],
  { caseInsensitive, common, mapped }: TextTraits,
): RequiredText | undefined {
  const [longest] = texts
    .flatMap((text) => text.split(/[^ !#-.0-[\]-~]/))
    .filter((part) => !mapped || !/^[\d.eE+-]*$/.test(part))
    .sort((a, b) => b.length - a.length);
  if (longest === undefined || longest.length < shortestText) return undefined;
  return { text: caseInsensitive ? longest.toLowerCase() : longest, caseInsensitive, common };
}

/** Fewer and longer case-sensitive strings are cheaper to search for, and rarer. */
function weight(texts: readonly RequiredText[]): number {
  if (texts.length === 0) return -1;
  const insensitive = texts.some((text) => text.caseInsensitive) ? 10 : 0;
  const common = texts.some((text) => text.common) ? 200 : 0;
  return common + texts.length * 3 + insensitive - least(texts.map(({ text }) => Math.min(text.length, 12)));
}

function limited(texts: readonly RequiredText[]): readonly RequiredText[] | undefined {
  return texts.length > mostTexts ? undefined : texts;
}

/** An escape that can replace a character of the search string. */
const escapes = '\\u';
/** Letters beyond ASCII that differ from k and s only in case: the Kelvin sign and the long s. */
const otherCases = ['\u212a', '\u017f'];

/**
 * Creates a filter for lines that contain one of the strings. Returns undefined if some list is unknown, or
 * if the filter would rule out too little.
 */
export function createLineFilter(
  lists: readonly (readonly RequiredText[] | undefined)[],
): LineFilter | undefined {
  const known = lists.filter((texts) => texts !== undefined);
  if (known.length < lists.length) return undefined;
  const texts = [
    ...new Map(known.flat().map((text) => [`${text.caseInsensitive}${text.text}`, text])).values(),
  ];
  if (texts.length > mostTexts || texts.some((text) => text.common)) return undefined;
  const exact = texts.filter((text) => !text.caseInsensitive).map(({ text }) => text);
  const folded = texts.filter((text) => text.caseInsensitive).map(({ text }) => text);
  const always = folded.length > 0 ? [escapes, ...otherCases] : [escapes];

  let bytes: Buffer = Buffer.alloc(0);
  let lower = '';
  /** The next occurrence of each string. */
  const nextExact = new Float64Array(always.length + exact.length);
  const nextFolded = new Float64Array(folded.length);

  const place = (found: number): number => (found < 0 ? Number.POSITIVE_INFINITY : found);
  const sought = [...always, ...exact].map((text) => Buffer.from(text));

  return {
    begin(next) {
      bytes = next;
      lower = folded.length > 0 ? next.toString('latin1').toLowerCase() : '';
      nextExact.fill(-1);
      nextFolded.fill(-1);
    },
    mayMatch(start, end) {
      for (let index = 0; index < sought.length; index++) {
        if (nextExact[index]! < start) nextExact[index] = place(bytes.indexOf(sought[index]!, start));
        if (nextExact[index]! < end) return true;
      }
      for (let index = 0; index < folded.length; index++) {
        if (nextFolded[index]! < start) nextFolded[index] = place(lower.indexOf(folded[index]!, start));
        if (nextFolded[index]! < end) return true;
      }
      return false;
    },
  };
}
