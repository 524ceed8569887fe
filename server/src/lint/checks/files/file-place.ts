import type { Analysis } from '../../../analysis/analysis.js';
import { perAnalysis } from '../../../analysis/per-analysis.js';
import { fileNameOf } from '../../../rule/rule-index.js';
import { tableSpan } from '../../../rule/schema-check/place.js';
import type { Span } from '../../../text/span.js';

/** Returns the span to report for problems of the file itself, such as its name: its first line. */
export function fileSpan({ document }: Analysis): Span {
  return tableSpan(document, []);
}

/** Returns the names of the file's folders, outermost first. Empty if unknown. */
export const foldersOf = perAnalysis(({ path }): readonly string[] =>
  path === undefined ? [] : path.split('/').slice(0, -1),
);

/** Returns the name of the file's folder, or undefined. */
export function parentFolder({ path }: Analysis): string | undefined {
  const end = path?.lastIndexOf('/') ?? -1;
  return end < 0 ? undefined : path!.slice(path!.lastIndexOf('/', end - 1) + 1, end);
}

/** Returns the name of the file without its folders, or undefined. */
export function fileName({ path }: Analysis): string | undefined {
  return path === undefined ? undefined : fileNameOf(path);
}

/**
 * Returns whether the rule is in a folder of custom rules, to which some of Elastic's conventions do not
 * apply.
 */
export function isCustomRule({ checkout }: Analysis): boolean {
  return checkout !== undefined && !checkout.prebuilt;
}
