import type { EventReference, EventRun, Explanation, FoundEvent } from '../../server/src/lsp/messages.js';
import { element, list, placeButton } from './dom.js';

/** A diagnostic as the server publishes it. */
export interface Finding {
  readonly range: {
    readonly start: { readonly line: number; readonly character: number };
    readonly end: { readonly line: number; readonly character: number };
  };
  readonly severity: 1 | 2 | 3 | 4;
  readonly code: string;
  readonly message: string;
}

export const severities = { 1: 'error', 2: 'warning', 3: 'info', 4: 'hint' } as const;

/** Lists the diagnostics with their lines; `go` jumps to one. */
export function findingsList(findings: readonly Finding[], go: (finding: Finding) => void): HTMLElement {
  return list(
    findings.map((finding) => {
      const { severity, code, message, range } = finding;
      const name = severities[severity];
      const item = element('div', '', element('span', name, `${name}: `));
      item.append(placeButton(message, () => go(finding)));
      item.append(element('span', 'quiet', ` line ${range.start.line + 1} · ${code}`));
      return item;
    }),
    'No findings.',
  );
}

/** Nobody reads a longer list. */
const mostAlerts = 200;

/**
 * Lists the alerts of a run, or the nearest events if there are none. Each button calls `choose` with its
 * event.
 */
export function runList(run: EventRun, choose: (event: EventReference) => void): HTMLElement {
  const all = element('div', '');
  if (run.error !== undefined) all.append(element('p', 'error', run.error));
  for (const note of run.notes) all.append(element('p', 'warning', note));
  if (run.error !== undefined) return all;
  const counts = `${counted(run.alerts.length, 'alert')} on ${counted(run.events, 'event')}`;
  all.append(element('p', run.alerts.length > 0 ? 'matches' : 'quiet', counts));
  const alerts = run.alerts.slice(0, mostAlerts).map(({ events }) => {
    const item = element('div', '');
    for (const [step, event] of events.entries()) {
      if (step > 0) item.append(' → ');
      if (event === null) {
        item.append(element('span', 'quiet', '(no such event, as required)'));
        continue;
      }
      item.append(placeButton(named(event), () => choose(event)));
      const values = event.values.map(({ field, value }) => `${field} ${value}`).join(', ');
      item.append(element('code', 'quiet', values));
    }
    return item;
  });
  if (alerts.length > 0) all.append(list(alerts, ''));
  if (run.alerts.length > mostAlerts)
    all.append(element('p', 'quiet', `Only the first ${mostAlerts} are shown.`));
  if (run.nearest.length > 0) {
    const misses = run.nearest.map(({ event, reason }) =>
      element(
        'div',
        '',
        placeButton(named(event), () => choose(event)),
        element('span', 'quiet', reason),
      ),
    );
    all.append(element('h3', '', 'Near misses'), list(misses, ''));
  }
  return all;
}

function named({ label, range }: FoundEvent): string {
  return `line ${range.start.line + 1}: ${label}`;
}

/** Formats a number with its noun: `1 alert`, `2 alerts`. */
function counted(number: number, noun: string): string {
  return `${number.toLocaleString('en')} ${noun}${number === 1 ? '' : 's'}`;
}

/** Renders why an event matches or does not: the lines of the explanation as a tree, by their indentation. */
export function explanationTree({ text, error, pipeline = [] }: Explanation): HTMLElement {
  if (error !== undefined) return element('p', 'error', error);
  const root = element('ul', 'tree');
  const open = [root];
  for (const line of text.split('\n')) {
    const depth = Math.floor((line.length - line.trimStart().length) / 2);
    const [, mark, rest = ''] = /^([✓✗])?\s*(.*)$/su.exec(line.trimStart()) ?? [];
    const item = element('li', mark === '✓' ? 'holds' : mark === '✗' ? 'fails' : '');
    if (mark !== undefined) item.append(element('span', 'mark', `${mark} `));
    const [clause = '', ...reason] = rest.split('  ');
    item.append(clause);
    if (reason.length > 0) item.append(' ', element('span', 'quiet', reason.join('  ')));
    const level = Math.min(depth, open.length - 1);
    open.length = level + 1;
    open[level]!.append(item);
    const below = element('ul', '');
    item.append(below);
    open.push(below);
  }
  for (const empty of root.querySelectorAll('ul:empty')) empty.remove();
  const steps = pipeline.map(({ range, rowsIn, rowsOut }) => {
    const before = rowsIn === null ? '' : `${rowsIn} → `;
    return element('code', '', `line ${range.start.line + 1}: ${before}${counted(rowsOut, 'row')}`);
  });
  return steps.length === 0
    ? root
    : element('div', '', root, element('h3', '', 'Rows after each command'), list(steps, ''));
}
