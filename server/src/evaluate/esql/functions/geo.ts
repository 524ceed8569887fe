import type { GeoPoint } from '../values/value.js';
import { type FunctionBodies, plain } from './body.js';

/** In metres (docs/semantics/esql.md#points). */
const earthRadius = 6_371_008.7714;
const radians = (degrees: number): number => (degrees * Math.PI) / 180;

/** Returns the distance of two points on a sphere, in metres. */
function distance(a: GeoPoint, b: GeoPoint): number {
  const latitude = radians(b.latitude - a.latitude);
  const longitude = radians(b.longitude - a.longitude);
  const h =
    Math.sin(latitude / 2) ** 2 +
    Math.cos(radians(a.latitude)) * Math.cos(radians(b.latitude)) * Math.sin(longitude / 2) ** 2;
  return 2 * earthRadius * Math.asin(Math.min(1, Math.sqrt(h)));
}

export const geoBodies: FunctionBodies = {
  st_x: plain((point: GeoPoint) => point.longitude),
  st_y: plain((point: GeoPoint) => point.latitude),
  st_distance: plain(distance),
};
