import { viewPage } from '../view-page.js';

const style = `
  body { font: var(--vscode-font-weight) var(--vscode-font-size)/1.5 var(--vscode-font-family);
    color: var(--vscode-foreground); padding: 0 1.5em 2em; min-width: 24em; overflow-wrap: anywhere; }
  h1 { font-size: 1.35em; font-weight: 600; margin: .8em 0 .2em; }
  h2 { font-size: 1em; font-weight: 600; margin: 0; font-family: var(--vscode-editor-font-family); }
  p { margin: .2em 0; }
  code { font-family: var(--vscode-editor-font-family); font-size: var(--vscode-editor-font-size);
    color: var(--vscode-foreground); background: none; }
  .summary, .note, .count, .axis { color: var(--vscode-descriptionForeground); }
  .error { color: var(--vscode-errorForeground); margin-top: 1em; }
  .legend { list-style: none; padding: 0; margin: .8em 0 .4em; }
  .legend li { display: flex; align-items: center; gap: .6em; margin: .15em 0; }
  .key { flex: none; }
  .axis { margin-top: .8em; font-size: .92em; }
  .axis text { fill: currentColor; }
  .lane { padding: .6em 0 .2em; }
  .reason { margin: 0 0 .2em; }
  .verdict { font-weight: 600; margin-right: .4em; }
  .complete .verdict { color: var(--vscode-rulewright-matched); }
  .stopped .verdict { color: var(--vscode-rulewright-notMatched); }
  svg { display: block; overflow: visible; }
  svg text { font-family: var(--vscode-font-family); font-size: 12px; fill: var(--vscode-foreground); }
  .base { stroke: var(--vscode-panel-border, var(--vscode-contrastBorder)); stroke-width: 1; }
  .join { stroke: var(--vscode-foreground); stroke-width: 2; }
  .deadline line { stroke: var(--vscode-foreground); stroke-width: 2; stroke-dasharray: 3 3; }
  .deadline text { fill: var(--vscode-descriptionForeground); font-size: 11px; }
  .shape { fill: var(--vscode-editor-background); stroke: var(--vscode-foreground); stroke-width: 1.5; }
  .shape.reached { stroke-width: 3.5; }
  .shape.near { stroke-dasharray: 3 3; }
  .shape.missing { stroke: var(--vscode-charts-red); stroke-width: 2.5; }
  .shape.until { stroke-width: 2.5; }
  .step-1 { stroke: var(--vscode-charts-blue); }
  .step-2 { stroke: var(--vscode-charts-orange); }
  .step-3 { stroke: var(--vscode-charts-green); }
  .step-4 { stroke: var(--vscode-charts-purple); }
  .step-5 { stroke: var(--vscode-charts-yellow); }
  .step-6 { stroke: var(--vscode-charts-red); }
  .stops .shape { stroke: var(--vscode-errorForeground, var(--vscode-foreground)); }
  .stops text { font-weight: 700; }
  .event g { cursor: pointer; outline: none; }
  .focus { fill: none; stroke: none; }
  .event g:focus-visible .focus { stroke: var(--vscode-focusBorder); stroke-width: 2; }
  .event g:hover .focus { stroke: var(--vscode-descriptionForeground); stroke-width: 1; }`;

/**
 * A script that inserts each new picture into the page; a click, Enter or Space opens an event, arrow keys
 * move between them.
 */
const script = `
  const api = acquireVsCodeApi();
  const picture = document.getElementById('picture');
  const eventOf = ({ target }) => target.closest('[data-event]');
  const find = (lane, event) => picture.querySelector('[data-lane="' + lane + '"][data-event="' + event + '"]');
  const open = (element) => api.postMessage(
    { kind: 'open', lane: Number(element.dataset.lane), event: Number(element.dataset.event) });
  const moves = { ArrowRight: [0, 1], ArrowLeft: [0, -1], ArrowDown: [1, 0], ArrowUp: [-1, 0] };
  picture.addEventListener('click', (happened) => {
    const element = eventOf(happened);
    if (element) open(element);
  });
  picture.addEventListener('keydown', (happened) => {
    const element = eventOf(happened);
    if (!element) return;
    const move = moves[happened.key];
    if (happened.key === 'Enter' || happened.key === ' ') open(element);
    else if (move) {
      const lane = Number(element.dataset.lane) + move[0];
      const next = move[0] === 0 ? find(lane, Number(element.dataset.event) + move[1])
        : picture.querySelector('[data-lane="' + lane + '"][tabindex="0"]');
      if (!next) return;
      if (move[0] === 0) {
        element.setAttribute('tabindex', '-1');
        next.setAttribute('tabindex', '0');
      }
      next.focus();
    } else return;
    happened.preventDefault();
  });
  window.addEventListener('message', ({ data }) => {
    const focused = document.activeElement?.dataset ?? {};
    picture.innerHTML = data;
    if (focused.event !== undefined) find(focused.lane, focused.event)?.focus();
  });
  api.postMessage({ kind: 'ready' });`;

/** Returns the picture's empty page. */
export function sequencePage(): string {
  return viewPage({ title: 'Sequence', style, script, body: `<main id="picture" aria-live="off"></main>` });
}
