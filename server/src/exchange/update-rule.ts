import { failure, type Result } from '../text/result.js';
import { parseToml, type TomlDocument } from '../toml/document.js';
import { filledKeys } from './api-keys.js';
import { canonical } from './canonical.js';
import { type Json, type JsonObject, own, sameJson } from './json.js';
import { dayOf } from './new-rule-file.js';
import type { PayloadOf } from './payload.js';
import { fileKey, fileValue } from './rule-table.js';
import { setRuleKey } from './set-value.js';
import { unwritable } from './toml-text.js';
import { writtenGuide } from './written-guide.js';

/** Stacks for which the same file has different payloads: any of them matches the file. */
const stacks = [undefined, '9.5', '9.6'] as const;

/**
 * Returns a rule file that matches a payload. If it already does, it is unchanged byte for byte; else only
 * the keys that differ change, and `updated_date` if the payload is newer.
 */
export function updateRule(
  document: TomlDocument,
  payload: JsonObject,
  payloadOf: PayloadOf,
): Result<{ readonly text: string }> {
  const wanted = canonical(payload);
  const keys = differingKeys(document, wanted, payloadOf);
  if (keys.length === 0) return { ok: true, text: document.text };
  const { transform } = document.values;
  const values = new Map(
    keys.map((key): [string, Json | undefined] => {
      const isStated = key === 'new_terms' || own(wanted, key) !== undefined;
      const value = isStated ? fileValue(payload, key) : undefined;
      return [key, key === 'note' && typeof value === 'string' ? writtenGuide(value, transform) : value];
    }),
  );
  for (const [key, value] of values) {
    const reason = unwritable(value, key);
    if (reason !== undefined) return failure(reason);
  }
  let { text } = document;
  for (const key of keys) text = setRuleKey(text, key, values.get(key));
  // If editing entries was not sufficient, rewrite the key.
  for (const key of remaining(text, wanted, payloadOf))
    text = setRuleKey(text, key, values.has(key) ? values.get(key) : fileValue(payload, key), true);
  const left = remaining(text, wanted, payloadOf);
  if (left.length > 0) return failure(`"${left.join('", "')}" cannot be edited in the file`);
  return { ok: true, text: withDate(text, payload) };
}

function remaining(text: string, wanted: JsonObject, payloadOf: PayloadOf): string[] {
  const document = parseToml(text);
  return document.problems.length > 0 ? ['rule'] : differingKeys(document, wanted, payloadOf);
}

/** Returns the unique keys of `[rule]` that differ from a payload. */
function differingKeys(document: TomlDocument, wanted: JsonObject, payloadOf: PayloadOf): string[] {
  const written = Object(document.values.rule) as object;
  const plain = canonical(payloadOf(document).rule);
  let keys = [...new Set([...Object.keys(plain), ...Object.keys(wanted)])].filter(
    (key) => !(filledKeys.has(key) && !Object.hasOwn(written, key) && own(plain, key) !== undefined),
  );
  for (const stack of stacks) {
    if (keys.length === 0) break;
    const version = stack === undefined ? plain : canonical(payloadOf(document, stack).rule);
    keys = keys.filter((key) => !sameJson(own(version, key), own(wanted, key)));
  }
  return [...new Set(keys.map(fileKey))];
}

function withDate(text: string, { updated_at: time }: JsonObject): string {
  const day = dayOf(time);
  const document = parseToml(text);
  const known = Object(document.values.metadata).updated_date;
  const span = document.locate(['metadata', 'updated_date'], 'value');
  if (day === undefined || !span || typeof known !== 'string' || known >= day) return text;
  return `${text.slice(0, span.start)}"${day}"${text.slice(span.end)}`;
}
