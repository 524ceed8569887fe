import { channels, type Source, type SourceTest, type SourceVariant, sources } from '../maps/maps.js';
import { plainText } from '../parse/pattern.js';
import { Refusal } from '../refusal.js';
import { type Detection, joined, type Logsource, leavesOf } from '../syntax.js';
import { type Target, targetItem } from './target.js';

/**
 * The data that Windows rules are converted for: that of Elastic Defend, of Winlogbeat and the Windows
 * integration, or both.
 */
export type FieldsOption = 'auto' | 'defend' | 'winlogbeat';

/** Indexes with Windows events of any channel. */
const windowsIndex = ['logs-windows.forwarded*', 'logs-winlog.winlog-*', 'winlogbeat-*'];

/** Returns the source of a rule. Refuses log sources that no map contains. */
export function chooseSource(logsource: Logsource, detection: Detection, option: FieldsOption): Source {
  const source = sources.find(({ when }) => matches(logsource, when)) ?? channelSource(logsource);
  if (!source)
    throw new Refusal('logsource', `no Elastic data is known for the log source ${logsourceText(logsource)}`);
  const { defend, winlogbeat } = source.variants;
  if (source.choose) return { ...source, variants: chosenVariant(source, detection) };
  if (option === 'auto' || (!defend && !winlogbeat)) return source;
  const variant = source.variants[option];
  if (!variant)
    throw new Refusal(
      'logsource',
      `--fields ${option} has no data for the log source ${logsourceText(logsource)}`,
    );
  return { ...source, variants: { [option]: variant } };
}

/** Formats a log source for reports. */
export function logsourceText({ product, category, service }: Logsource): string {
  return [product, category, service].filter((part) => part !== undefined).join('/') || 'none';
}

function matches(logsource: Logsource, when: Source['when']): boolean {
  return Object.entries(when).every(([key, value]) => (logsource[key as keyof Logsource] ?? null) === value);
}

/** Returns the source of a Windows service, or of rules for Windows in general. */
function channelSource({ product, category, service }: Logsource): Source | undefined {
  if (product !== 'windows' || category !== undefined) return undefined;
  const channel =
    service === undefined ? undefined : Object.hasOwn(channels, service) ? channels[service] : undefined;
  if (service !== undefined && !channel) return undefined;
  const variant: SourceVariant = {
    index: [...(channel?.index ?? []), ...windowsIndex],
    integration: channel?.index?.[0]?.startsWith('logs-system') ? 'system' : 'windows',
    tags: [],
    fields: ['event-header', 'windows-message', channel?.data ?? 'event-data'],
    where: channel ? [{ field: 'winlog.channel', values: channel.channels }] : [],
  };
  return {
    when: {},
    category: 'any',
    os: 'windows',
    tags: ['OS: Windows'],
    variants: { winlogbeat: variant },
  };
}

function chosenVariant({ choose, variants }: Source, detection: Detection): Source['variants'] {
  const { field, value, then, otherwise } = choose!;
  const named = leavesOf(detection).filter((item) => item.field === field);
  const isAlways =
    named.length > 0 &&
    named.every(
      ({ test }) =>
        test.kind === 'like' &&
        test.patterns.every((pattern) => plainText(pattern)?.toLowerCase() === value.toLowerCase()),
    );
  const name = isAlways ? then : otherwise;
  return { [name]: variants[name]! };
}

/** Returns the condition of a source's events in these variants, or undefined. */
export function sourceCondition(
  { os, withoutOs }: Source,
  variants: readonly SourceVariant[],
): Target | undefined {
  const system = os === undefined || withoutOs ? [] : [toTarget({ field: 'host.os.type', values: [os] })];
  const wheres = variants.map(({ where }) => where.map(toTarget));
  const distinct = [...new Map(wheres.map((where) => [JSON.stringify(where), where])).values()];
  const isEmpty = distinct.some((where) => where.length === 0);
  const own = isEmpty
    ? []
    : [
        joined(
          'or',
          distinct.map((where) => joined('and', where)),
        ),
      ];
  const all = [...system, ...own];
  return all.length === 0 ? undefined : joined('and', all);
}

/** Fields with possibly several values per event. */
const listFields: ReadonlySet<string> = new Set(['event.category', 'event.type']);

function toTarget({ field, values, exists, not, optional = false }: SourceTest): Target {
  const type = listFields.has(field) ? 'multi' : 'keyword';
  const item: Target = exists
    ? targetItem(field, { kind: 'exists' }, type)
    : targetItem(
        field,
        { kind: 'like', patterns: (values ?? []).map((value) => [value]), cased: true },
        type,
      );
  const known: Target = optional ? { ...item, isOptional: true } : item;
  return not ? { kind: 'not', part: known } : known;
}
