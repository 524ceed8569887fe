import type { Guide } from './guide.js';

const style = `
  :root { color-scheme: light dark; --line: #8884; --soft: #8881; --accent: #0b64dd; }
  body { font: 16px/1.6 system-ui, sans-serif; max-width: 52em; margin: 2em auto; padding: 0 1.5em; overflow-wrap: anywhere; }
  h1, h2, h3 { line-height: 1.25; }
  h2 { border-bottom: 1px solid var(--line); padding-bottom: .3em; }
  code, pre { font-family: ui-monospace, monospace; font-size: .9em; background: var(--soft); border-radius: 3px; }
  code { padding: .1em .3em; }
  pre { padding: .8em; overflow-x: auto; }
  pre code { padding: 0; background: none; }
  blockquote { margin: 0; padding: 0 1em; border-left: 4px solid var(--line); }
  table { border-collapse: collapse; }
  th, td { border: 1px solid var(--line); padding: .3em .6em; text-align: left; }
  .plugin { display: block; border: 1px solid var(--line); border-radius: 4px; padding: .6em .9em; margin: .6em 0; }
  .plugin-label { display: inline-block; padding: .1em .8em; border-radius: 3px; color: #fff; background: var(--accent); }
  .plugin.timeline { display: inline; border: 0; padding: 0; }
  .plugin-search { display: block; white-space: pre-wrap; margin-top: .5em; padding: .4em .6em; }
  .placeholder { background: var(--soft); border-radius: 3px; padding: 0 .3em; }
  .unresolved { background: none; outline: 1px dashed #888; }
  .placeholder.kept { background: none; text-decoration: underline dotted; }
  .broken { border: 1px solid #c4232b; padding: .6em .9em; }
  .broken-title { font-weight: 600; }
  .problem { color: #c4232b; }
  .problem-note, .plugin-note { opacity: .8; font-size: .9em; }`;

/**
 * Addresses without a host refer to the reader's Kibana, which is unknown. In a page opened from disk they
 * would lead to local files, and "//host" to a share of another machine.
 */
const base = 'https://kibana.invalid/';

/** Returns a complete page with the guide, for a browser. It loads nothing and runs no scripts. */
export function standaloneHtml({ title, html }: Pick<Guide, 'title' | 'html'>): string {
  const escaped = title.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<base href="${base}">
<title>${escaped}</title>
<style>${style}
</style>
</head>
<body>
<h1>${escaped}</h1>
${html}</body>
</html>
`;
}
