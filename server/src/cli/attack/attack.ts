import { dirname } from 'node:path';
import { createTwoFilesPatch } from 'diff';
import { migrateToVersion19 } from '../../exchange/migrate-attack.js';
import { attack19Of } from '../../exchange/read-attack-19.js';
import { readBounded } from '../../files/read-bounded.js';
import { replaceFile } from '../../files/write-atomically.js';
import type { AttackTables } from '../../rule/attack/attack.js';
import { readStix } from '../../rule/attack/stix.js';
import { findCheckout } from '../../rule/checkout/read-checkout.js';
import { isolated } from '../../text/internal-error.js';
import { visibleLine } from '../../text/visible.js';
import { exitCodeOf } from '../exit-code.js';
import { type FileFinding, fileFinding, toFileFinding } from '../findings.js';
import { loadRules } from '../load-rules.js';
import { type ParsedOptions, UsageError } from '../options.js';
import type { Output } from '../output.js';
import { plural, renderFinding } from '../report/source-lines.js';

/** `rulewright attack migrate`: moves rules to a newer version of ATT&CK. Returns the exit code. */
export function attackCommand(options: ParsedOptions, output: Output): number {
  const [action, ...paths] = options.positionals;
  if (action !== 'migrate' || options.text('to') !== '19')
    throw new UsageError('attack takes "migrate" and --to 19', 'rulewright attack migrate [paths] --to 19');
  const stix = options.text('stix');
  const given = stix === undefined ? undefined : readTables(stix);
  const { rules, unreadable } = loadRules(paths, output);
  const problems: FileFinding[] = [...unreadable];
  let changed = 0;
  let isGuessed = false;
  for (const { path, rule, lines } of rules) {
    const checkout = given ? undefined : findCheckout(dirname(path));
    const tables = given ?? (checkout && attack19Of(checkout));
    const migrated = isolated(
      () => migrateToVersion19(rule.document, tables),
      { start: 0, end: 0 },
      (problem) => {
        problems.push(toFileFinding(problem, path, lines));
        return rule.document.text;
      },
    );
    if (migrated === rule.document.text) continue;
    changed++;
    isGuessed ||= tables === undefined;
    if (options.flag('write')) {
      const failure = replaceFile(path, rule.document.text, migrated);
      if (failure !== undefined) problems.push(fileFinding(path, 'unwritable', failure));
      else output.write(`migrated ${visibleLine(path)}\n`);
    } else
      output.write(createTwoFilesPatch(path, path, rule.document.text, migrated, 'version 18', 'version 19'));
  }
  output.write(
    `${plural(changed, 'rule')} of ${rules.length} ${options.flag('write') ? 'changed' : 'would change'}\n`,
  );
  if (isGuessed)
    output.message(
      'rulewright: techniques keep their tactics, because the data of version 19 is missing: pass --stix enterprise-attack.json to move those of "Defense Evasion"',
    );
  for (const problem of problems) output.message(renderFinding(problem, undefined, output.colors));
  return exitCodeOf(problems, { unusable: problems.length > 0 });
}

/** An ATT&CK bundle is about 50 MB. */
const largest = 256 * 1024 * 1024;

function readTables(path: string): AttackTables {
  try {
    const bytes = readBounded(path, largest);
    if (!bytes) throw new Error('it is too large');
    return readStix(bytes.toString('utf8'), '19', {});
  } catch (error) {
    throw new UsageError(`--stix: ${path} is not an ATT&CK bundle: ${(error as Error).message}`);
  }
}
