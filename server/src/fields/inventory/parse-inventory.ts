import { isObject } from '../../text/plain-objects.js';
import { failure, type Result } from '../../text/result.js';
import { isFieldType } from '../field-type.js';
import { type IngestLag, inventoryVersion, type LearnedField, type LearnedSource } from './inventory.js';

/** The sources of an inventory. */
export type ParsedInventory = Result<{ readonly sources: readonly LearnedSource[] }>;

/** Parses the text of an inventory, or returns an error that describes the problem. */
export function parseInventory(text: string): ParsedInventory {
  let written: unknown;
  try {
    written = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    return failure(`it is not valid JSON: ${(error as Error).message}`);
  }
  return readInventory(written);
}

/** Does the same for parsed JSON. */
export function readInventory(written: unknown): ParsedInventory {
  if (!isObject(written)) return failure('expected an object');
  if (written.version !== inventoryVersion)
    return failure(
      `"version" must be ${inventoryVersion}: the file was written by another version of Rulewright`,
    );
  if (!isObject(written.sources)) return failure('"sources" must be an object');
  const sources: LearnedSource[] = [];
  for (const [name, source] of Object.entries(written.sources)) {
    const read = readSource(name, source);
    if (!read.ok) return read;
    sources.push(read.source);
  }
  return { ok: true, sources };
}

function readSource(name: string, written: unknown): Result<{ readonly source: LearnedSource }> {
  const at = `source ${JSON.stringify(name)}`;
  if (!isObject(written)) return failure(`${at} must be an object`);
  const { fields: writtenFields, documents, kind = 'index', first, last, lag } = written;
  if (kind !== 'index' && kind !== 'dataset' && kind !== 'any')
    return failure(`"kind" of ${at} must be "index", "dataset" or "any"`);
  if (documents !== undefined && !isCount(documents))
    return failure(`"documents" of ${at} must be a whole number`);
  if (!isObject(writtenFields)) return failure(`"fields" of ${at} must be an object`);
  const fields = new Map<string, LearnedField>();
  for (const [field, value] of Object.entries(writtenFields)) {
    const read = readField(value);
    if (typeof read === 'string') return failure(`field ${JSON.stringify(field)} of ${at}: ${read}`);
    fields.set(field, read);
  }
  const readLag = lag === undefined ? undefined : lagOf(lag);
  if (lag !== undefined && !readLag)
    return failure(`"lag" of ${at} must have the numbers "documents", "p50" and "p99"`);
  return {
    ok: true,
    source: {
      name,
      kind,
      fields,
      ...(documents === undefined ? {} : { documents }),
      ...(typeof first === 'string' ? { first } : {}),
      ...(typeof last === 'string' ? { last } : {}),
      ...(readLag ? { lag: readLag } : {}),
    },
  };
}

/** Returns a field, or its problem. */
function readField(written: unknown): LearnedField | string {
  if (!isObject(written)) return 'expected an object';
  const { type, mapped, documents, several, kinds, distinct, values } = written;
  if (typeof type !== 'string' || !isFieldType(type)) return `unknown type ${JSON.stringify(type)}`;
  for (const [key, value] of Object.entries({ documents, several, distinct }))
    if (value !== undefined && !isCount(value)) return `"${key}" must be a whole number`;
  const readValues = values === undefined ? undefined : countsOf(values);
  const readKinds = kinds === undefined ? undefined : countsOf(kinds);
  if (values !== undefined && !readValues) return '"values" must be an object of counts';
  if (kinds !== undefined && !readKinds) return '"kinds" must be an object of counts';
  return {
    type,
    ...(mapped === true ? { mapped } : {}),
    ...(isCount(documents) ? { documents } : {}),
    ...(isCount(several) ? { several } : {}),
    ...(readKinds ? { kinds: Object.fromEntries(readKinds) } : {}),
    ...(isCount(distinct) ? { distinct } : {}),
    ...(readValues ? { values: readValues } : {}),
  };
}

function countsOf(written: unknown): Map<string, number> | undefined {
  if (!isObject(written)) return undefined;
  const counts = new Map<string, number>();
  for (const [key, count] of Object.entries(written)) {
    if (!isCount(count)) return undefined;
    counts.set(key, count);
  }
  return counts;
}

function lagOf(written: unknown): IngestLag | undefined {
  if (!isObject(written)) return undefined;
  const { documents, p50, p99 } = written;
  return isCount(documents) && isLength(p50) && isLength(p99) ? { documents, p50, p99 } : undefined;
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

function isLength(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0;
}
