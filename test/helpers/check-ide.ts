import { expect } from 'vitest';
import { analyse } from '../../server/src/analysis/analyse.js';
import type { Analysis } from '../../server/src/analysis/analysis.js';
import { completion } from '../../server/src/ide/completion/completion.js';
import { hover } from '../../server/src/ide/hover/hover.js';
import type { CompletionItem, CompletionList } from '../../server/src/ide/types.js';
import { completeExample } from '../../server/src/lint/examples.js';
import { readMarkers } from './markers.js';

/** Parses a rule with a cursor at `$0`: an EQL query, keys of a rule, tables, or a whole file. */
export function atCursor(written: string): { analysis: Analysis; offset: number } {
  const { text, cursor } = readMarkers(written);
  if (cursor === undefined) throw new Error('the text has no $0');
  const whole = /^[ \t]*\[(?:metadata|rule)\]/m.test(text);
  const example = whole ? { text, start: 0 } : completeExample(text);
  return { analysis: analyse(example.text), offset: cursor + example.start };
}

/**
 * Checks that the hover at `$0` covers `on` and contains each of the strings, or that there is no hover if
 * `on` is undefined.
 */
export function checkHover(written: string, on: string | undefined, texts: readonly string[] = []): void {
  const { analysis, offset } = atCursor(written);
  const found = hover(analysis, offset);
  expect(found && analysis.text.slice(found.span.start, found.span.end)).toBe(on);
  for (const text of texts) expect(found?.markdown).toContain(text);
}

/** Returns the completions at `$0`. */
export function completionsAt(
  written: string,
): CompletionList & { readonly text: string; readonly offset: number } {
  const { analysis, offset } = atCursor(written);
  const list = completion(analysis, offset) ?? { span: { start: offset, end: offset }, items: [] };
  expect(list.span.start).toBeLessThanOrEqual(offset);
  expect(list.span.end).toBeGreaterThanOrEqual(offset);
  return { ...list, text: analysis.text, offset };
}

/** Checks that the items at `$0` start with these labels, in the order in which an editor shows them. */
export function checkCompletion(written: string, first: readonly string[]): void {
  expect(labelsOf(completionsAt(written).items).slice(0, first.length)).toEqual(first);
}

/** Checks that the items at `$0` are exactly these, in any order. */
export function checkAllCompletions(written: string, all: readonly string[]): void {
  expect(labelsOf(completionsAt(written).items).sort()).toEqual([...all].sort());
}

/** Checks the text after the item with this label was accepted at `$0`; tab stops remain as written. */
export function checkAccepted(written: string, label: string, expected: string): void {
  const { items, span, text } = completionsAt(written);
  const item = items.find((one) => one.label === label);
  expect(item, `an item ${label} among ${labelsOf(items).join(', ')}`).toBeDefined();
  const after = text.slice(0, span.start) + (item?.insert ?? item?.label) + text.slice(span.end);
  expect(after).toContain(expected);
}

function labelsOf(items: readonly CompletionItem[]): string[] {
  const order = ({ sort, label }: CompletionItem) => sort ?? label;
  return [...items].sort((a, b) => (order(a) < order(b) ? -1 : 1)).map(({ label }) => label);
}
