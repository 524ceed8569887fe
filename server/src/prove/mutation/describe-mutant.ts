import { conditionText } from '../synthesis/draft.js';
import { operators } from './operators.js';
import type { RuleMutant } from './rule-mutant.js';

/** Describes the effect of a changed rule; `query` is the text that spans are in. */
export function describeMutant({ operator, detail = '', span }: RuleMutant, query: string): string {
  const words: string = operators[operator];
  const what = words.includes('{}') ? words.replace('{}', () => detail).trim() : `${words} ${detail}`.trim();
  return `${what}${span ? `: ${conditionText(query, span)}` : ''}`;
}
