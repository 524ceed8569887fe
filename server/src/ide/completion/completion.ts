import type { Analysis } from '../../lint/analysis.js';
import type { CompletionList } from '../types.js';

/** What can be typed at an offset of a rule, or undefined. */
export function completion(_analysis: Analysis, _offset: number): CompletionList | undefined {
  return undefined;
}
