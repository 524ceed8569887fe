import type { EsqlSchema } from '../../../query/esql/resolve/schema.js';
import { accessField, type EventObject } from '../../values/access.js';
import type { GeoPoint } from '../values/value.js';

const pair = /^\s*(-?\d+(?:\.\d+)?)\s*,\s*(-?\d+(?:\.\d+)?)\s*$/;
const wellKnownText = /^\s*POINT\s*\(\s*(-?\d+(?:\.\d+)?)\s+(-?\d+(?:\.\d+)?)\s*\)\s*$/i;

/** Parses a point in a string: `lat,lon` or `POINT (lon lat)`. Returns undefined for anything else. */
export function readPoint(raw: unknown): GeoPoint | undefined {
  if (typeof raw !== 'string') return undefined;
  const [, latitude, longitude] = pair.exec(raw) ?? [];
  if (latitude !== undefined) return pointOf(Number(longitude), Number(latitude));
  const [, x, y] = wellKnownText.exec(raw) ?? [];
  return x === undefined ? undefined : pointOf(Number(x), Number(y));
}

/**
 * Returns a function that reads the points of a field from an event, in every notation that an index accepts
 * except geohashes (docs/semantics/esql.md#points). Skips values that an index rejects.
 */
export function pointReader(name: string): (event: EventObject) => readonly GeoPoint[] {
  const own = accessField(name);
  const latitudes = accessField(`${name}.lat`);
  const longitudes = accessField(`${name}.lon`);
  const coordinates = accessField(`${name}.coordinates`);
  return (event) => {
    const all = longitudes.all(event);
    const objects = latitudes
      .all(event)
      .map((latitude, index) => pointOf(Number(all[index]), Number(latitude)));
    const values = own.all(event);
    return [
      ...objects,
      ...values.map(readPoint),
      ...pairsOf(values.filter((value) => typeof value === 'number')),
      ...pairsOf(coordinates.all(event)),
    ].filter((point) => point !== undefined);
  };
}

/** Reads points from lists of longitude and latitude. Nested lists arrive flattened. */
function pairsOf(numbers: readonly unknown[]): readonly (GeoPoint | undefined)[] {
  return numbers.flatMap((longitude, index) =>
    index % 2 === 0 ? [pointOf(Number(longitude), Number(numbers[index + 1]))] : [],
  );
}

/** The keys of a point in object notation. */
const pointKey = /\.(?:lat|lon|type|coordinates)$/;

/** Returns the field that a document's key belongs to: for a key of a point, the point's field. */
export function fieldOfName(name: string, { typeOf }: Pick<EsqlSchema, 'typeOf'>): string {
  const parent = name.replace(pointKey, '');
  return parent !== name && typeOf(parent) === 'geo_point' ? parent : name;
}

function pointOf(longitude: number, latitude: number): GeoPoint | undefined {
  const isOnEarth = Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180;
  return isOnEarth ? { longitude, latitude } : undefined;
}
