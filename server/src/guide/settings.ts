import { isObject } from '../text/plain-objects.js';
import { tomlToJson } from '../toml/to-json.js';

/** One term of a Timeline search. */
export interface SearchTerm {
  readonly field: string;
  readonly excluded: boolean;
  readonly queryType: string;
  readonly value: string;
}

type Settings = Readonly<Record<string, unknown>>;

/**
 * The kinds of terms that Kibana supports; TOML tables cannot be converted to strings, so values are compared
 * directly.
 */
const queryTypes: readonly unknown[] = ['phrase', 'phrases', 'range', 'exists'];

/**
 * Returns the providers of an investigate plugin as groups; undefined if they are not a list of lists, which
 * Kibana cannot render.
 */
export function providersOf({ providers }: Settings): readonly (readonly Settings[])[] | undefined {
  if (providers === undefined || providers === null) return [];
  if (!Array.isArray(providers) || !providers.every(Array.isArray)) return undefined;
  return (providers as unknown[][]).map((group) => group.filter(isObject));
}

/** Returns a setting as text: anything but strings, numbers and booleans as JSON. */
export function settingText(value: unknown): string {
  return typeof value === 'object' && value !== null ? tomlToJson(value) : String(value);
}

/** Returns a provider as a search term, as Kibana reads it. */
export function termOf({ field, excluded, queryType, value }: Settings): SearchTerm {
  return {
    field: settingText(field ?? ''),
    excluded: Boolean(excluded),
    queryType: settingText(queryType ?? 'phrase'),
    value: typeof value === 'string' ? value : tomlToJson(value ?? ''),
  };
}

const dateMath = /^(?:now|.+\|\|)?(?:[+-]\d+[yMwdhHms])*(?:\/[yMwdhHms])?$/;

function isReadableTime(text: string): boolean {
  return (text !== '' && dateMath.test(text)) || !Number.isNaN(Date.parse(text));
}

/** Settings of a plugin that Kibana does not read as intended. */
export interface SettingsFault {
  readonly severity: 'error' | 'warning';
  readonly message: string;
  readonly help?: string;
  /** The key with a placeholder that Kibana does not fill in. */
  readonly placeholderKey?: string;
  /** Whether a "range" changes the meaning of the other terms. */
  readonly isRange?: true;
}

/** Returns the first problem of the settings of a plugin in the guide. */
export function settingsFault(
  kind: 'osquery' | 'investigate',
  settings: Settings,
): SettingsFault | undefined {
  const warning = (message: string, help?: string): SettingsFault => ({
    severity: 'warning',
    message,
    ...(help !== undefined && { help }),
  });
  const isText = (key: string): boolean => typeof settings[key] === 'string' && settings[key] !== '';
  if (kind === 'osquery') {
    if (!isText('query')) return warning('The Osquery plugin has no "query".');
    return placeholderFault(settings, warning);
  }
  if (!isText('label')) return warning('The investigate plugin has no "label": Kibana shows "undefined".');
  const groups = providersOf(settings);
  if (!groups)
    return {
      severity: 'error',
      message: 'Kibana cannot show the investigate plugin: "providers" must be a list of lists.',
    };
  const terms = groups.flat();
  if (terms.length === 0) return warning('The investigate plugin has no "providers" to search for.');
  for (const { excluded, queryType } of terms) {
    if (excluded !== undefined && typeof excluded !== 'boolean')
      return warning(
        `"excluded" must be true or false: Kibana reads ${tomlToJson(excluded)} as ${Boolean(excluded)}.`,
      );
    if (queryType !== undefined && !queryTypes.includes(queryType))
      return warning(`Unknown "queryType" ${tomlToJson(queryType)}: Kibana uses "phrase" instead.`);
  }
  const [from, to] = ['relativeFrom', 'relativeTo'];
  if (isText(from!) !== isText(to!))
    return warning('Kibana ignores the time range: it needs "relativeFrom" and "relativeTo".');
  for (const key of [from!, to!])
    if (isText(key) && !isReadableTime(settingText(settings[key])))
      return warning(`Kibana cannot read the time "${settingText(settings[key])}" in "${key}".`);
  const hasRange = terms.some(({ queryType }) => queryType === 'range');
  if (hasRange && terms.some(({ value }) => typeof value === 'string' && /\{\{[^}]+\}\}/.test(value)))
    return {
      ...warning('Kibana does not replace placeholders in a search that has a "range".'),
      isRange: true,
    };
  if (hasRange && groups.length > 1)
    return {
      ...warning('With a "range" Kibana joins the groups of "providers" by "and", not by "or".'),
      isRange: true,
    };
  if (!hasRange && terms.some(({ queryType }) => queryType === 'phrases'))
    return warning(
      'Without a "range" Kibana searches for the list of "phrases" as one phrase and finds nothing.',
    );
  return placeholderFault(settings, warning);
}

function placeholderFault(
  settings: Settings,
  warning: (message: string, help?: string) => SettingsFault,
): SettingsFault | undefined {
  const key = ['label', 'description'].find((one) => {
    const written = settings[one];
    return typeof written === 'string' && /\{\{[^}]+\}\}/.test(written);
  });
  if (key === undefined) return undefined;
  return {
    ...warning(
      `Kibana does not replace the placeholder in "${key}".`,
      'It replaces placeholders only in the value of a provider and in an Osquery query.',
    ),
    placeholderKey: key,
  };
}
