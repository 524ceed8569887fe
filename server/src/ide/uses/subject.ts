import type { Analysis } from '../../analysis/analysis.js';
import { queryUnits } from '../../analysis/query-units.js';
import { valueSpan } from '../../rule/schema-check/place.js';
import { techniquesIn } from '../../rule/techniques.js';
import { type Span, touches } from '../../text/span.js';
import { fieldOccurrencesAt } from '../structure/occurrences.js';

/** Something that several rules can share or mention. */
export type Subject =
  | { readonly kind: 'field'; readonly name: string }
  | { readonly kind: 'technique'; readonly id: string }
  /** A rule, by its id or name. */
  | { readonly kind: 'rule'; readonly texts: readonly string[] };

/** Returns the subject at the cursor if other rules can share it. */
export function subjectAt(analysis: Analysis, offset: number): Subject | undefined {
  const [first] = fieldOccurrencesAt(analysis, offset);
  if (first) {
    const inQuery = analysis.queryOffsetAt(first.start);
    const field = queryUnits(analysis)
      .flatMap((unit) => unit.fields)
      .find(({ span }) => span.start === inQuery);
    return field && { kind: 'field', name: field.name };
  }
  const { path } = analysis.document.pathAt(offset);
  const [table, key] = path;
  if (table !== 'rule') return undefined;
  const { id, name } = analysis.rule;
  if (path.length === 2 && (key === 'rule_id' || key === 'name')) {
    const texts = [id, name].filter((text) => text !== undefined && text !== '') as string[];
    return texts.length > 0 ? { kind: 'rule', texts } : undefined;
  }
  if (key !== 'threat' || path.at(-1) !== 'id') return undefined;
  const value = analysis.document.stringAt(path)?.value;
  return value !== undefined && /^T\d/.test(value) ? { kind: 'technique', id: value } : undefined;
}

/** Returns a rule's spans with the subject, in text order. */
export function placesOf(subject: Subject, analysis: Analysis): Span[] {
  switch (subject.kind) {
    case 'field':
      return queryUnits(analysis)
        .flatMap((unit) => unit.fields)
        .filter(({ name }) => name === subject.name)
        .map(({ span }) => analysis.queryToDocument(span));
    case 'technique':
      return techniquesIn(analysis.rule.table.threat)
        .filter(({ id }) => id === subject.id)
        .map(({ path }) => valueSpan(analysis.document, [...path, 'id']));
    case 'rule':
      return subject.texts
        .flatMap((text) => placesOfText(analysis.text, text))
        .sort((a, b) => a.start - b.start);
  }
}

/** Returns every occurrence of a text that is not part of a longer word. */
export function placesOfText(text: string, wanted: string): Span[] {
  const spans: Span[] = [];
  for (let start = text.indexOf(wanted); start >= 0; start = text.indexOf(wanted, start + wanted.length)) {
    const end = start + wanted.length;
    if (!/\w/.test(text[start - 1] ?? '') && !/\w/.test(text[end] ?? '')) spans.push({ start, end });
  }
  return spans;
}

/** Returns the rule mentioned at the cursor, from those with these names: the longest name there. */
export function mentionAt(text: string, offset: number, names: Iterable<string>): string | undefined {
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  const lineEnd = text.indexOf('\n', offset);
  const line = text.slice(lineStart, lineEnd < 0 ? text.length : lineEnd);
  let found: string | undefined;
  for (const name of names) {
    if (name.length <= (found?.length ?? 0)) continue;
    if (placesOfText(line, name).some((span) => touches(span, offset - lineStart))) found = name;
  }
  return found;
}
