import { importRule } from '../../exchange/import-rule.js';
import type { JsonObject } from '../../exchange/json.js';
import { importedStem } from '../../exchange/new-rule-file.js';
import type { PayloadOf } from '../../exchange/payload.js';
import { updateRule } from '../../exchange/update-rule.js';
import { withSlashes } from '../../files/path-below.js';
import { replaceFile } from '../../files/write-atomically.js';
import { findCheckout } from '../../rule/checkout/read-checkout.js';
import { failure, type Result } from '../../text/result.js';
import type { LoadedRule } from '../load-rules.js';
import { writeNewFile } from './write-new-file.js';

/** Edits a rule file to match a payload. */
export function updateRuleFile(
  { path, rule }: LoadedRule,
  payload: JsonObject,
  payloadOf: PayloadOf,
): Result<{ readonly isChanged: boolean }> {
  const updated = updateRule(rule.document, payload, payloadOf);
  if (!updated.ok) return failure(`${path}: ${updated.error}`);
  const before = rule.document.text;
  if (updated.text === before) return { ok: true, isChanged: false };
  const error = replaceFile(path, before, updated.text);
  return error === undefined ? { ok: true, isChanged: true } : failure(`${path}: ${error}`);
}

/**
 * Creates a rule file for a payload, named by the conventions of the folder's checkout. The path uses `/`.
 */
export function createRuleFile(
  folder: string,
  payload: JsonObject,
  payloadOf: PayloadOf,
): Result<{ readonly path: string }> {
  const file = importRule(payload, payloadOf);
  if (!file.ok) return file;
  const noTactic = findCheckout(folder)?.settings.noTacticFileName === true;
  const written = writeNewFile(folder, importedStem(payload, noTactic), '.toml', file.text);
  return written.ok ? { ok: true, path: withSlashes(written.path) } : written;
}
