import { viewPage } from '../view-page.js';

const style = `
  body { font: var(--vscode-font-weight) var(--vscode-font-size)/1.5 var(--vscode-font-family);
    color: var(--vscode-foreground); padding: .4em 1em 1em; overflow-wrap: anywhere; }
  header { display: flex; flex-wrap: wrap; align-items: baseline; gap: .3em 1.2em; }
  h1 { font-size: 1.1em; font-weight: 600; margin: 0; }
  p { margin: .3em 0; }
  .actions { display: flex; flex-wrap: wrap; gap: .4em; }
  button { font: inherit; padding: .1em .7em; border-radius: 2px; cursor: pointer;
    color: var(--vscode-button-secondaryForeground); background: var(--vscode-button-secondaryBackground);
    border: 1px solid var(--vscode-button-border, var(--vscode-contrastBorder, transparent)); }
  button:hover { background: var(--vscode-button-secondaryHoverBackground); }
  button.link { padding: 0; border: 0; text-align: left; background: none; color: var(--vscode-textLink-foreground); }
  button.link:hover { text-decoration: underline; }
  button:focus-visible { outline: 1px solid var(--vscode-focusBorder); outline-offset: 1px; }
  table { border-collapse: collapse; width: 100%; margin-top: .6em; }
  caption { text-align: left; font-weight: 600; padding: .2em 0; }
  th, td { text-align: left; vertical-align: top; padding: .25em .6em;
    border-top: 1px solid var(--vscode-panel-border, var(--vscode-contrastBorder)); }
  thead th, thead td { border-top: 0; font-weight: 400; color: var(--vscode-descriptionForeground); }
  tbody tr:hover, tbody tr:focus-within { background: var(--vscode-list-hoverBackground); }
  .group th { font-weight: 600; }
  .mark { white-space: nowrap; }
  .event { min-width: 11em; }
  .where { min-width: min(15em, 25vw); }
  .row-actions { white-space: nowrap; text-align: right; }
  .row-actions button { margin-left: .3em; }
  .seen { white-space: nowrap; margin-right: .8em; display: inline-block; max-width: 100%; overflow: hidden;
    text-overflow: ellipsis; }
  .field, .note, .failing { color: var(--vscode-descriptionForeground); }
  code { font-family: var(--vscode-editor-font-family); color: var(--vscode-foreground); background: none; }
  .notes { list-style: none; padding: 0; margin: .3em 0; }
  .error { color: var(--vscode-errorForeground); }`;

/** The label of each button describes it; arrow keys move to the same button of the row above or below. */
const script = `
  const api = acquireVsCodeApi();
  const page = document.getElementById('page');
  page.addEventListener('click', ({ target }) => {
    const button = target.closest('button');
    if (button) api.postMessage({ kind: button.dataset.action, row: button.dataset.row });
  });
  page.addEventListener('keydown', (happened) => {
    const button = happened.target.closest('button[data-row]');
    const step = { ArrowDown: 1, ArrowUp: -1 }[happened.key];
    if (!button || !step) return;
    const all = [...page.querySelectorAll('button[data-action="' + button.dataset.action + '"][data-row]')];
    all[all.indexOf(button) + step]?.focus();
    happened.preventDefault();
  });
  window.addEventListener('message', ({ data }) => {
    if (data.kind === 'focus') return page.querySelector('button.link, button')?.focus();
    const { action, row } = document.activeElement?.dataset ?? {};
    page.innerHTML = data.html;
    if (action) page.querySelector('[data-action="' + action + '"]' + (row ? '[data-row="' + row + '"]' : ''))?.focus();
  });
  api.postMessage({ kind: 'ready' });`;

/** Returns the view's empty page. */
export function alertsPage(): string {
  return viewPage({ title: 'Alerts', style, script, body: '<main id="page"></main>' });
}
