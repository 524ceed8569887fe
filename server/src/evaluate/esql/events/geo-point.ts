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
 * Returns a function that reads the points of a field from an event: texts, and objects with `lat` and `lon`, which are
 * the usual form. What an index refuses, and forms that no rule uses, are no points.
 */
export function pointReader(name: string): (event: EventObject) => readonly GeoPoint[] {
  const texts = accessField(name);
  const latitudes = accessField(`${name}.lat`);
  const longitudes = accessField(`${name}.lon`);
  return (event) => {
    const all = longitudes.all(event);
    const objects = latitudes
      .all(event)
      .map((latitude, index) => pointOf(Number(all[index]), Number(latitude)));
    return [...objects, ...texts.all(event).map(readPoint)].filter((point) => point !== undefined);
  };
}

function pointOf(longitude: number, latitude: number): GeoPoint | undefined {
  const isOnEarth = Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180;
  return isOnEarth ? { longitude, latitude } : undefined;
}
