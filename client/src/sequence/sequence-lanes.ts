import type {
  LaneEvent,
  SequenceLane,
  SequencePicture,
  SequenceStep,
} from '../../../server/src/lsp/messages.js';
import { counted, escapeHtml } from '../html.js';
import { shortDuration, type TimeScale, timeScale } from './time-scale.js';

/**
 * Renders a sequence as HTML with SVG. A pure function of its data, without styles and scripts. The kind of
 * an event is visible from its mark as well as its colour: the number of its step, `U` for until, `✕` for a
 * step that must be missing, `?` for the nearest one.
 */
export function drawSequence(picture: SequencePicture): string {
  if (picture.error !== undefined) return `<p class="error" role="alert">${escapeHtml(picture.error)}</p>`;
  const scale = timeScale(momentsOf(picture));
  return [
    `<h1>${escapeHtml(picture.title || 'Sequence')}</h1>`,
    `<p class="summary">${escapeHtml(summary(picture))}</p>`,
    drawLegend(picture),
    ...picture.notes.map((note) => `<p class="note">${escapeHtml(note)}</p>`),
    drawAxis(picture, scale),
    ...picture.lanes.map((lane, index) => drawLane(lane, index, scale)),
  ].join('\n');
}

/** Number of step colours; further steps reuse them with different numbers. */
const colours = 6;
const rowHeight = 34;
const radius = 11;
/** The share of the width below which marks are placed in different rows. */
const closest = 0.035;
const mostRows = 4;
/** Space at both ends of a lane, in percent of its width. */
const margin = 3;

function summary({ source, events, keyFields, maxspan, lanes }: SequencePicture): string {
  const complete = lanes.filter((lane) => lane.complete).length;
  const by = keyFields.length === 0 ? '' : ` by ${keyFields.join(', ')}`;
  const within = maxspan === undefined ? '' : ` within ${maxspan}`;
  return `${source}: ${counted(complete, 'complete sequence')}${by}${within}, ${counted(events, 'event')} searched`;
}

function momentsOf({ lanes }: SequencePicture): number[] {
  return lanes.flatMap(({ events, deadline }) => [
    ...events.map(({ time }) => time),
    ...(deadline === undefined ? [] : [deadline]),
  ]);
}

function drawLegend({ steps, until, lanes }: SequencePicture): string {
  const entry = (mark: string, text: string, note: string): string =>
    `<li><svg class="key" width="28" height="28" aria-hidden="true">${mark}</svg><span><code>${escapeHtml(text)}</code> <span class="count">${escapeHtml(note)}</span></span></li>`;
  const items = steps.map((step) =>
    entry(
      at(14, 14, symbol(step.missing ? 'missing' : 'reached', [step.number])),
      step.text,
      `step ${step.number}: ${counted(step.matched, 'event')}${step.missing ? ', must be missing' : ''}`,
    ),
  );
  if (until !== undefined) items.push(entry(at(14, 14, symbol('until', [])), until, 'until'));
  const roles = new Set(lanes.flatMap(({ events }) => events.map(({ role }) => role)));
  const explained = [
    ...(roles.has('match') ? ['thin: matches, but unused'] : []),
    ...(roles.has('near') ? ['dashed ?: mentioned in the reason'] : []),
    ...(lanes.some(({ deadline }) => deadline !== undefined) ? ['dashed bar: end of maxspan'] : []),
  ];
  const note = explained.length === 0 ? '' : `<p class="note">${escapeHtml(explained.join(' · '))}</p>`;
  return `<ul class="legend">${items.join('')}</ul>${note}`;
}

function drawAxis(picture: SequencePicture, scale: TimeScale): string {
  const times = momentsOf(picture);
  if (times.length === 0) return '';
  const [from, to] = [Math.min(...times), Math.max(...times)];
  const breaks = scale.breaks
    .map(
      ({ at: place, length }) =>
        `<text class="break" x="${percent(place)}" y="16" text-anchor="middle">⫽ ${shortDuration(length)}</text>`,
    )
    .join('');
  return `<svg class="axis" width="100%" height="24" aria-hidden="true"><text x="${margin - 1}%" y="16">${isoTime(from)}</text>${breaks}<text x="${100 - margin + 1}%" y="16" text-anchor="end">+${shortDuration(to - from)}</text></svg>`;
}

function isoTime(time: number): string {
  return new Date(time)
    .toISOString()
    .replace('T', ' ')
    .replace(/\.000Z$/, 'Z');
}

