import type {
  EventAlert,
  EventMiss,
  EventRun,
  FoundEvent,
  SeenValue,
} from '../../../server/src/lsp/messages.js';
import { counted, escapeHtml } from '../html.js';

/** The content of the alerts view: a run of a rule on events. */
export interface ShownRun {
  readonly ruleName: string;
  readonly isSequence: boolean;
  /** The source of the events, for people. */
  readonly source: string;
  readonly run: EventRun;
}

/** Returns the position of an event in its file, for people. */
export type ShowPlace = (event: FoundEvent) => string;

/**
 * Renders a run as HTML: counts, a table of the alerts with the decisive values, and one of the near misses.
 * A pure function, without styles and scripts. Buttons have `data-action` and, in rows, `data-row` (see
 * {@link rowEvents}).
 */
export function drawRun({ ruleName, isSequence, source, run }: ShownRun, placeOf: ShowPlace): string {
  const { alerts, nearest, events, files, notes, error } = run;
  const buttons = [
    button('again', 'Run again'),
    button('choose', 'Run on other events…'),
    ...(isSequence ? [button('sequence', 'Show sequence')] : []),
  ].join('');
  const head = `<header><h1>${escapeHtml(ruleName)}</h1><div class="actions">${buttons}</div></header>`;
  if (error !== undefined)
    return `${head}<p class="error" role="alert">✗ ${escapeHtml(error)}</p>${notesOf(notes)}`;
  const counts = `<p class="counts" role="status"><strong>${counted(alerts.length, 'alert')}</strong> on ${counted(events, 'event')} in ${counted(files, 'file')} <span class="note">(${escapeHtml(source)})</span></p>`;
  return [
    head,
    counts,
    notesOf(notes),
    alerts.length > 0 ? alertsTable(alerts, isSequence, placeOf) : '',
    nearest.length > 0 ? missesTable(nearest, placeOf) : '',
  ].join('\n');
}

/** Renders the page before the first run. */
export function drawNothing(): string {
  return `<p>Run a rule on sample events to see which of them it matches, and why.</p><div class="actions">${button('fixtures', 'Run the open rule on fixtures')}${button('choose', 'Run the open rule on events…')}</div>`;
}

/** Returns the events of a row by its `data-row`; for an alert all its events. */
export function rowEvents({ alerts, nearest }: EventRun, row: string): readonly FoundEvent[] {
  const [kind, first, second] = row.split('-');
  if (kind === 'm') return [nearest[Number(first)]?.event].filter((event) => event !== undefined);
  const events = alerts[Number(first)]?.events ?? [];
  const chosen = second === undefined ? events : [events[Number(second)] ?? null];
  return chosen.filter((event) => event !== null);
}

function button(action: string, text: string): string {
  return `<button data-action="${action}">${escapeHtml(text)}</button>`;
}

function notesOf(notes: readonly string[]): string {
  if (notes.length === 0) return '';
  return `<ul class="notes">${notes.map((note) => `<li>⚠ ${escapeHtml(note)}</li>`).join('')}</ul>`;
}

function alertsTable(alerts: readonly EventAlert[], isSequence: boolean, placeOf: ShowPlace): string {
  const numbered = (place: number) => (isSequence ? `step ${place + 1}` : `${place + 1}.`);
  const rows = alerts.map(({ events }, index) => {
    const [only] = events;
    if (events.length === 1 && only) return row(`a-${index}-0`, '✓', only, valuesOf(only.values), placeOf);
    const title = `Alert ${index + 1}: ${counted(events.filter((event) => event !== null).length, 'event')}`;
    const steps = events.map((event, step) =>
      event
        ? row(`a-${index}-${step}`, numbered(step), event, valuesOf(event.values), placeOf)
        : `<tr><td>${numbered(step)}</td><td colspan="4" class="note">no such event, as required</td></tr>`,
    );
    return `<tr class="group"><th colspan="4" scope="rowgroup">✓ ${title}</th><td class="row-actions">${rowButton('add', `a-${index}`, 'Add to tests', title)}</td></tr>${steps.join('')}`;
  });
  return table('Matched events', ['', 'Event', 'Matching values', 'Where', ''], rows);
}

function missesTable(misses: readonly EventMiss[], placeOf: ShowPlace): string {
  const rows = misses.map(({ event, failing, reason }, index) =>
    row(
      `m-${index}`,
      '✗',
      event,
      `<span class="failing">${counted(failing, 'condition')} ${failing === 1 ? 'fails' : 'fail'}:</span> ${escapeHtml(reason)}`,
      placeOf,
    ),
  );
  return table('Near misses', ['', 'Event', 'Why not', 'Where', ''], rows);
}

function table(caption: string, heads: readonly string[], rows: readonly string[]): string {
  const cells = heads.map((text) => (text === '' ? '<td></td>' : `<th scope="col">${escapeHtml(text)}</th>`));
  return `<table><caption>${caption}</caption><thead><tr>${cells.join('')}</tr></thead><tbody>${rows.join('')}</tbody></table>`;
}

function row(id: string, mark: string, event: FoundEvent, detail: string, placeOf: ShowPlace): string {
  const { label } = event;
  const where = placeOf(event);
  // Events that alert together become one case.
  const add = /\d/.test(mark) ? '' : rowButton('add', id, 'Add to tests', label);
  const actions = rowButton('explain', id, 'Explain', label) + add;
  return `<tr><td class="mark">${mark}</td><td class="event">${rowButton('open', id, label, where, 'link')}</td><td>${detail}</td><td class="note where">${escapeHtml(where)}</td><td class="row-actions">${actions}</td></tr>`;
}

function rowButton(action: string, id: string, text: string, about: string, kind = ''): string {
  const name = kind === 'link' ? `Open ${text}, ${about}` : `${text}: ${about}`;
  return `<button class="${kind}" data-action="${action}" data-row="${id}" aria-label="${escapeHtml(name)}">${escapeHtml(text)}</button>`;
}

function valuesOf(values: readonly SeenValue[]): string {
  return values
    .map(
      ({ field, value }) =>
        `<span class="seen"><span class="field">${escapeHtml(field)}</span> <code>${escapeHtml(value)}</code></span>`,
    )
    .join(' ');
}
