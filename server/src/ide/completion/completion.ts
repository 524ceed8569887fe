import type { Analysis } from '../../analysis/analysis.js';
import { fieldsOf } from '../../analysis/known-fields.js';
import { loadEcsCatalogue } from '../../fields/ecs.js';
import { encodeString } from '../../toml/encode.js';
import { fieldMarkdown } from '../hover/field-text.js';
import { helpFor } from '../languages.js';
import type { CompletionItem, CompletionList } from '../types.js';
import type { ValuesInUse } from './query-values.js';
import { tomlCompletion } from './toml/toml-completion.js';

/**
 * Returns completions at an offset of a rule, or undefined. Works in unfinished text.
 *
 * @param valuesInUse the values that other rules compare a field with, most used first.
 */
export function completion(
  analysis: Analysis,
  offset: number,
  valuesInUse: ValuesInUse = () => [],
): CompletionList | undefined {
  const string = analysis.rule.query?.string();
  const inQuery = string?.toValue(offset);
  if (!string || inQuery === undefined) return tomlCompletion(analysis, offset);
  const found = helpFor(analysis.rule.language)?.completion(
    string.value.slice(0, inQuery),
    string.value.slice(inQuery),
    fieldsOf(analysis),
    valuesInUse,
  );
  if (!found) return undefined;
  const { start, behind, items, incomplete } = found;
  const span = {
    start: Math.min(offset, string.toDocument(start)),
    // If the string is already closed, the text after it is not part of the value.
    end: behind === 0 ? offset : Math.max(offset, string.toDocument(inQuery + behind)),
  };
  const inBasicString = string.style.endsWith('basic');
  return {
    span,
    items: inBasicString ? items.map((item) => escaped(item, string.style)) : items,
    incomplete,
  };
}

/** Escapes an item for a string with escape sequences. */
function escaped(item: CompletionItem, style: Parameters<typeof encodeString>[1]): CompletionItem {
  const text = item.insert ?? item.label;
  const insert = encodeString(text, style) ?? text;
  return insert === item.label ? item : { ...item, insert };
}

/** Returns the documentation of an item that was listed without one. */
export function completionDocumentation(label: string): string | undefined {
  const catalogue = loadEcsCatalogue();
  return catalogue.get(label) && fieldMarkdown(label, catalogue);
}
