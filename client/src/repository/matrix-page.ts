import { viewPage } from '../view-page.js';

const style = `
  body { font: var(--vscode-font-weight) var(--vscode-font-size)/1.5 var(--vscode-font-family); color: var(--vscode-foreground); padding: 0 1.5em 2em; }
  .note { color: var(--vscode-descriptionForeground); }
  .error { color: var(--vscode-errorForeground); font-weight: normal; }
  .notes { list-style: none; padding: 0; }
  .scroll { overflow-x: auto; }
  table { border-collapse: collapse; }
  th { text-align: left; font-weight: normal; vertical-align: bottom; padding: .2em .8em .2em 0; }
  thead th span { display: inline-block; max-width: 12em; overflow-wrap: anywhere; }
  td { text-align: right; min-width: 3em; border: 1px solid var(--vscode-panel-border, var(--vscode-contrastBorder)); padding: 0; }
  td.some { background: var(--vscode-editor-findMatchHighlightBackground); }
  td button { width: 100%; text-align: right; padding: .2em .6em; }
  button { color: var(--vscode-textLink-foreground); background: none; border: none; padding: 0; cursor: pointer; font: inherit; text-align: left; }
  button:focus-visible { outline: 1px solid var(--vscode-focusBorder); }`;

/** A script that inserts each new table into the page; a click posts its row and column. */
const script = `
  const api = acquireVsCodeApi();
  const matrix = document.getElementById('matrix');
  matrix.addEventListener('click', ({ target }) => {
    const button = target.closest('button');
    if (button) api.postMessage({ kind: 'press', row: Number(button.dataset.row), column: button.dataset.column === undefined ? undefined : Number(button.dataset.column) });
  });
  window.addEventListener('message', ({ data }) => {
    matrix.innerHTML = data;
  });
  api.postMessage({ kind: 'ready' });`;

/** Returns the matrix's empty page. */
export function matrixPage(): string {
  return viewPage({ title: 'Backtest', style, script, body: '<main id="matrix" aria-live="polite"></main>' });
}
