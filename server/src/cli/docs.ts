import { codePage, documentedCodes } from '../lint/documentation.js';
import { nearestNames } from '../text/nearest.js';
import { type ParsedOptions, UsageError } from './options.js';
import type { Output } from './output.js';

/** `rulewright docs CODE`: prints the page of a check or of another code. Returns the exit code. */
export function docsCommand({ positionals }: ParsedOptions, output: Output): number {
  const [code, ...rest] = positionals;
  if (code === undefined || rest.length > 0)
    throw new UsageError('docs takes the code of one check', 'see rulewright lint --list');
  const page = codePage(code);
  if (page !== undefined) {
    output.write(page);
    return 0;
  }
  const [near] = nearestNames(code, documentedCodes);
  throw new UsageError(
    `there is no check "${code}"`,
    near ? `did you mean ${near}?` : 'see rulewright lint --list',
  );
}
