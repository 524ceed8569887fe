import type { Analysis } from '../../analysis/analysis.js';
import { fieldsOf } from '../../analysis/known-fields.js';
import { fieldMarkdown, noteOf } from '../hover/field-text.js';
import { escapeMarkdown } from '../markdown.js';
import type { Hover } from '../types.js';
import { fieldName } from './event-items.js';
import { testFilePlaceAt } from './place.js';
import { eventKeys, schemaPlaceAt } from './schema.js';

/**
 * Returns the hover at an offset of a test file: of an event field, one of its values, or a key of the file.
 */
export function testFileHover(text: string, offset: number, rule: Analysis): Hover | undefined {
  const place = testFilePlaceAt(text, offset);
  const at = place && schemaPlaceAt(place.path);
  if (!place || !at) return undefined;
  const { role, span } = place;
  const field = at.kind === 'event' ? fieldName(at.path) : '';
  if (at.kind === 'schema' || field === '') {
    const { description } = at.schema;
    return role === 'key' && description !== undefined ? { span, markdown: description } : undefined;
  }
  const catalogue = fieldsOf(rule);
  if (role === 'key') {
    const key = Object.hasOwn(eventKeys, field) ? eventKeys[field]?.description : undefined;
    if (key !== undefined) return { span, markdown: key };
    const type = catalogue.get(field)?.mapping.type;
    const isObject = type === undefined ? catalogue.knows(field) : type === 'object';
    return isObject ? undefined : { span, markdown: fieldMarkdown(field, catalogue) };
  }
  const written = text.slice(span.start, span.end);
  const value = catalogue.get(field)?.values?.values.find((one) => one.value === written);
  const note = value && noteOf(value);
  if (note === undefined) return undefined;
  return { span, markdown: `**${escapeMarkdown(written)}** \`${field}\`\n\n${escapeMarkdown(note)}` };
}
