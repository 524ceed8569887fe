import { join } from 'node:path';
import { importRule } from '../../exchange/import-rule.js';
import { importedStem } from '../../exchange/new-rule-file.js';
import { type PayloadOf, payloadOf } from '../../exchange/payload.js';
import { readExport } from '../../exchange/read-export.js';
import { unusableRule } from '../../exchange/unusable-rule.js';
import { pathKey } from '../../files/path-key.js';
import { isolated } from '../../text/internal-error.js';
import type { RulesFromExport } from '../messages/stack.js';
import { analyseRule } from '../session/analyse-rule.js';
import { pathOfUri } from '../session/uris.js';
import type { Workspace } from '../session/workspace.js';

/**
 * Returns the files of the rules in a Kibana export, or in a single line of one, as `rulewright import`
 * writes them.
 */
export function rulesFromExport(text: string, folder: string, workspace: Workspace): RulesFromExport {
  const { objects, unreadable } = readExport(text);
  const path = join(pathOfUri(folder) ?? '.', 'rule.toml');
  const noTactic = workspace.checkouts.of(path)?.checkout.settings.noTacticFileName === true;
  const payloads: PayloadOf = (document, stack) =>
    payloadOf(analyseRule(document.text, { path, key: pathKey(path) }, workspace), stack);
  const rules: RulesFromExport['rules'][number][] = [];
  const problems = unreadable.map(({ line, message }) => `Line ${line}: ${message}.`);
  for (const { kind, value, line } of objects) {
    if (kind !== 'rule') continue;
    const unusable = unusableRule(value);
    if (unusable) {
      problems.push(`Line ${line}: ${unusable.message}. ${unusable.help}`);
      continue;
    }
    isolated(
      () => {
        const file = importRule(value, payloads);
        if (file.ok) rules.push({ fileName: `${importedStem(value, noTactic)}.toml`, text: file.text });
        else problems.push(`Line ${line}: ${file.error}.`);
      },
      { start: 0, end: 0 },
      ({ message }) => {
        problems.push(`Line ${line}: ${message}`);
      },
    );
  }
  return { rules, problems };
}
