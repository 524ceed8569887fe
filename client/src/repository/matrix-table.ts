import type { BacktestMatrix } from '../../../server/src/lsp/messages.js';
import { escapeHtml } from '../html.js';

/** Rules beyond this limit are counted, not drawn. */
const mostRows = 500;

/**
 * Renders the table of rules by files as HTML, with a button for each cell with alerts, which names its rule
 * and file.
 */
export function drawMatrix({ files, rules, ran, notes, stopped }: BacktestMatrix): string {
  const events = files.reduce((sum, file) => sum + file.events, 0);
  const raising = rules.filter(({ alerts }) => alerts.some((count) => count > 0)).length;
  const summary = `${raising} of ${ran} rules raise alerts on ${events.toLocaleString('en')} events in ${files.length} ${files.length === 1 ? 'file' : 'files'}${stopped ? '; stopped early' : ''}`;
  const heads = files.map(
    ({ shown, events: count }) =>
      `<th scope="col" title="${escapeHtml(shown)}: ${count} events"><span>${escapeHtml(lastPart(shown))}</span></th>`,
  );
  const rows = rules.slice(0, mostRows).map(({ name, alerts, notRun }, row) => {
    const cells = alerts.map((count, column) =>
      count === 0
        ? '<td></td>'
        : `<td class="some"><button data-row="${row}" data-column="${column}" aria-label="${count} alerts of ${escapeHtml(name)} on ${escapeHtml(files[column]!.shown)}">${count}</button></td>`,
    );
    const problem = notRun === undefined ? '' : `<div class="error">${escapeHtml(notRun)}</div>`;
    return `<tr><th scope="row"><button data-row="${row}">${escapeHtml(name)}</button>${problem}</th>${cells.join('')}</tr>`;
  });
  const more = rules.length > mostRows ? `<p class="note">and ${rules.length - mostRows} more rules</p>` : '';
  const said = notes.map((note) => `<li class="note">${escapeHtml(note)}</li>`).join('');
  return `<p>${summary}</p>
<div class="scroll"><table><thead><tr><th scope="col">Rule</th>${heads.join('')}</tr></thead><tbody>${rows.join('\n')}</tbody></table></div>
${more}<ul class="notes">${said}</ul>`;
}

function lastPart(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
