import type { Result } from '../text/result.js';
import { parseToml } from '../toml/document.js';
import { filledKeys } from './api-keys.js';
import { canonical } from './canonical.js';
import { type JsonObject, objectOf, own, sameJson } from './json.js';
import { newRuleFile } from './new-rule-file.js';
import type { PayloadOf } from './payload.js';
import { ruleTable } from './rule-table.js';

/**
 * Returns the text of a new rule file for a payload. Values that an export would fill in are not written, so
 * that they follow later changes of the query.
 */
export function importRule(payload: JsonObject, payloadOf: PayloadOf): Result<{ readonly text: string }> {
  const table = ruleTable(payload);
  const withKeys = (keep: (key: string) => boolean) =>
    newRuleFile(
      objectOf(Object.entries(table).filter(([key]) => !filledKeys.has(key) || keep(key))),
      payload,
    );
  const bare = withKeys(() => false);
  if (!bare.ok) return bare;
  const wanted = canonical(payload);
  const filled = canonical(payloadOf(parseToml(bare.text)).rule);
  return withKeys((key) => !sameJson(own(filled, key), own(wanted, key)));
}
