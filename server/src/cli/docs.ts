import { lintPage } from '../lint/documentation.js';
import { lints } from '../lint/registry.generated.js';
import { nearestNames } from '../text/nearest.js';
import { type ParsedOptions, UsageError } from './options.js';
import type { Output } from './output.js';

/** `rulewright docs CODE`: prints the documentation of a check. Returns the exit code. */
export function runDocs({ positionals }: ParsedOptions, output: Output): number {
  const [code, ...rest] = positionals;
  if (code === undefined || rest.length > 0)
    throw new UsageError('docs takes the code of one check', 'see rulewright lint --list');
  const lint = lints.find(({ id }) => id === code);
  if (lint) {
    output.write(lintPage(lint));
    return 0;
  }
  const ids = lints.map(({ id }) => id);
  const [near] = nearestNames(code, ids);
  throw new UsageError(
    `there is no check "${code}"`,
    near ? `did you mean ${near}?` : 'see rulewright lint --list',
  );
}
