/**
 * A second Sigma evaluator, as simple as the specification: it reads the parsed YAML of a rule and tests the
 * fields of an event as its log source writes them. It shares no code with the conversion.
 */

export type NaiveEvent = Readonly<Record<string, string | number | undefined>>;

type Yaml = unknown;
type YamlMap = Readonly<Record<string, Yaml>>;

const isMap = (value: Yaml): value is YamlMap =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Returns whether an event matches the detection of a rule. */
export function naiveSigma(detection: YamlMap, event: NaiveEvent): boolean {
  const { condition, ...selections } = detection;
  const verdict = (name: string): boolean => matchesSelection(selections[name], event);
  return [condition].flat().some((one) => evaluateCondition(String(one), Object.keys(selections), verdict));
}

/** Evaluates the condition as a JavaScript expression after each name is replaced by its result. */
function evaluateCondition(
  condition: string,
  names: readonly string[],
  verdict: (name: string) => boolean,
): boolean {
  const quantified = condition.replace(
    /\b(all|any|\d+) of ([\w*]+)/gi,
    (_, quantity: string, target: string) => {
      const pattern = new RegExp(`^${target.replaceAll('*', '.*')}$`);
      const chosen = names.filter((name) => (target === 'them' ? !name.startsWith('_') : pattern.test(name)));
      const count = chosen.filter(verdict).length;
      const needed = { all: chosen.length, any: 1 }[quantity.toLowerCase()] ?? Number(quantity);
      return count >= needed ? ' TRUE ' : ' FALSE ';
    },
  );
  const words = quantified.match(/[()]|[^\s()]+/g) ?? [];
  let at = 0;
  const or = (): boolean => {
    let value = and();
    while (words[at]?.toLowerCase() === 'or') {
      at++;
      const right = and();
      value = value || right;
    }
    return value;
  };
  const and = (): boolean => {
    let value = unary();
    while (words[at]?.toLowerCase() === 'and') {
      at++;
      const right = unary();
      value = value && right;
    }
    return value;
  };
  const unary = (): boolean => {
    const word = words[at++]!;
    if (word.toLowerCase() === 'not') return !unary();
    if (word === 'TRUE' || word === 'FALSE') return word === 'TRUE';
    if (word !== '(') return verdict(word);
    const value = or();
    at++;
    return value;
  };
  return or();
}

function matchesSelection(selection: Yaml, event: NaiveEvent): boolean {
  if (Array.isArray(selection)) return selection.some((one) => matchesSelection(one, event));
  if (!isMap(selection))
    return Object.values(event).some((value) => matchesText(String(value), String(selection), ['contains']));
  return Object.entries(selection).every(([key, values]) => matchesItem(key, values, event));
}

function matchesItem(key: string, values: Yaml, event: NaiveEvent): boolean {
  const [field = '', ...modifiers] = key.split('|');
  const list = [values].flat() as (string | number | boolean | null)[];
  const test = (value: (typeof list)[number]): boolean => matchesValue(event[field], value, modifiers, event);
  return modifiers.includes('all') ? list.every(test) : list.some(test);
}

const dashes = ['-', '/', '–', '—', '―'];

function matchesValue(
  actual: string | number | undefined,
  value: string | number | boolean | null,
  modifiers: readonly string[],
  event: NaiveEvent,
): boolean {
  const has = (name: string): boolean => modifiers.includes(name);
  if (has('exists')) return (actual !== undefined) === value;
  if (value === null) return actual === undefined;
  if (actual === undefined) return false;
  for (const [name, compare] of Object.entries(comparisons))
    if (has(name)) return compare(Number(actual), Number(value));
  if (has('re')) {
    const source = String(value);
    const ignoreCase = has('i') || source.startsWith('(?i)');
    return new RegExp(source.replace(/^\(\?i\)/, ''), ignoreCase ? 'is' : 's').test(String(actual));
  }
  if (has('cidr')) return inBlock(String(actual), String(value));
  if (has('fieldref')) {
    const other = event[String(value)];
    return other !== undefined && affixed(String(actual), String(other), modifiers);
  }
  if (has('windash'))
    return variants(String(value)).some((one) => matchesText(String(actual), one, modifiers));
  if (has('base64offset'))
    return [0, 1, 2].some((offset) =>
      String(actual)
        .toLowerCase()
        .includes(offsetText(String(value), offset)),
    );
  return matchesText(String(actual), String(value), modifiers);
}

const comparisons: Readonly<Record<string, (a: number, b: number) => boolean>> = {
  lt: (a, b) => a < b,
  lte: (a, b) => a <= b,
  gt: (a, b) => a > b,
  gte: (a, b) => a >= b,
};

function affixed(text: string, part: string, modifiers: readonly string[]): boolean {
  const [a, b] = [text.toLowerCase(), part.toLowerCase()];
  if (modifiers.includes('contains')) return a.includes(b);
  if (modifiers.includes('startswith')) return a.startsWith(b);
  return modifiers.includes('endswith') ? a.endsWith(b) : a === b;
}

/** Replaces the dash of each option in turn, by each kind of dash. */
function variants(value: string): string[] {
  const at = [...value.matchAll(/\B[-/]\b/g)].map(({ index }) => index);
  return at.reduce<string[]>(
    (all, index) =>
      all.flatMap((one) => dashes.map((dash) => one.slice(0, index) + dash + one.slice(index + 1))),
    [value],
  );
}

/**
 * Returns the Base64 characters that do not depend on what surrounds the value: its complete groups of six
 * bits.
 */
function offsetText(value: string, offset: number): string {
  const bits = [...Buffer.from(value)].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  const skipped = (6 - ((offset * 8) % 6)) % 6;
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
  const groups = bits.slice(skipped).match(/.{6}/g) ?? [];
  return groups
    .map((group) => alphabet[Number.parseInt(group, 2)]!)
    .join('')
    .toLowerCase();
}

function matchesText(actual: string, value: string, modifiers: readonly string[]): boolean {
  const before = modifiers.includes('contains') || modifiers.includes('endswith') ? '.*' : '';
  const after = modifiers.includes('contains') || modifiers.includes('startswith') ? '.*' : '';
  const body = value.replace(
    /\\([\\*?])|[*]|[?]|[^\\*?]+|\\/g,
    (part: string, escaped: string | undefined) => {
      if (escaped !== undefined) return `\\${escaped}`;
      if (part === '*') return '.*';
      return part === '?' ? '.' : part.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');
    },
  );
  return new RegExp(`^${before}${body}${after}$`, modifiers.includes('cased') ? 's' : 'is').test(actual);
}

function inBlock(address: string, block: string): boolean {
  const [start = '', prefix] = block.split('/');
  const number = (text: string): number | undefined => {
    const octets = text.split('.').map(Number);
    if (octets.length !== 4 || octets.some((octet) => !(octet >= 0 && octet < 256))) return undefined;
    return octets.reduce((sum, octet) => sum * 256 + octet, 0);
  };
  const [a, b] = [number(address), number(start)];
  if (a === undefined || b === undefined) return false;
  const size = 2 ** (32 - Number(prefix));
  return Math.floor(a / size) === Math.floor(b / size);
}
