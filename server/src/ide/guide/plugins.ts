import type { PluginNode } from '../../guide/nodes.js';
import { providersOf, type SearchTerm, settingText, termOf } from '../../guide/settings.js';

/** A search in the investigation guide that Kibana shows as a button. */
export type GuidePlugin = OsqueryPlugin | InvestigatePlugin;

interface OsqueryPlugin {
  readonly kind: 'osquery';
  readonly label: string;
  readonly query: string;
}

interface InvestigatePlugin {
  readonly kind: 'investigate';
  readonly label: string;
  readonly description: string | undefined;
  /** Groups joined by `or`; the terms of a group by `and`. Undefined if Kibana cannot render them. */
  readonly providers: readonly (readonly SearchTerm[])[] | undefined;
  /** Whether values are filled in from the alert: Kibana does so only without a range. */
  readonly isFilled: boolean;
  readonly relativeFrom: string | undefined;
  readonly relativeTo: string | undefined;
}

/** Returns the button that Kibana renders for a plugin. */
export function readPlugin({
  kind,
  settings,
}: PluginNode & { kind: 'osquery' | 'investigate' }): GuidePlugin {
  const text = (key: string): string | undefined => {
    const value = settings[key];
    return value === undefined || value === null ? undefined : settingText(value);
  };
  if (kind === 'osquery') return { kind, label: text('label') ?? 'Run Osquery', query: text('query') ?? '' };
  const providers = providersOf(settings)?.map((group) => group.map(termOf));
  return {
    kind,
    label: text('label') ?? 'undefined',
    description: text('description'),
    providers,
    isFilled: !providers?.flat().some(({ queryType }) => queryType === 'range'),
    relativeFrom: text('relativeFrom') || undefined,
    relativeTo: text('relativeTo') || undefined,
  };
}

/** Describes a term in words: `process.pid is 42`. */
export function describeTerm({ field, excluded, queryType, value }: SearchTerm): string {
  switch (queryType) {
    case 'exists':
      return `${field} ${excluded ? 'is missing' : 'is present'}`;
    case 'phrases':
      return `${field} is ${excluded ? 'none' : 'one'} of ${value}`;
    case 'range':
      return `${field} is ${excluded ? 'not ' : ''}in the range ${value}`;
    default:
      return `${field} is ${excluded ? 'not ' : ''}${value}`;
  }
}

/** Describes a search's time range in words, or returns undefined if Kibana sets none. */
export function describeRange({ relativeFrom, relativeTo }: InvestigatePlugin): string | undefined {
  if (relativeFrom === undefined || relativeTo === undefined) return undefined;
  return `from ${relativeFrom} to ${relativeTo}, relative to the alert`;
}
