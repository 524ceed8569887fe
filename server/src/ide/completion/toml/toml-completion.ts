import type { Analysis } from '../../../analysis/analysis.js';
import type { CompletionList } from '../../types.js';
import { attackSnippets } from './attack.js';
import { guideCompletion } from './guide.js';
import { headerItems } from './headers.js';
import { keyItems } from './keys.js';
import { pairSnippets } from './pairs.js';
import { tomlPlaceAt } from './place.js';
import { tomlValueItems } from './values.js';

/** Returns completions at an offset outside the query. */
export function tomlCompletion(analysis: Analysis, offset: number): CompletionList | undefined {
  const place = tomlPlaceAt(analysis.document, offset);
  if (!place) return guideCompletion(analysis, offset);
  const { span } = place;
  switch (place.kind) {
    case 'header':
      return { span, items: headerItems(analysis) };
    case 'value':
      return { span, ...tomlValueItems(analysis, place) };
    case 'key': {
      const { table, prefix, assigned, inline } = place;
      const keys = keyItems(analysis, table, place);
      if (assigned || inline) return { span, items: keys };
      const attack = attackSnippets(analysis, table, prefix);
      return {
        span,
        items: [...keys, ...pairSnippets(analysis, table), ...attack.items, ...headerItems(analysis)],
        incomplete: attack.incomplete,
      };
    }
  }
}
