import { diffLines } from 'diff';
import { languageOf } from '../query/languages.js';
import { formatRule } from '../rule/format-rule.js';
import { readRule } from '../rule/rule.js';
import { applyEdits, type TextEdit } from '../text/edits.js';
import { parseToml } from '../toml/document.js';
import { encodeString } from '../toml/encode.js';

export interface FormatOptions {
  /** Whether to format the query too, instead of only the TOML around it. */
  readonly query?: boolean;
}

/** Formats a rule file. Text that cannot be parsed is unchanged. */
export function format(text: string, { query = false }: FormatOptions = {}): string {
  return formatRule(query ? formatQuery(text) : text);
}

function formatQuery(text: string): string {
  const document = parseToml(text);
  if (document.problems.length > 0) return text;
  const { query, language } = readRule(document);
  const string = query?.string();
  if (!query || !string) return text;
  const formatted = languageOf(language)?.format?.(query.text) ?? query.text;
  // A single-line string would get escapes at the line breaks.
  if (!string.style.startsWith('multi') && /[\r\n]/.test(formatted)) return text;
  const encoded = formatted === query.text ? undefined : encodeString(formatted, string.style);
  if (encoded === undefined) return text;
  const span = { start: string.toDocument(0), end: string.contentSpan.end };
  return applyEdits(text, [{ span, text: encoded }]);
}

/** Returns the edits, each of whole lines, that format a rule file. */
export function formatEdits(text: string, options?: FormatOptions): TextEdit[] {
  const formatted = format(text, options);
  if (formatted === text) return [];
  const edits: TextEdit[] = [];
  let at = 0;
  for (const { value, added, removed } of diffLines(text, formatted)) {
    if (added) edits.push({ span: { start: at, end: at }, text: value });
    else {
      if (removed) edits.push({ span: { start: at, end: at + value.length }, text: '' });
      at += value.length;
    }
  }
  return edits;
}
