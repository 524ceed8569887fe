/**
 * A second KQL evaluator to compare with, written to the letter of docs/semantics/kql.md#field-and-value, one
 * value at a time and without regard to speed. It shares only the queries, as strings, with the evaluator.
 */
export type NaiveType =
  | 'keyword'
  | 'keyword(normalizer=lowercase)'
  | 'wildcard'
  | 'text'
  | 'ip'
  | 'long'
  | 'double'
  | 'boolean'
  | 'date'
  | 'unknown';

export interface NaiveValue {
  /** The intended string, in which an unquoted `*` is a wildcard. */
  readonly text: string;
  readonly quoted: boolean;
}

export type NaiveKql =
  | { readonly kind: 'and' | 'or'; readonly parts: readonly NaiveKql[] }
  | { readonly kind: 'not'; readonly part: NaiveKql }
  | { readonly kind: 'is'; readonly field: string; readonly value: NaiveValue }
  | {
      readonly kind: 'list';
      readonly field: string;
      readonly join: 'and' | 'or';
      readonly values: readonly NaiveValue[];
    }
  | {
      readonly kind: 'range';
      readonly field: string;
      readonly operator: '<' | '<=' | '>' | '>=';
      readonly value: NaiveValue;
    }
  | { readonly kind: 'nested'; readonly path: string; readonly part: NaiveKql }
  | { readonly kind: 'free'; readonly value: NaiveValue };

type Document = Readonly<Record<string, unknown>>;
export type NaiveTypes = Readonly<Record<string, NaiveType>>;

/**
 * Returns whether a flat document matches a query. Fields of nested objects have their type under
 * `path.field`.
 */
export function naiveKql(query: NaiveKql, document: Document, types: NaiveTypes, path = ''): boolean {
  const recur = (part: NaiveKql): boolean => naiveKql(part, document, types, path);
  switch (query.kind) {
    case 'and':
      return query.parts.every(recur);
    case 'or':
      return query.parts.some(recur);
    case 'not':
      return !recur(query.part);
    case 'is':
      return fieldHolds(document, types, path, query.field, query.value);
    case 'list': {
      const holds = (value: NaiveValue): boolean => fieldHolds(document, types, path, query.field, value);
      return query.join === 'and' ? query.values.every(holds) : query.values.some(holds);
    }
    case 'range':
      return namesFor(document, query.field).some((name) => {
        const type = types[path + name] ?? 'unknown';
        return valuesOf(document, name).some((value) =>
          inRange(value, query.operator, query.value.text, type),
        );
      });
    case 'nested':
      return [document[query.path]]
        .flat()
        .some(
          (object) =>
            typeof object === 'object' &&
            object !== null &&
            naiveKql(query.part, object as Document, types, `${query.path}.`),
        );
    case 'free':
      if (query.value.text === '*' && !query.value.quoted) return true;
      return freeParts(query.value).some((value) =>
        Object.keys(document).some((name) => fieldHolds(document, types, path, name, value)),
      );
  }
}

/** A pattern without a field is searched for word by word. */
function freeParts(value: NaiveValue): NaiveValue[] {
  if (value.quoted || !value.text.includes('*')) return [value];
  return value.text.split(' ').map((text) => ({ ...value, text }));
}

/** Returns the fields of the document that match a name with stars, including those of nested objects. */
function namesFor(document: Document, name: string): string[] {
  if (!name.includes('*')) return [name];
  const names = Object.entries(document).flatMap(([field, value]) => [
    field,
    ...[value]
      .flat()
      .flatMap((one) =>
        (typeof one === 'object' ? Object.keys(one ?? {}) : []).map((inner) => `${field}.${inner}`),
      ),
  ]);
  return names.filter((field) => pattern(name).test(field));
}

function valuesOf(document: Document, name: string): unknown[] {
  const [field = '', inner] = name.split('.');
  const values = [document[field]].flat();
  const found = inner === undefined ? values : values.flatMap((one) => Object(one)[inner] ?? []);
  return found.filter((value) => value !== null && value !== undefined && typeof value !== 'object');
}

function fieldHolds(
  document: Document,
  types: NaiveTypes,
  path: string,
  field: string,
  wanted: NaiveValue,
): boolean {
  return namesFor(document, field).some((name) =>
    valuesOf(document, name).some((value) => holds(value, wanted, types[path + name] ?? 'unknown')),
  );
}

