import { describe, expect, it } from 'vitest';
import type { LaneEvent, SequenceLane, SequencePicture } from '../../../server/src/lsp/messages.js';
import { drawSequence } from './sequence-lanes.js';
import { shortDuration, timeScale } from './time-scale.js';

const start = Date.UTC(2026, 0, 1);
const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

function event(seconds: number, rest: Partial<LaneEvent>): LaneEvent {
  const time = start + seconds * 1_000;
  const base = { uri: 'file:///e.ndjson', range, label: 'login', role: 'match', steps: [1], stops: false };
  return { ...base, index: seconds, time, ...rest } as LaneEvent;
}

function lane(rest: Partial<SequenceLane>): SequenceLane {
  return { key: 'alice', complete: false, reason: 'no event follows', events: [], ...rest };
}

function picture(lanes: readonly SequenceLane[], rest: Partial<SequencePicture> = {}): SequencePicture {
  const steps = [
    { number: 1, text: '[process where true]', missing: false, matched: 2 },
    { number: 2, text: '[file where true]', missing: true, matched: 1 },
  ];
  const base = { title: 'Guess', source: 'e.ndjson', events: 9, steps, keyFields: ['user.name'], notes: [] };
  return { ...base, lanes, ...rest };
}

/** Returns the opening tags of event marks, with their accessible names and texts. */
function marks(html: string): { classes: string; name: string; text: string }[] {
  const pattern =
    /<svg class="(event[^"]*)"[^>]*><g [^>]*aria-label="([^"]*)"[^>]*>.*?<text[^>]*>([^<]*)<\/text><\/g><\/svg>/g;
  return [...html.matchAll(pattern)].map(([, classes, name, text]) => ({
    classes: classes!,
    name: name!,
    text: text!,
  }));
}

describe('the picture of a sequence', () => {
  it('tells what each event is by its mark and in words, not by colour alone', () => {
    const html = drawSequence(
      picture([
        lane({
          events: [
            event(0, { role: 'reached' }),
            event(10, { role: 'match', steps: [1, 3] }),
            event(20, { role: 'missing', steps: [2], stops: true }),
            event(30, { role: 'until', steps: [] }),
            event(40, { role: 'near', steps: [] }),
          ],
        }),
      ]),
    );
    expect(marks(html).map(({ classes, text }) => [classes, text])).toEqual([
      ['event reached', '1'],
      ['event match', '1·3'],
      ['event missing stops', '✕'],
      ['event until', 'U'],
      ['event near', '?'],
    ]);
    expect(marks(html).map(({ name }) => name.split(': event')[0])).toEqual([
      'step 1, part of the furthest match',
      'matches step 1 and 3',
      'step 2, which must be missing, why the lane stopped',
      'until',
      'matches no step, but is mentioned in the reason',
    ]);
  });

  it('joins the furthest partial match by a line from mark to mark', () => {
    const reached = [0, 50, 100].map((seconds) => event(seconds, { role: 'reached' }));
    const html = drawSequence(picture([lane({ events: reached })]));
    const lines = [...html.matchAll(/class="join" x1="([^"]+)" y1="\d+" x2="([^"]+)"/g)];
    expect(lines.map(([, from, to]) => [from, to])).toEqual([
      ['3.00%', '50.00%'],
      ['50.00%', '97.00%'],
    ]);
  });

  it('marks the end of maxspan in a lane that stopped, and not in a complete one', () => {
    const events = [event(0, { role: 'reached' })];
    const deadline = start + 60_000;
    expect(drawSequence(picture([lane({ events, deadline })]))).toContain(
      'maxspan ends 2026-01-01 00:01:00Z',
    );
    expect(drawSequence(picture([lane({ events, deadline, complete: true })]))).not.toContain(
      'maxspan ends 2026',
    );
  });

  it('says for each key how it ended', () => {
    const html = drawSequence(
      picture([
        lane({ complete: true, reason: 'all steps matched' }),
        lane({ key: 'bob', reason: 'event 3 <late>' }),
      ]),
    );
    expect(html).toContain('✓ complete</span> all steps matched');
    expect(html).toContain('<h2>bob</h2>');
    expect(html).toContain('✗ stopped</span> event 3 &lt;late&gt;');
    expect(html).toContain('1 complete sequence by user.name, 9 events searched');
  });

  it('has one tab stop in each lane', () => {
    const events = [0, 10, 20].map((seconds) => event(seconds, {}));
    const html = drawSequence(picture([lane({ events }), lane({ events })]));
    expect(html.match(/tabindex="0"/g)).toHaveLength(2);
    expect(html.match(/tabindex="-1"/g)).toHaveLength(4);
  });

  it('puts events of one moment in rows of their own', () => {
    const events = [0, 0, 0, 100].map((seconds) => event(seconds, {}));
    const html = drawSequence(picture([lane({ events })]));
    const rows = [...html.matchAll(/<svg class="event match" x="[^"]+" y="(\d+)"/g)].map(([, y]) =>
      Number(y),
    );
    expect(new Set(rows.slice(0, 3)).size).toBe(3);
    expect(rows[3]).toBe(rows[0]);
  });

  it.each(['key', 'reason'] as const)('shows any text in %s as text', (place) => {
    const html = drawSequence(picture([lane({ [place]: '<img src=x onerror="a()">' })]));
    expect(html).not.toContain('<img');
    expect(html).toContain('&lt;img src=x onerror=&quot;a()&quot;&gt;');
  });

  it('uses no styles that the policy of the page would refuse', () => {
    const events = [event(0, { role: 'reached' }), event(1, { role: 'until' })];
    expect(drawSequence(picture([lane({ events })], { until: '[any where true]' }))).not.toMatch(
      /style|<script|href/,
    );
  });

  it('shows why there is nothing to draw', () => {
    expect(drawSequence(picture([], { error: 'the query is <broken>' }))).toBe(
      '<p class="error" role="alert">the query is &lt;broken&gt;</p>',
    );
  });
});

describe('the scale of time', () => {
  it('keeps the order and the distances of moments', () => {
    const { place, breaks } = timeScale([30, 0, 10]);
    expect([0, 10, 20, 30].map(place)).toEqual([0, 1 / 3, 2 / 3, 1]);
    expect(breaks).toEqual([]);
  });

  it('cuts long stretches short and says how long they are', () => {
    const { place, breaks } = timeScale([0, 1, 2, 3, 86_400_003]);
    expect(place(3)).toBeGreaterThan(0.15);
    expect(breaks.map(({ length }) => length)).toEqual([86_400_000]);
  });

  it('places a single moment', () => {
    expect(timeScale([5]).place(5)).toBe(0);
    expect(timeScale([]).place(5)).toBe(1);
  });

  it.each([
    [250, '250ms'],
    [90_000, '1m 30s'],
    [3_600_000, '1h'],
    [90_061_000, '1d 1h'],
  ])('writes %i ms as %s', (milliseconds, text) => expect(shortDuration(milliseconds)).toBe(text));
});
