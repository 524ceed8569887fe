import { codePage, documentedCodes, summaryOf } from '../lint/documentation.js';
import { nearestNames } from '../text/nearest.js';
import { type ParsedOptions, UsageError } from './options.js';
import type { Output } from './output.js';

/**
 * `rulewright docs CODE`: prints the documentation page of a check or another code. Returns the exit code.
 */
export function docsCommand({ positionals }: ParsedOptions, output: Output): number {
  const [code, ...rest] = positionals;
  if (code === undefined || rest.length > 0)
    throw new UsageError('docs takes the code of one check', 'see rulewright lint --list');
  const page = codePage(code);
  if (page !== undefined) {
    output.write(page);
    return 0;
  }
  const near = suggestionsFor(code);
  throw new UsageError(
    `unknown check "${code}"`,
    near.length > 0 ? `did you mean ${joinedWithOr(near)}?` : 'see rulewright lint --list',
  );
}

const mostSuggestions = 8;

/** Returns codes with similar spelling, else those that contain the word, else those about that subject. */
function suggestionsFor(code: string): readonly string[] {
  const near = nearestNames(code, documentedCodes);
  if (near.length > 0) return near.slice(0, 1);
  const word = code.toLowerCase();
  // One or two letters occur in any code.
  if (word.length < 3) return [];
  const named = documentedCodes.filter((one) => one.split('-').some((part) => part.startsWith(word)));
  const about = documentedCodes.filter((one) => summaryOf(one).toLowerCase().includes(word));
  return [...new Set([...named, ...about])].slice(0, mostSuggestions);
}

function joinedWithOr(names: readonly string[]): string {
  return names.length < 2 ? names.join() : `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`;
}
