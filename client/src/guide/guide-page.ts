import { viewPage } from '../view-page.js';
import { guideScript } from './guide-script.js';

const style = `
  body { font: var(--vscode-font-weight) var(--vscode-font-size)/1.6 var(--vscode-font-family);
    color: var(--vscode-foreground); padding: 0; overflow-wrap: anywhere; }
  #top { position: sticky; top: 0; z-index: 1; padding: .4em 1.5em 0; background: var(--vscode-editor-background);
    border-bottom: 1px solid var(--vscode-panel-border, var(--vscode-contrastBorder)); }
  #tabs { display: flex; gap: .2em; }
  #tabs button { font: inherit; padding: .3em .9em; cursor: pointer; color: inherit; background: none;
    border: 0; border-bottom: 2px solid transparent; }
  #tabs button[aria-selected=true] { border-bottom-color: var(--vscode-panelTitle-activeBorder, currentColor); font-weight: 600; }
  .bar { display: flex; flex-wrap: wrap; gap: .3em .8em; align-items: baseline; margin: .2em 0 .4em; }
  .bar button { font: inherit; padding: 0 .6em; cursor: pointer; border-radius: 2px;
    color: var(--vscode-button-secondaryForeground); background: var(--vscode-button-secondaryBackground);
    border: 1px solid var(--vscode-button-border, var(--vscode-contrastBorder, transparent)); }
  button:focus-visible, [tabindex]:focus-visible { outline: 1px solid var(--vscode-focusBorder); outline-offset: 1px; }
  #unresolved, #error, .plugin-note, .plugin-or, .problem-note { color: var(--vscode-descriptionForeground); }
  #problems { margin: .4em 0; padding: 0; list-style: none; }
  #problems button { font: inherit; padding: 0; border: 0; background: none; text-align: left; cursor: pointer;
    color: var(--vscode-editorWarning-foreground, var(--vscode-foreground)); }
  #sections { max-width: 60em; padding: 0 1.5em 50vh; }
  a { color: var(--vscode-textLink-foreground); text-decoration: underline; cursor: pointer; }
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
  th, td { border: 1px solid var(--vscode-panel-border, var(--vscode-contrastBorder)); padding: .3em .6em; text-align: left; }
  .plugin { display: block; border: 1px solid var(--vscode-panel-border, var(--vscode-contrastBorder)); border-radius: 4px;
    padding: .6em .9em; margin: .6em 0; }
  .plugin.timeline { display: inline; border: 0; padding: 0; }
  .plugin-label { display: inline-block; padding: .1em .8em; border-radius: 3px;
    border: 1px solid var(--vscode-contrastBorder, transparent);
    color: var(--vscode-button-foreground); background: var(--vscode-button-background); }
  .plugin-label .placeholder { background: none; color: inherit; }
  .plugin-search { display: block; white-space: pre-wrap; margin-top: .5em; padding: .4em .6em; }
  .placeholder { background: var(--vscode-badge-background); color: var(--vscode-badge-foreground);
    border-radius: 3px; padding: 0 .3em; }
  .unresolved { background: none; color: inherit; outline: 1px dashed var(--vscode-descriptionForeground); }
  .filled .unresolved { outline: 2px dashed var(--vscode-editorWarning-foreground, currentColor); }
  .placeholder.kept { background: none; color: inherit; text-decoration: underline dotted; }
  .tooltip { cursor: help; }
  .broken { border: 1px solid var(--vscode-inputValidation-errorBorder, currentColor); padding: .6em .9em; }
  .broken-title { font-weight: 600; }
  .to-source { font: inherit; padding: 0 .6em; cursor: pointer; color: var(--vscode-button-secondaryForeground);
    background: var(--vscode-button-secondaryBackground); border: 1px solid var(--vscode-button-border, transparent); }
  .problem { color: var(--vscode-errorForeground); text-decoration: underline wavy; }`;

const body = `<div id="top">
<div id="tabs" role="tablist" aria-label="Parts of the guide"></div>
<div class="bar"><span id="filled" role="status"></span><button id="choose">Fill in from an event…</button><button id="clear" hidden>Clear</button><span id="unresolved"></span></div>
<p id="error" role="status"></p>
<ul id="problems" aria-label="What Kibana shows differently"></ul>
</div>
<main id="sections"></main>`;

/** Returns the preview's empty page. */
export function guidePage(): string {
  return viewPage({ title: 'Investigation guide', style, script: guideScript, body });
}
