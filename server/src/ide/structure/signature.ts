import type { Analysis } from '../../analysis/analysis.js';
import { helpFor } from '../languages.js';
import type { SignatureHelp } from '../types.js';

/**
 * Returns the signature of the function around the cursor in a query, even in unfinished text; undefined
 * elsewhere.
 */
export function signatureHelp({ rule, queryOffsetAt }: Analysis, offset: number): SignatureHelp | undefined {
  const inQuery = queryOffsetAt(offset);
  if (!rule.query || inQuery === undefined) return undefined;
  return helpFor(rule.language)?.signature?.(rule.query.text, inQuery);
}
