import type { RowsBehind, ShownRow } from '../../../server/src/lsp/messages.js';
import { counted, escapeHtml } from '../html.js';

/** Renders ES|QL rows as an HTML table. A row of one event has a button with `data-row`. */
export function drawRows({ title, source, columns, rows, total, notes, error }: RowsBehind): string {
  if (error !== undefined) return `<p class="error" role="alert">✗ ${escapeHtml(error)}</p>`;
  const more = total > rows.length ? `; only the first ${rows.length} are shown` : '';
  const head = `<h1>Rows after ${escapeHtml(title)}</h1><p class="counts" role="status"><strong>${counted(total, 'row')}</strong>${more} <span class="note">(${escapeHtml(source)})</span></p>`;
  const hints = notes.map((note) => `<li>⚠ ${escapeHtml(note)}</li>`).join('');
  const list = notes.length > 0 ? `<ul class="notes">${hints}</ul>` : '';
  return `${head}${list}${rows.length > 0 ? tableOf({ columns, rows }) : ''}`;
}

function tableOf({ columns, rows }: Pick<RowsBehind, 'columns' | 'rows'>): string {
  const names = columns.map(
    ({ name, type }) =>
      `<th scope="col">${escapeHtml(name)} <span class="note">${escapeHtml(type)}</span></th>`,
  );
  const hasEvents = rows.some(({ event }) => event);
  const corner = hasEvents ? '<th scope="col"><span class="note">event</span></th>' : '';
  const lines = rows.map((row, index) => `<tr>${hasEvents ? eventCell(row, index) : ''}${cells(row)}</tr>`);
  return `<div class="scroll"><table><thead><tr>${corner}${names.join('')}</tr></thead><tbody>${lines.join('')}</tbody></table></div>`;
}

function cells({ cells: values }: ShownRow): string {
  return values
    .map((value) => (value === null ? '<td class="note">null</td>' : `<td>${escapeHtml(value)}</td>`))
    .join('');
}

function eventCell({ event }: ShownRow, index: number): string {
  if (!event) return '<td></td>';
  const line = event.range.start.line + 1;
  return `<td><button data-row="${index}" title="${escapeHtml(event.label)}">line ${line}</button></td>`;
}
