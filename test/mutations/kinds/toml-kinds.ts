import type { Place } from '../../../server/src/toml/places.js';
import { insert, lineEnd, lineStart, replace, wholeLines } from '../edits.js';
import type { MutationKind, Original } from '../mutant.js';

/** Returns the wanted places that are written in the file. */
function placesOf({ analysis }: Original, isWanted: (place: Place) => boolean): Place[] {
  return analysis.document.places().filter(isWanted);
}

const isShortString = (place: Place): boolean => place.stringStyle === 'basic' && place.value !== undefined;
const isShortEntry = (place: Place): boolean => isShortString(place) && place.key !== undefined;
const startsLine = ({ text }: Original, { key }: Place): boolean =>
  key !== undefined && text.slice(lineStart(text, key.start), key.start).trim() === '';
const lineOf = (text: string, offset: number) => ({
  start: lineStart(text, offset),
  end: lineEnd(text, offset),
});

/** Mistakes in the TOML itself. */
export const tomlKinds: readonly MutationKind[] = [
  {
    name: 'TOML: closing quote missing',
    codes: ['toml-syntax'],
    mutate(original, random) {
      const value = random.pick(placesOf(original, isShortString))?.value;
      if (!value) return undefined;
      const quote = { start: value.end - 1, end: value.end };
      return replace(original, quote, '', { start: value.start, end: lineEnd(original.text, value.end) });
    },
  },
  {
    name: 'TOML: opening quote missing',
    codes: ['toml-syntax'],
    mutate(original, random) {
      const value = random.pick(placesOf(original, isShortString))?.value;
      if (!value) return undefined;
      return replace(original, { start: value.start, end: value.start + 1 }, '', value);
    },
  },
  {
    name: 'TOML: text without quotes',
    codes: ['toml-syntax'],
    mutate(original, random) {
      const value = random.pick(placesOf(original, isShortString))?.value;
      const text = value && original.text.slice(value.start + 1, value.end - 1);
      if (!value || !text || /^(?:\d+(?:\.\d+)?|true|false)$/.test(text)) return undefined;
      return replace(original, value, text);
    },
  },
  {
    name: 'TOML: bracket of a list missing',
    codes: ['toml-syntax'],
    mutate(original, random) {
      const value = random.pick(
        placesOf(original, ({ kind, path }) => kind === 'array' && path.length === 2),
      )?.value;
      if (!value) return undefined;
      return replace(original, { start: value.end - 1, end: value.end }, '', value);
    },
  },
  {
    name: 'TOML: comma in a list missing',
    codes: ['toml-syntax'],
    mutate(original, random) {
      const element = random.pick(
        placesOf(
          original,
          ({ path, value, kind }) =>
            kind === 'string' && typeof path.at(-1) === 'number' && path.length === 3 && value !== undefined,
        ),
      )?.value;
      if (!element) return undefined;
      const { text } = original;
      const comma = text[element.end] === ',' ? element.end : -1;
      const rest = text.slice(comma + 1, text.indexOf(']', comma)).trim();
      if (comma < 0 || rest === '') return undefined;
      const next = text.indexOf('"', comma);
      return replace(original, { start: comma, end: comma + 1 }, '', { start: element.start, end: next + 1 });
    },
  },
  {
    name: 'TOML: bracket of a header missing',
    codes: ['toml-syntax'],
    mutate(original, random) {
      const header = random.pick(placesOf(original, (place) => place.header !== undefined))?.header;
      if (!header) return undefined;
      const at = random.pick([header.start, header.end - 1])!;
      // A table instead of a list element is valid if the list has one element; a header without brackets is
      // a key.
      if (at === header.start && original.text.startsWith('[[', at)) return undefined;
      return replace(original, { start: at, end: at + 1 }, '', header);
    },
  },
  {
    name: 'TOML: key twice',
    codes: ['toml-duplicate-key'],
    mutate(original, random) {
      const place = random.pick(
        placesOf(original, (each) => isShortEntry(each) && startsLine(original, each)),
      );
      if (!place) return undefined;
      const lines = wholeLines(original.text, place.entry);
      const written = original.text.slice(lines.start, lines.end);
      const { key } = place;
      const offset = key!.start - lines.start + lines.end;
      const mutant = insert(original, lines.end, written);
      return { ...mutant, expected: [{ start: offset, end: offset + key!.end - key!.start }] };
    },
  },
  {
    name: 'TOML: unknown escape',
    codes: ['toml-syntax'],
    mutate(original, random) {
      const strings = placesOf(
        original,
        ({ stringStyle, value }) =>
          value !== undefined &&
          (stringStyle === 'basic' || stringStyle === 'multiline-basic') &&
          value.end - value.start > 8,
      );
      const value = random.pick(strings)?.value;
      if (!value) return undefined;
      const inside = original.text.slice(value.start + 4, value.end - 3);
      const spaces = [...inside.matchAll(/(?<=\w)(?=\w)/g)].map(({ index }) => index);
      const at = random.pick(spaces);
      if (at === undefined) return undefined;
      return insert(original, value.start + 4 + at, random.pick(['\\p', '\\W', '\\s', '\\.', '\\d'])!);
    },
  },
  {
    name: 'TOML: no equals sign',
    codes: ['toml-syntax'],
    mutate(original, random) {
      const place = random.pick(placesOf(original, isShortEntry));
      if (!place?.key || !place.value) return undefined;
      const sign = { start: place.key.end, end: place.value.start };
      return replace(original, sign, random.pick([' ', ': '])!, lineOf(original.text, place.key.start));
    },
  },
  {
    name: 'TOML: something behind a value',
    codes: ['toml-syntax'],
    mutate(original, random) {
      const place = random.pick(placesOf(original, isShortEntry));
      if (!place?.value) return undefined;
      return insert(original, place.value.end, random.pick([',', ';', ' "', ' and more'])!);
    },
  },
  {
    name: 'TOML: quotes of the query not closed',
    codes: ['toml-syntax'],
    mutate(original) {
      const value = original.analysis.document.placeAt(['rule', 'query'])?.value;
      if (!value || !original.text.startsWith("'''", value.end - 3)) return undefined;
      const start = lineStart(original.text, value.start);
      return replace(original, { start: value.end - 3, end: value.end }, '', { start, end: value.end });
    },
  },
];
