import { isObject } from '../../text/plain-objects.js';

type JsonObject = Readonly<Record<string, unknown>>;

/** A JSON format in which APIs and tools wrap events. */
interface Container {
  /**
   * Returns the parts that are events or containers themselves, or undefined if the object has another form.
   */
  readonly parts: (value: JsonObject) => readonly unknown[] | undefined;
}

/** The supported formats. The first that fits counts. */
const containers: readonly Container[] = [
  {
    parts: ({ hits }) => (isObject(hits) ? objects(hits.hits) : undefined),
  },
  {
    parts: ({ hits }) => (isObject(hits) ? objects(hits.events) : undefined),
  },
  {
    parts: ({ hits }) =>
      isObject(hits) && Array.isArray(hits.sequences)
        ? hits.sequences.flatMap((one: unknown) =>
            isObject(one) && Array.isArray(one.events) ? one.events : [one],
          )
        : undefined,
  },
  {
    parts: ({ responses }) => (objects(responses)?.every(isAnswer) ? objects(responses) : undefined),
  },
  {
    parts: ({ rawResponse }) => (isObject(rawResponse) && isAnswer(rawResponse) ? [rawResponse] : undefined),
  },
  { parts: tableRows },
  { parts: (value) => onlyList(value, ['events', 'expected']) },
];

/** The formats in words, for messages. */
export const acceptedForms =
  'NDJSON, a JSON array or document, bulk files, responses of _search, _msearch, _eql/search and ES|QL, copies from Kibana, files of elastic-package and CSV with a header, also as .gz';

/**
 * Returns the parts of an object that contains events, or undefined for an event. An object with a timestamp
 * is always an event.
 */
export function partsOf(value: JsonObject): readonly unknown[] | undefined {
  if ('@timestamp' in value) return undefined;
  for (const { parts } of containers) {
    const found = parts(value);
    if (found) return found;
  }
  return undefined;
}

/** Returns why an object is neither an event nor a supported container, or undefined for an event. */
export function refusalOf(value: JsonObject): string | undefined {
  if ('@timestamp' in value) return undefined;
  const { error, status, hits, took } = value;
  if (typeof status === 'number' && error !== undefined && Object.keys(value).length <= 3)
    return `an Elasticsearch error with status ${status}, not events`;
  if (typeof took === 'number' && isObject(hits)) return 'an Elasticsearch response without events';
  return undefined;
}

/** Returns a list of objects and nulls, or undefined for anything else. */
function objects(value: unknown): readonly JsonObject[] | undefined {
  return Array.isArray(value) && value.every((one) => one === null || isObject(one))
    ? (value as JsonObject[])
    : undefined;
}

/** Returns whether an object is a search response, or a search error. */
function isAnswer(value: JsonObject | null): boolean {
  return (
    value === null ||
    isObject(value.hits) ||
    Array.isArray(value.columns) ||
    (value.error !== undefined && typeof value.status === 'number')
  );
}

/** Returns the list of objects in an object with a single key. */
function onlyList(value: JsonObject, names: readonly string[]): readonly unknown[] | undefined {
  const [only, ...others] = Object.keys(value);
  if (only === undefined || others.length > 0 || !names.includes(only)) return undefined;
  return objects(value[only]);
}

/** Converts the rows of an ES|QL response to events whose fields are the columns that have a value. */
function tableRows({ columns, values }: JsonObject): readonly unknown[] | undefined {
  if (!Array.isArray(columns) || !Array.isArray(values)) return undefined;
  const names = columns.map((column: unknown) => (isObject(column) ? column.name : undefined));
  if (names.length === 0 || !names.every((name) => typeof name === 'string')) return undefined;
  if (!values.every(Array.isArray)) return undefined;
  return (values as readonly (readonly unknown[])[]).map((row) =>
    Object.fromEntries(names.flatMap((name, index) => (row[index] == null ? [] : [[name, row[index]]]))),
  );
}