function drawLane(lane: SequenceLane, laneIndex: number, scale: TimeScale): string {
  const rows = rowsOf(lane.events, scale);
  const count = Math.max(1, ...rows.map((row) => row + 1));
  const height = count * rowHeight + 8;
  const y = (index: number): number => (rows[index] ?? 0) * rowHeight + rowHeight / 2 + 4;
  const reached = lane.events.flatMap((event, index) => (event.role === 'reached' ? [index] : []));
  const joins = reached.slice(1).map((index, position) => {
    const before = reached[position]!;
    const ends = [before, index].map((one) => ({ x: xOf(lane.events[one]!, scale), y: y(one) }));
    return `<line class="join" x1="${ends[0]!.x}" y1="${ends[0]!.y}" x2="${ends[1]!.x}" y2="${ends[1]!.y}"/>`;
  });
  const marks = lane.events.map((event, index) =>
    drawEvent(event, [laneIndex, index], xOf(event, scale), y(index)),
  );
  return [
    `<section class="lane ${lane.complete ? 'complete' : 'stopped'}">`,
    `<h2>${escapeHtml(lane.key)}</h2>`,
    `<p class="reason"><span class="verdict">${lane.complete ? '✓ complete' : '✗ stopped'}</span> ${escapeHtml(lane.reason)}</p>`,
    `<svg class="events" width="100%" height="${height}" role="group" aria-label="${escapeHtml(`Events of ${lane.key}`)}">`,
    `<line class="base" x1="0" y1="${height - 1}" x2="100%" y2="${height - 1}"/>`,
    drawDeadline(lane, scale, height),
    ...joins,
    ...marks,
    '</svg></section>',
  ].join('');
}

function drawDeadline({ deadline, complete }: SequenceLane, scale: TimeScale, height: number): string {
  if (deadline === undefined || complete) return '';
  const x = percent(scale.place(deadline));
  return `<g class="deadline"><title>maxspan ends ${isoTime(deadline)}</title><line x1="${x}" y1="0" x2="${x}" y2="${height}"/><text x="${x}" y="${height - 6}" dx="-6" text-anchor="end">maxspan</text></g>`;
}

/** Returns the row of each event: the first one in which it does not overlap the previous one. */
function rowsOf(events: readonly LaneEvent[], scale: TimeScale): number[] {
  const lastPlaces: number[] = [];
  return events.map(({ time }) => {
    const place = scale.place(time);
    const free = Array.from({ length: mostRows }, (_, row) => row).find(
      (row) => place - (lastPlaces[row] ?? Number.NEGATIVE_INFINITY) >= closest,
    );
    const row = free ?? 0;
    lastPlaces[row] = place;
    return row;
  });
}

function drawEvent(event: LaneEvent, [lane, index]: readonly [number, number], x: string, y: number): string {
  const what = describe(event);
  const text = `${what}: event ${event.index}, ${event.label}, ${isoTime(event.time)}`;
  const classes = ['event', event.role, ...(event.stops ? ['stops'] : [])].join(' ');
  return `<svg class="${classes}" x="${x}" y="${y}" overflow="visible"><g role="link" tabindex="${index === 0 ? 0 : -1}" data-lane="${lane}" data-event="${index}" aria-label="${escapeHtml(text)}"><title>${escapeHtml(text)}</title><circle class="focus" r="${radius + 4}"/>${symbol(event.role, event.steps)}</g></svg>`;
}

/** Describes an event's role in its lane. */
function describe({ role, steps, stops }: LaneEvent): string {
  const numbers = steps.length === 0 ? '' : `step ${steps.join(' and ')}`;
  const words: Readonly<Record<LaneEvent['role'], string>> = {
    reached: `${numbers}, part of the furthest match`,
    match: `matches ${numbers}`,
    until: 'until',
    missing: `${numbers}, which must be missing`,
    near: 'matches no step, but is mentioned in the reason',
  };
  return stops && role !== 'near' ? `${words[role]}, why the lane stopped` : words[role];
}

function symbol(role: LaneEvent['role'], steps: readonly SequenceStep['number'][]): string {
  const colour = `step-${(((steps[0] ?? 1) - 1) % colours) + 1}`;
  const letter = (text: string): string => `<text text-anchor="middle" dy="0.36em">${text}</text>`;
  switch (role) {
    case 'until':
      return `<rect class="shape until" x="${-radius}" y="${-radius}" width="${2 * radius}" height="${2 * radius}"/>${letter('U')}`;
    case 'missing':
      return `<path class="shape missing" d="M0 ${-radius - 2}L${radius + 2} 0L0 ${radius + 2}L${-radius - 2} 0Z"/>${letter('✕')}`;
    case 'near':
      return `<circle class="shape near" r="${radius}"/>${letter('?')}`;
    default:
      return `<circle class="shape ${role} ${colour}" r="${radius}"/>${letter(steps.join('·'))}`;
  }
}

function at(x: number, y: number, content: string): string {
  return `<g transform="translate(${x} ${y})">${content}</g>`;
}

function xOf({ time }: LaneEvent, scale: TimeScale): string {
  return percent(scale.place(time));
}

/** Returns a position on a scale as an SVG length, with space at both ends. */
function percent(place: number): string {
  return `${(margin + place * (100 - 2 * margin)).toFixed(2)}%`;
}
