import type { Span } from '../../../server/src/text/span.js';
import type { TomlPath } from '../../../server/src/toml/path.js';
import { replace } from '../edits.js';
import type { Mutant, Original } from '../mutant.js';
import type { Random } from '../random.js';

/** Returns the rule with a span of the string at a path replaced, in offsets of the string's value. */
export function replaceIn(
  original: Original,
  path: TomlPath,
  span: Span,
  by: string,
  expected: Span = span,
): Mutant | undefined {
  const string = original.analysis.document.stringAt(path);
  return string && replace(original, string.spanToDocument(span), by, string.spanToDocument(expected));
}

/** Returns the rule with one match of a pattern in the string at a path replaced. */
export function replaceMatch(
  original: Original,
  path: TomlPath,
  pattern: RegExp,
  random: Random,
  write: (match: RegExpExecArray) => string | undefined,
): Mutant | undefined {
  const value = original.analysis.rule.get(path);
  if (typeof value !== 'string') return undefined;
  const match = random.pick([...value.matchAll(pattern)]);
  const by = match && write(match);
  if (!match || by === undefined) return undefined;
  return replaceIn(original, path, { start: match.index, end: match.index + match[0].length }, by);
}
