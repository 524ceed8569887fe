import { describe, expect, test } from 'vitest';
import { evaluate } from '../../../index.js';

/** Results of ST_X and ST_Y for a geo_point field, by its notation in the event. */
const query = 'FROM * | EVAL x = ST_X(source.geo.location), y = ST_Y(source.geo.location) | KEEP x, y';

describe('a point in an event', () => {
  test.each<[name: string, event: object]>([
    ['an object', { source: { geo: { location: { lat: 1.5, lon: 2 } } } }],
    ['an object of strings', { source: { geo: { location: { lat: '1.5', lon: '2' } } } }],
    ['dotted keys', { 'source.geo.location.lat': 1.5, 'source.geo': { 'location.lon': 2 } }],
    ['longitude and latitude', { source: { geo: { location: [2, 1.5] } } }],
    ['latitude, longitude', { source: { geo: { location: '1.5, 2' } } }],
    ['WKT', { source: { geo: { location: 'POINT (2 1.5)' } } }],
    ['GeoJSON', { source: { geo: { location: { type: 'Point', coordinates: [2, 1.5] } } } }],
  ])('%s', (_, event) => {
    expect(evaluate({ language: 'esql', query, events: [event] })).toMatchObject({ rows: [[2, 1.5]] });
  });

  test.each<[name: string, location: unknown]>([
    ['no latitude', { lon: 2 }],
    ['a name', 'Oslo'],
    ['beyond the pole', { lat: 91, lon: 2 }],
    ['one number', [2]],
  ])('%s is no point', (_, location) => {
    const events = [{ source: { geo: { location } } }];
    expect(evaluate({ language: 'esql', query, events })).toMatchObject({ rows: [[null, null]] });
  });

  test.each<[name: string, location: unknown]>([
    [
      'objects',
      [
        { lat: 1, lon: 2 },
        { lat: 3, lon: 4 },
      ],
    ],
    [
      'pairs',
      [
        [2, 1],
        [4, 3],
      ],
    ],
    ['strings', ['1,2', 'POINT (4 3)']],
  ])('several %s are a list', (_, location) => {
    const keep = 'FROM * | KEEP source.geo.location';
    const events = [{ source: { geo: { location } } }];
    expect(evaluate({ language: 'esql', query: keep, events })).toMatchObject({
      rows: [[['POINT (2.0 1.0)', 'POINT (4.0 3.0)']]],
    });
  });

  test('is one column of all fields', () => {
    const events = [{ source: { geo: { location: { lat: 1, lon: 2 } } } }];
    expect(evaluate({ language: 'esql', query: 'FROM *', events })).toMatchObject({
      columns: [{ name: 'source.geo.location', type: 'geo_point' }],
      rows: [['POINT (2.0 1.0)']],
    });
  });
});
