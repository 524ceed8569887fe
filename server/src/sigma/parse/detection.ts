import { isObject } from '../../text/plain-objects.js';
import { Refusal } from '../refusal.js';
import { type Detection, joined } from '../syntax.js';
import { readCondition } from './condition.js';
import { readItem, type SigmaScalar } from './modifiers.js';

/** Parses a rule's `detection`. */
export function readDetection(detection: unknown): Detection {
  if (!isObject(detection)) throw new Refusal('invalid', '"detection" must be a map');
  const { condition, timeframe, ...rest } = detection;
  if (timeframe !== undefined)
    throw new Refusal(
      'aggregation',
      '"timeframe" belongs to deprecated aggregations; write a correlation rule',
    );
  const selections = new Map(
    Object.entries(rest).map(([name, selection]) => [name, readSelection(name, selection)]),
  );
  const conditions = Array.isArray(condition) ? condition : [condition];
  if (conditions.length === 0 || !conditions.every((one) => typeof one === 'string'))
    throw new Refusal('invalid', '"condition" must be a string or a list of strings');
  return joined(
    'or',
    conditions.map((one) => readCondition(one, selections)),
  );
}

function readSelection(name: string, selection: unknown): Detection {
  if (Array.isArray(selection)) {
    const keywords = selection.filter(isScalar);
    const others = selection.filter((one) => !isScalar(one));
    if (selection.length === 0) throw new Refusal('invalid', `the selection "${name}" is empty`);
    return joined('or', [
      ...(keywords.length > 0 ? [readKeywords([], keywords)] : []),
      ...others.map((one) => readSelection(name, one)),
    ]);
  }
  if (!isObject(selection)) {
    if (isScalar(selection) && selection !== null) return readKeywords([], [selection]);
    throw new Refusal('invalid', `the selection "${name}" must be a map or a list`);
  }
  const entries = Object.entries(selection);
  if (entries.length === 0) throw new Refusal('invalid', `the selection "${name}" is empty`);
  return joined(
    'and',
    entries.map(([key, value]) => readEntry(key, value)),
  );
}

function readEntry(key: string, value: unknown): Detection {
  const [field, ...names] = key.split('|');
  const values = Array.isArray(value) ? value : [value];
  if (!values.every(isScalar))
    throw new Refusal('invalid', `the values of "${key}" must be strings, numbers or null`);
  return field === undefined || field === '' ? readKeywords(names, values) : readItem(field, names, values);
}

/** Reads keywords, which match anywhere in the message. */
function readKeywords(names: readonly string[], values: readonly SigmaScalar[]): Detection {
  if (values.includes(null)) throw new Refusal('value', 'null is not a keyword');
  const isPlain = !names.some((name) => ['contains', 'startswith', 'endswith', 're'].includes(name));
  return readItem(undefined, isPlain ? [...names, 'contains'] : names, values);
}

function isScalar(value: unknown): value is SigmaScalar {
  return value === null || ['string', 'number', 'boolean'].includes(typeof value);
}
