import type { EsqlSchema } from '../../../query/esql/resolve/schema.js';
import { accessField, type EventObject } from '../../values/access.js';
import type { GeoPoint } from '../values/value.js';

const pair = /^\s*(-?\d+(?:\.\d+)?)\s*,\s*(-?\d+(?:\.\d+)?)\s*$/;
const wellKnownText = /^\s*POINT\s*\(\s*(-?\d+(?:\.\d+)?)\s+(-?\d+(?:\.\d+)?)\s*\)\s*$/i;

/** Reads a point that is written as text: `lat,lon`, or `POINT (lon lat)`; undefined for anything else. */
export function readPoint(raw: unknown): GeoPoint | undefined {
  if (typeof raw !== 'string') return undefined;
  const [, latitude, longitude] = pair.exec(raw) ?? [];
  if (latitude !== undefined) return pointOf(Number(longitude), Number(latitude));
  const [, x, y] = wellKnownText.exec(raw) ?? [];
  return x === undefined ? undefined : pointOf(Number(x), Number(y));
}

/**
 * Returns a function that reads the points of a field from an event, in each form that an index takes but that of a
 * geohash (docs/semantics/esql.md#points). What an index refuses is no point.
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

/** The points of lists of longitude and latitude; lists in lists come without their brackets. */
function pairsOf(numbers: readonly unknown[]): readonly (GeoPoint | undefined)[] {
  return numbers.flatMap((longitude, index) =>
    index % 2 === 0 ? [pointOf(Number(longitude), Number(numbers[index + 1]))] : [],
  );
}

/** The keys of a point that is written as an object. */
const pointKey = /\.(?:lat|lon|type|coordinates)$/;

/** Returns the field that a name of a document belongs to: that of the point for one of its keys. */
export function fieldOfName(name: string, { typeOf }: Pick<EsqlSchema, 'typeOf'>): string {
  const parent = name.replace(pointKey, '');
  return parent !== name && typeOf(parent) === 'geo_point' ? parent : name;
}

function pointOf(longitude: number, latitude: number): GeoPoint | undefined {
  const isOnEarth = Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180;
  return isOnEarth ? { longitude, latitude } : undefined;
}
