import type { Analysis } from '../../analysis/analysis.js';
import { fieldsOf } from '../../analysis/known-fields.js';
import { isSequence } from '../../analysis/parsed-query.js';
import type { RuleType } from '../../rule/schema/rule-types.js';
import { keysOfTypes } from '../../testing/case-inputs.js';
import type { CompletionItem, CompletionList } from '../types.js';
import { eventKeyItems, eventValueItems, fieldName, hasFieldsBelow } from './event-items.js';
import { type TestFilePlace, typedPlaceAt } from './place.js';
import { type RuleValues, valuesUnder } from './rule-values.js';
import { type JsonSchema, resolveSchema, schemaPlaceAt } from './schema.js';
import { keyInsert, valueInsert } from './yaml-text.js';

/**
 * Returns completions at an offset of a test file, or undefined: its keys and values from the schema, and in
 * events fields and values, those of the rule's query first. `rule` is the tested rule.
 */
export function testFileCompletion(text: string, offset: number, rule: Analysis): CompletionList | undefined {
  const place = typedPlaceAt(text, offset);
  if (!place) return undefined;
  const isJson = text.trimStart().startsWith('{');
  const found = itemsAt(place, isJson, rule, text.slice(place.span.start, offset));
  return found && { span: place.span, ...found };
}

interface Found {
  readonly items: readonly CompletionItem[];
  readonly incomplete?: boolean;
}

function itemsAt(place: TestFilePlace, isJson: boolean, rule: Analysis, typed: string): Found | undefined {
  const { path, role } = place;
  const parent = role === 'key' ? path.slice(0, -1) : path;
  const at = schemaPlaceAt(parent);
  if (!at) return undefined;
  const style = { isJson, quoted: place.quote !== undefined, hasValue: place.hasValue };
  if (at.kind === 'event') {
    const values: RuleValues = valuesUnder(path[2], rule);
    const catalogue = fieldsOf(rule);
    // An element of the list, or an object on its own line, is not a map yet: what is typed becomes its first
    // key.
    const isObject = at.path.length === 0 || hasFieldsBelow(fieldName(at.path), catalogue);
    if (role === 'key' || (isObject && place.canBeKey))
      return eventKeyItems({ parent: at.path, siblings: place.siblings, typed, style, values, catalogue });
    return { items: eventValueItems({ path: at.path, style, values, catalogue }) };
  }
  if (role === 'key' || (isMapSchema(at.schema) && place.canBeKey))
    return {
      items: keyItems(at.schema, place.siblings, style).filter(({ label }) =>
        isKeyFor(label, rule.rule.type),
      ),
    };
  return { items: valueItems(at.schema, style, rule) };
}

/** Returns whether rules of a type use the documents under a key of a case. */
function isKeyFor(key: string, type: RuleType | undefined): boolean {
  const only = Object.hasOwn(keysOfTypes, key) ? keysOfTypes[key as keyof typeof keysOfTypes] : undefined;
  return only === undefined || type === undefined || only === type;
}

function isMapSchema({ type, properties }: JsonSchema): boolean {
  return type === 'object' && properties !== undefined;
}

type Style = Parameters<typeof keyInsert>[1];

/** Returns the schema's keys that are not used yet, required ones first. */
function keyItems(schema: JsonSchema, siblings: readonly string[], style: Style): CompletionItem[] {
  const choices = [schema, ...(schema.oneOf ?? []).map(resolveSchema)];
  const required = new Set(schema.required);
  // One of several forms is required, such as events or a file of them.
  const needed = new Set(choices.flatMap((one) => one.required ?? []));
  return choices
    .flatMap(({ properties }) => Object.entries(properties ?? {}))
    .filter(([key]) => !siblings.includes(key))
    .map(([key, written], index) => {
      const { description, type } = resolveSchema(written);
      const frame = frames[key] ?? (type === 'array' ? '[$1]' : type === 'object' ? '{$1}' : '$1');
      return {
        label: key,
        kind: 'key',
        sort: `${needed.has(key) ? 1 : 2}${String(index).padStart(2, '0')}`,
        ...(required.has(key) && { detail: 'required' }),
        ...(description !== undefined && { documentation: description }),
        ...keyInsert(key, style, frame),
      };
    });
}

/** Snippets for the values of new keys. */
const frames: Readonly<Record<string, string>> = { events: '[{$1}]', expect: '$1', alerts: '$1' };

/** Returns the schema's values; an expectation can also be a map. */
function valueItems(schema: JsonSchema, style: Style, rule: Analysis): CompletionItem[] {
  const choices = [schema, ...(schema.oneOf ?? []).map(resolveSchema)];
  const constants = choices.flatMap((one) => [...(one.enum ?? []), ...(one.examples ?? [])]).map(String);
  const items = constants.map(
    (label, index): CompletionItem => ({
      label,
      kind: 'value',
      sort: `1${index}`,
      ...(valueNotes[label] !== undefined && { documentation: valueNotes[label] }),
      ...valueInsert(label, style),
    }),
  );
  const takesMap = choices.some(({ properties }) => properties && 'alerts' in properties);
  if (!takesMap || style.quoted) return items;
  const form = isSequence(rule) ? sequenceExpectation : eventExpectation;
  const quote = (text: string) => (style.isJson ? text.replace(/(alerts|events)(?=:)/g, '"$1"') : text);
  return [...items, { ...form, insert: quote(form.insert), kind: 'snippet', snippet: true, sort: '19' }];
}

const valueNotes: Readonly<Record<string, string>> = {
  alert: 'The rule must raise at least one alert.',
  'no alert': 'The rule must raise no alert.',
};
const eventExpectation = {
  label: '{alerts: …, events: […]}',
  detail: 'numbers of events',
  documentation: 'The number of alerts, and the numbers (from 0) of the events that raise them.',
  insert: `{alerts: \${1:1}, events: [\${2:0}]}`,
};
const sequenceExpectation = {
  label: '{alerts: [[…]]}',
  detail: 'events of each alert',
  documentation: 'For each alert, the numbers (from 0) of its events, in step order.',
  insert: `{alerts: [[\${1:0, 1}]]}`,
};
