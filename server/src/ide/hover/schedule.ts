import type { TomlTableValue } from '../../toml/path.js';

const unitNames: Readonly<Record<string, string>> = {
  s: 'second',
  m: 'minute',
  h: 'hour',
  d: 'day',
  w: 'week',
  M: 'month',
  y: 'year',
};

/**
 * Describes `from`, `to` and `interval` of a rule in a sentence, with defaults filled in; undefined if one
 * has another form.
 */
export function describeSchedule(rule: TomlTableValue): string | undefined {
  const from = lookback(rule.from ?? 'now-6m');
  const to = lookback(rule.to ?? 'now');
  const every = length(rule.interval ?? '5m');
  if (from === undefined || to === undefined || every === undefined) return undefined;
  const end = to === '' ? '' : ` up to ${to} ago`;
  return `Looks back ${from === '' ? 'no time' : from}${end}, runs every ${every.replace(/^1 /, '')}.`;
}

/** Describes how far back a time such as `now-9m` is; empty for `now`. */
function lookback(written: unknown): string | undefined {
  if (written === 'now') return '';
  return typeof written === 'string' && written.startsWith('now-') ? length(written.slice(4)) : undefined;
}

function length(written: unknown): string | undefined {
  const match = typeof written === 'string' ? /^(\d+)([smhdwMy])$/.exec(written) : null;
  const unit = match && unitNames[match[2]!];
  if (!match || !unit) return undefined;
  const amount = Number(match[1]);
  return `${amount} ${unit}${amount === 1 ? '' : 's'}`;
}
