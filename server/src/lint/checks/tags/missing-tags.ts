import type { Analysis } from '../../../analysis/analysis.js';
import { establishedSpelling, isEstablished, misspeltTag } from '../../../rule/schema/tags.js';
import { replaceFix } from '../../../rule/schema-check/check-value.js';
import { insertKey, quoted } from '../../../rule/schema-check/key-edits.js';
import { keySpan } from '../../../rule/schema-check/place.js';
import { append } from '../../../text/append.js';
import type { TextEdit } from '../../../text/edits.js';
import { nearestNames } from '../../../text/nearest.js';
import type { TomlValue } from '../../../toml/path.js';
import type { LintFinding } from '../../lint.js';
import { isAbsent } from '../shared/absent.js';
import { appendToList } from '../shared/list-edits.js';

/**
 * Returns a finding for the missing ones of the expected tags, with a fix that adds them, or that corrects a
 * misspelling. Returns undefined if there are none, or if the misspelling is reported separately. `because`
 * completes "The tag … is missing: ".
 */
export function missingTags(
  analysis: Analysis,
  wanted: readonly string[],
  because: string,
): LintFinding | undefined {
  const { rule, document } = analysis;
  const { tags } = rule;
  const missing = wanted.filter((tag) => !tags.includes(tag) && !tags.some((own) => meantTag(own) === tag));
  if (missing.length === 0) return undefined;
  const written = rule.table.tags !== undefined;
  if (!written && !isAbsent(analysis, 'rule', 'tags')) return undefined;
  const names = missing.map((tag) => `"${tag}"`).join(' and ');
  const edits = written
    ? editsInList(analysis, missing)
    : [insertKey(document, 'rule', 'tags', `[${missing.map(quoted).join(', ')}]`)];
  const complete = edits.every((edit) => edit !== undefined) ? edits : [];
  const verb =
    complete.length > 0 && missing.some((tag) => nearMiss(rule.table.tags, tag) >= 0) ? 'Write' : 'Add';
  return {
    span: keySpan(document, ['rule', 'tags']),
    message: `The ${missing.length > 1 ? 'tags' : 'tag'} ${names} ${missing.length > 1 ? 'are' : 'is'} missing: ${because}.`,
    ...(complete.length > 0 ? { fix: { title: `${verb} ${names}`, edits: complete } } : {}),
  };
}

function editsInList({ document, rule }: Analysis, missing: readonly string[]): (TextEdit | undefined)[] {
  const edits: (TextEdit | undefined)[] = [];
  const added: string[] = [];
  for (const tag of missing) {
    const index = nearMiss(rule.table.tags, tag);
    const { fix } = index < 0 ? {} : replaceFix(document, ['rule', 'tags', index], tag);
    if (fix) append(edits, fix.edits);
    else added.push(tag);
  }
  if (added.length > 0) edits.push(appendToList(document, ['rule', 'tags'], added));
  return edits;
}

/** Returns the index of a tag that differs from the expected one only in spelling, or -1. */
function nearMiss(tags: TomlValue | undefined, wanted: string): number {
  if (!Array.isArray(tags)) return -1;
  const prefix = wanted.slice(0, wanted.indexOf(':'));
  return tags.findIndex(
    (tag) =>
      typeof tag === 'string' &&
      !isEstablished(tag) &&
      tag.toLowerCase().startsWith(prefix.toLowerCase()) &&
      nearestNames(tag, [wanted]).length > 0,
  );
}

/** Returns the intended tag of one that another check reports as misspelt. */
export function meantTag(tag: string): string | undefined {
  return establishedSpelling(tag) ?? misspeltTag(tag);
}
