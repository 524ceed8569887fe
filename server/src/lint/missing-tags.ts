import { keySpan } from '../rule/check/place.js';
import { isAbsent } from './absent.js';
import type { Analysis } from './analysis.js';
import { insertKey, quoted } from './key-edits.js';
import type { Finding } from './lint.js';
import { appendToList } from './list-edits.js';

/**
 * A finding for those of the wanted tags that the rule lacks, with a fix that adds them; undefined when it has them all.
 * `because` completes "The tag … is missing: ".
 */
export function missingTags(
  analysis: Analysis,
  wanted: readonly string[],
  because: string,
): Finding | undefined {
  const { rule, document } = analysis;
  const missing = wanted.filter((tag) => !rule.tags.includes(tag));
  if (missing.length === 0) return undefined;
  const written = rule.table.tags !== undefined;
  if (!written && !isAbsent(analysis, 'rule', 'tags')) return undefined;
  const names = missing.map((tag) => `"${tag}"`).join(' and ');
  const edit = written
    ? appendToList(document, ['rule', 'tags'], missing)
    : insertKey(document, 'rule', 'tags', `[${missing.map(quoted).join(', ')}]`);
  return {
    span: keySpan(document, ['rule', 'tags']),
    message: `The ${missing.length > 1 ? 'tags' : 'tag'} ${names} ${missing.length > 1 ? 'are' : 'is'} missing: ${because}.`,
    ...(edit ? { fix: { title: `Add ${names}`, edits: [edit] } } : {}),
  };
}
