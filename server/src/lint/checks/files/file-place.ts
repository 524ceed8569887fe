import type { Analysis } from '../../../analysis/analysis.js';
import { fileNameOf } from '../../../rule/rule-index.js';
import { tableSpan } from '../../../rule/schema-check/place.js';
import type { Span } from '../../../text/span.js';

/** Where to point for what is wrong with the file itself, such as its name: its first line. */
export function fileSpan({ document }: Analysis): Span {
  return tableSpan(document, []);
}

/** The names of the folders that the file lies in, outermost first; empty when they are not known. */
export function foldersOf({ path }: Analysis): string[] {
  return path === undefined ? [] : path.split('/').slice(0, -1);
}

/** The name of the folder that the file lies in, or undefined. */
export function parentFolder({ path }: Analysis): string | undefined {
  const end = path?.lastIndexOf('/') ?? -1;
  return end < 0 ? undefined : path!.slice(path!.lastIndexOf('/', end - 1) + 1, end);
}

/** The name of the file without its folders, or undefined. */
export function fileName({ path }: Analysis): string | undefined {
  return path === undefined ? undefined : fileNameOf(path);
}

/** Whether the rule lies in a folder of custom rules, which some conventions of Elastic do not hold for. */
export function isCustomRule({ checkout }: Analysis): boolean {
  return checkout !== undefined && !checkout.prebuilt;
}
