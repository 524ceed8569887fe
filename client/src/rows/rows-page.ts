import { viewPage } from '../view-page.js';

const style = `
  body { font: var(--vscode-font-weight) var(--vscode-font-size)/1.5 var(--vscode-font-family);
    color: var(--vscode-foreground); padding: 0 1.5em 2em; }
  h1 { font-size: 1.35em; font-weight: 600; margin: .8em 0 .2em; }
  p { margin: .2em 0 .8em; }
  .note { color: var(--vscode-descriptionForeground); font-weight: normal; }
  .error { color: var(--vscode-errorForeground); margin-top: 1em; }
  .notes { list-style: none; padding: 0; }
  .scroll { overflow-x: auto; }
  table { border-collapse: collapse; font-family: var(--vscode-editor-font-family); }
  th, td { text-align: left; vertical-align: top; padding: .2em .8em .2em 0; max-width: 32em; overflow-wrap: anywhere;
    border-bottom: 1px solid var(--vscode-panel-border, var(--vscode-contrastBorder)); }
  button { color: var(--vscode-textLink-foreground); background: none; border: none; padding: 0; cursor: pointer;
    font: inherit; }
  button:focus-visible { outline: 1px solid var(--vscode-focusBorder); }`;

/** A script that inserts each new table into the page; a click on a row's event opens it. */
const script = `
  const api = acquireVsCodeApi();
  const rows = document.getElementById('rows');
  rows.addEventListener('click', ({ target }) => {
    const button = target.closest('[data-row]');
    if (button) api.postMessage({ kind: 'open', row: Number(button.dataset.row) });
  });
  window.addEventListener('message', ({ data }) => {
    rows.innerHTML = data;
  });
  api.postMessage({ kind: 'ready' });`;

/** Returns the table's empty page. */
export function rowsPage(): string {
  return viewPage({ title: 'Rows', style, script, body: `<main id="rows" aria-live="off"></main>` });
}
