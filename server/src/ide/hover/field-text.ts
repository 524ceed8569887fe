import { grouped } from '../../analysis/never-seen.js';
import type { FieldCatalogue, FieldInfo, ListedValue, ValueList } from '../../fields/catalogue.js';
import { ecsVersion } from '../../fields/ecs.generated.js';
import { nearestFieldNames } from '../../fields/unknown-field.js';
import { escapeMarkdown } from '../markdown.js';

const shownValues = 24;

/**
 * Describes a field as Markdown: type, meaning, values, and pitfalls in a query.
 *
 * @param cautionOf returns the pitfalls of such fields in the query's language.
 */
export function fieldMarkdown(
  name: string,
  catalogue: FieldCatalogue,
  cautionOf: (field: FieldInfo) => string | undefined = () => undefined,
): string {
  const field = catalogue.get(name);
  if (!field) return unknownFieldMarkdown(name, catalogue);
  const parts = [`**${escapeMarkdown(name)}** \`${field.mapping.type}\``];
  if (field.short !== '') parts.push(escapeMarkdown(field.short));
  if (field.multiFieldOf !== undefined)
    parts.push(`The value of \`${field.multiFieldOf}\`, indexed differently.`);
  if (field.values) parts.push(valuesMarkdown(field.values));
  if (field.seen) parts.push(seenMarkdown(field.seen));
  const caution = cautionOf(field);
  if (caution !== undefined) parts.push(caution);
  const several = field.array ? 'usually multi-valued' : undefined;
  parts.push([`source: ${sourceOf(field)}`, several].filter((part) => part !== undefined).join(' · '));
  return parts.join('\n\n');
}

function sourceOf({ source }: FieldInfo): string {
  return source === 'ECS' ? `Elastic Common Schema ${ecsVersion}` : escapeMarkdown(source);
}

function unknownFieldMarkdown(name: string, catalogue: FieldCatalogue): string {
  const title = `**${escapeMarkdown(name)}**`;
  if (catalogue.knows(name)) return `${title}\n\nUnder a field that accepts any name; its type is unknown.`;
  const nearest = nearestFieldNames(name, catalogue);
  const hint = nearest.length > 0 ? ` Did you mean ${nearest.map((one) => `\`${one}\``).join(' or ')}?` : '';
  return `${title}\n\nNot in the known schemas, so its type is unknown.${hint}`;
}

function valuesMarkdown({ kind, values }: ValueList): string {
  const title = kind === 'closed' ? 'Allowed values' : 'Common values; others occur';
  const lines = values.slice(0, shownValues).map((value) => {
    const note = noteOf(value);
    return `- \`${value.value}\`${note === undefined ? '' : `: ${escapeMarkdown(note)}`}`;
  });
  const more = values.length - lines.length;
  return [`${title}:`, '', ...lines, ...(more > 0 ? [`- and ${more} more`] : [])].join('\n');
}

const shownSeen = 8;

function seenMarkdown(seen: ReadonlyMap<string, number>): string {
  const shown = [...seen]
    .slice(0, shownSeen)
    .map(([value, count]) => `${codeSpan(value)} (${grouped(count)})`);
  const more = seen.size - shown.length;
  return `In the data: ${shown.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

/**
 * Formats a value as code, unless it contains backquotes or line breaks: values of events can be anything.
 */
function codeSpan(value: string): string {
  return /[`\r\n]/.test(value) ? escapeMarkdown(value.replace(/\s+/g, ' ')) : `\`${value}\``;
}

/**
 * Returns the first sentence of a value's meaning, or that vendors use the value although the schema does not
 * list it.
 */
export function noteOf({ note, origin }: ListedValue): string | undefined {
  const sentence = note === undefined ? undefined : /^.*?[.!?](?=\s|$)/s.exec(note)?.[0].replace(/\s+/g, ' ');
  const vendor = origin === 'vendor' ? 'Not in ECS, but written by integrations.' : undefined;
  const both = [sentence ?? note, vendor].filter((part) => part !== undefined);
  return both.length === 0 ? undefined : both.join(' ');
}
