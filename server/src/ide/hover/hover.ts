import type { Analysis } from '../../analysis/analysis.js';
import { touches } from '../../text/span.js';
import { helpFor } from '../languages.js';
import type { Hover } from '../types.js';
import { suppressionHover } from './suppression-hover.js';
import { tomlHover } from './toml-hover.js';

/** Returns the hover at an offset of a rule, or undefined. */
export function hover(analysis: Analysis, offset: number): Hover | undefined {
  const suppressed = suppressionHover(analysis, offset);
  if (suppressed) return suppressed;
  const help = analysis.query && helpFor(analysis.rule.language);
  const inQuery = help && analysis.queryOffsetAt(offset);
  if (inQuery === undefined) return tomlHover(analysis, offset);
  const found = help?.hover(analysis, inQuery);
  if (!found) return undefined;
  const span = analysis.queryToDocument(found.span);
  // The line break after the opening quotes is not part of the query.
  return touches(span, offset) ? { ...found, span } : undefined;
}
