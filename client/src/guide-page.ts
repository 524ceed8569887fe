import { viewPage } from './view-page.js';

const style = `
  body { font: var(--vscode-font-weight) var(--vscode-font-size)/1.6 var(--vscode-font-family);
    color: var(--vscode-foreground); max-width: 60em; padding: 0 1.5em 2em; overflow-wrap: anywhere; }
  a { color: var(--vscode-textLink-foreground); }
  h1, h2, h3 { line-height: 1.25; font-weight: 600; }
  h2 { border-bottom: 1px solid var(--vscode-widget-border, var(--vscode-panel-border)); padding-bottom: .3em; }
  code, pre { font-family: var(--vscode-editor-font-family); font-size: var(--vscode-editor-font-size);
    background: var(--vscode-textCodeBlock-background); border-radius: 3px; }
  code { padding: .1em .3em; }
  pre { padding: .8em; overflow-x: auto; }
  pre code { padding: 0; }
  blockquote { margin: 0; padding: 0 1em; background: var(--vscode-textBlockQuote-background);
    border-left: 4px solid var(--vscode-textBlockQuote-border); }
  table { border-collapse: collapse; }
  th, td { border: 1px solid var(--vscode-panel-border); padding: .3em .6em; text-align: left; }
  .plugin { display: block; border: 1px solid var(--vscode-panel-border); border-radius: 4px;
    padding: .6em .9em; margin: .6em 0; }
  .plugin-label { display: inline-block; padding: .1em .8em; border-radius: 3px;
    color: var(--vscode-button-foreground); background: var(--vscode-button-background); }
  .plugin-label .placeholder { background: none; color: inherit; }
  .plugin-search { display: block; white-space: pre-wrap; margin-top: .5em; padding: .4em .6em; }
  .plugin-note, .plugin-or, .problem-note { color: var(--vscode-descriptionForeground); }
  .placeholder { background: var(--vscode-badge-background); color: var(--vscode-badge-foreground);
    border-radius: 3px; padding: 0 .3em; }
  .unresolved { background: none; color: inherit; outline: 1px dashed var(--vscode-descriptionForeground); }
  .problem { color: var(--vscode-errorForeground); }
  #error { color: var(--vscode-descriptionForeground); }`;

/** Puts each new version into the page without loading it anew, so that the place on the page stays. */
const script = `
  const api = acquireVsCodeApi();
  const guide = document.getElementById('guide');
  const error = document.getElementById('error');
  window.addEventListener('message', ({ data }) => {
    error.textContent = data.error ?? '';
    guide.innerHTML = data.html;
  });
  api.postMessage('ready');`;

/** The empty page of the preview. */
export function guidePage(): string {
  return viewPage({
    title: 'Investigation guide',
    style,
    script,
    body: `<p id="error" role="status"></p>
<main id="guide"></main>`,
  });
}