/** Returns whether the field stores the value at all. */
function isKept(value: unknown, type: NaiveType): boolean {
  switch (type) {
    case 'ip':
      return addressNumber(String(value)) !== undefined;
    case 'long':
    case 'double':
      return !Number.isNaN(Number(value));
    case 'boolean':
      return String(value) === 'true' || String(value) === 'false';
    case 'date':
      return !Number.isNaN(Date.parse(String(value)));
    default:
      return true;
  }
}

function holds(value: unknown, { text, quoted }: NaiveValue, type: NaiveType): boolean {
  if (!isKept(value, type)) return false;
  if (!quoted && /^\*+$/.test(text)) return true;
  const starred = !quoted && text.includes('*');
  const own = String(value);
  switch (type) {
    case 'keyword':
      return starred ? pattern(text).test(own) : own === text;
    case 'keyword(normalizer=lowercase)':
      return starred
        ? pattern(text.toLowerCase()).test(own.toLowerCase())
        : own.toLowerCase() === text.toLowerCase();
    case 'wildcard':
      return starred ? text.split(' ').some((word) => pattern(word).test(own)) : own === text;
    case 'text': {
      if (quoted)
        return words(text).length > 0 && ` ${words(own).join(' ')} `.includes(` ${words(text).join(' ')} `);
      const parts = starred ? text.toLowerCase().split(' ') : words(text);
      return parts.some((part) =>
        part.includes('*')
          ? words(own).some((word) => pattern(part).test(word))
          : words(part).some((one) => words(own).includes(one)),
      );
    }
    case 'ip': {
      const [address, bits = '32'] = text.split('/');
      const wanted = addressNumber(address!);
      if (starred || wanted === undefined) return false;
      const size = 2 ** (32 - Number(bits));
      return Math.floor(addressNumber(own)! / size) === Math.floor(wanted / size);
    }
    case 'long':
    case 'double':
      return !starred && Number(own) === Number(text);
    case 'boolean':
      return own === text;
    case 'date': {
      const time = Date.parse(own);
      return !starred && span(text) !== undefined && time >= span(text)![0] && time <= span(text)![1];
    }
    case 'unknown':
      if (starred) return typeof value === 'string' && pattern(text).test(value);
      if (typeof value === 'number') return text.trim() !== '' && Number(text) === value;
      if (text.includes('/') && addressNumber(own) !== undefined) return holds(value, { text, quoted }, 'ip');
      return own === text;
  }
}

function inRange(value: unknown, operator: string, text: string, type: NaiveType): boolean {
  if (!isKept(value, type)) return false;
  const compare = (order: number): boolean =>
    operator === '<' ? order < 0 : operator === '<=' ? order <= 0 : operator === '>' ? order > 0 : order >= 0;
  const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
  const own = String(value);
  switch (type) {
    case 'long':
    case 'double':
      return compare(Number(own) - Number(text));
    case 'ip':
      return compare(addressNumber(own)! - addressNumber(text)!);
    case 'date': {
      const [first, last] = span(text)!;
      return compare(Date.parse(own) - (operator === '>' || operator === '<=' ? last : first));
    }
    case 'text':
      return words(own).some((word) => compare(byText(word, text)));
    case 'keyword(normalizer=lowercase)':
      return compare(byText(own.toLowerCase(), text.toLowerCase()));
    case 'unknown':
      if (typeof value === 'number') return !Number.isNaN(Number(text)) && compare(value - Number(text));
      return typeof value === 'string' && compare(byText(value, text));
    default:
      return compare(byText(own, text));
  }
}

/** Splits a string into words, which contain only letters and digits here. */
function words(text: string): string[] {
  return text.toLowerCase().match(/[a-z0-9]+/g) ?? [];
}

function pattern(text: string): RegExp {
  const source = text.split('*').map((piece) => piece.replace(/[^A-Za-z0-9 ]/g, '\\$&'));
  return new RegExp(`^${source.join('.*')}$`, 's');
}

function addressNumber(text: string): number | undefined {
  const parts = text.split('.');
  if (parts.length !== 4 || parts.some((part) => !/^\d{1,3}$/.test(part) || Number(part) > 255))
    return undefined;
  return parts.reduce((number, part) => number * 256 + Number(part), 0);
}

/** Returns the first and last millisecond of a day, of the first day of a month, or of a complete time. */
function span(text: string): [number, number] | undefined {
  const start = Date.parse(text);
  if (Number.isNaN(start)) return undefined;
  return text.length <= 10 ? [start, start + 86_400_000 - 1] : [start, start];
}
