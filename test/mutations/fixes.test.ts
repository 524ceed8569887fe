import { beforeAll, describe, expect, test } from 'vitest';
import { applyEdits } from '../../server/src/text/edits.js';
import { applyFixes } from '../../server/src/text/fixes.js';
import type { Fix } from '../../server/src/text/problem.js';
import { overlaps } from '../../server/src/text/span.js';
import { parseToml, type TomlDocument } from '../../server/src/toml/document.js';
import { isTable, type TomlPath, type TomlValue } from '../../server/src/toml/path.js';
import { referenceFolder, sharedMissing } from '../helpers/shared.js';
import { openCorpus } from './corpus-rules.js';
import { mutationKinds } from './kinds/kinds.js';
import { measure, type Outcome } from './measure.js';

const number = Number(process.env.RULEWRIGHT_MUTANTS ?? 1_200);
const seed = process.env.RULEWRIGHT_SEED ?? 'fixes';

interface Fixed {
  readonly outcome: Outcome;
  readonly fix: Fix;
  readonly name: string;
}

const corpusFolder = referenceFolder('corpus');

describe.skipIf(!corpusFolder)(
  `fixes of planted mistakes${corpusFolder ? '' : ` (${sharedMissing})`}`,
  () => {
    const fixes: Fixed[] = [];
    const outcomes: Outcome[] = [];

    beforeAll(async () => {
      const corpus = await openCorpus(corpusFolder!);
      for (const { kind, outcomes: found } of measure(corpus, mutationKinds, number, seed)) {
        for (const outcome of found) {
          outcomes.push(outcome);
          for (const { code, fix } of outcome.found)
            if (fix)
              fixes.push({ outcome, fix, name: `${kind.name}: ${code}: ${fix.title} (${outcome.path})` });
        }
      }
    }, 120_000);

    test('are many', () => expect(fixes.length).toBeGreaterThan(number / 4));

    test('have edits in the text, none over another', () => {
      for (const { fix, outcome, name } of fixes) {
        const ordered = [...fix.edits].sort((a, b) => a.span.start - b.span.start);
        let end = 0;
        for (const { span } of ordered) {
          expect(span.start, name).toBeGreaterThanOrEqual(end);
          expect(span.end, name).toBeGreaterThanOrEqual(span.start);
          end = span.end;
        }
        expect(end, name).toBeLessThanOrEqual(outcome.mutant.text.length);
      }
    });

    test('leave TOML that can be read, and every comment', () => {
      for (const { fix, outcome, name } of fixes) {
        const { text } = outcome.mutant;
        const before = parseToml(text);
        const fixed = applyEdits(text, fix.edits);
        const after = parseToml(fixed);
        expect(after.problems.length, name).toBeLessThanOrEqual(before.problems.length);
        if (before.problems.length === 0) expect(comments(after), name).toEqual(comments(before));
      }
    });

    test('change only what they announce', () => {
      for (const { fix, outcome, name } of fixes) {
        const { text } = outcome.mutant;
        const before = parseToml(text);
        if (before.problems.length > 0) continue;
        const after = parseToml(applyEdits(text, fix.edits));
        const untouched = changedPaths(before.values, after.values).filter(
          (path) => !isTouched(path, before, fix),
        );
        expect(untouched, name).toEqual([]);
      }
    });

    test('can be applied together', () => {
      for (const { mutant, found, path } of outcomes) {
        if (!found.some(({ fix }) => fix)) continue;
        const { text } = applyFixes(mutant.text, found);
        const before = parseToml(mutant.text).problems.length;
        expect(parseToml(text).problems.length, path).toBeLessThanOrEqual(before);
      }
    });
  },
);

/** Returns the TOML comments, outside of strings. */
function comments({ text, places }: TomlDocument): string[] {
  const strings = places().flatMap(({ stringStyle, value }) => (stringStyle && value ? [value] : []));
  return [...text.matchAll(/#[^\n]*/g)]
    .filter(({ index }) => !strings.some(({ start, end }) => start <= index && index < end))
    .map(([comment]) => comment.trimEnd())
    .sort();
}

/** Returns the deepest paths at which two values differ. */
function changedPaths(a: TomlValue | undefined, b: TomlValue | undefined, path: TomlPath = []): TomlPath[] {
  if (Array.isArray(a) && Array.isArray(b) && a.length === b.length)
    return a.flatMap((item, index) => changedPaths(item, b[index], [...path, index]));
  if (isTable(a) && isTable(b)) {
    const keys = new Set([...Object.keys(a), ...Object.keys(b)]);
    return [...keys].flatMap((key) => changedPaths(a[key], b[key], [...path, key]));
  }
  return JSON.stringify(a) === JSON.stringify(b) ? [] : [path];
}

/** Returns whether an edit touches the value at a path, or the surrounding table if there was no value. */
function isTouched(path: TomlPath, document: TomlDocument, fix: Fix): boolean {
  const parent = path.slice(0, -1);
  // A misspelt key next to it was renamed.
  const isBeside = (other: TomlPath): boolean =>
    other.length >= path.length && parent.every((step, index) => step === other[index]);
  if (!document.placeAt(path)?.value) {
    return (
      document
        .places()
        .some(
          (place) =>
            isBeside(place.path) && fix.edits.some(({ span }) => overlaps(span, place.header ?? place.entry)),
        ) || fix.edits.every(({ span }) => span.start === span.end)
    );
  }
  for (let length = path.length; length > 0; length--) {
    const place = document.placeAt(path.slice(0, length));
    const span = place?.header ? place.entry : (place?.entry ?? place?.value);
    if (!span) continue;
    return fix.edits.some(
      (edit) =>
        overlaps(edit.span, span) || (edit.span.start >= span.start - 1 && edit.span.end <= span.end + 1),
    );
  }
  // A new table.
  return true;
}
