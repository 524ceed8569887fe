/** The style of all pages, for light and dark mode. Contrast is at least 4.5 to 1. */
export const style = `
:root { color-scheme: light dark; --text: #1b1f24; --back: #fff; --soft: #f2f4f7; --line: #c9d1d9; --link: #0550ae; --muted: #57606a;
  --string: #0a5c2e; --field: #0550ae; --keyword: #8a2a6b; --number: #953800; --comment: #57606a; --good: #0a5c2e; --bad: #a0111f; }
@media (prefers-color-scheme: dark) { :root { --text: #e6edf3; --back: #0d1117; --soft: #161b22; --line: #3d444d; --link: #6cb6ff; --muted: #9da7b3;
  --string: #7ee2a8; --field: #79c0ff; --keyword: #f0a3d8; --number: #ffb77c; --comment: #9da7b3; --good: #7ee2a8; --bad: #ff9a94; } }
body { margin: 0; font: 16px/1.6 system-ui, sans-serif; color: var(--text); background: var(--back); overflow-wrap: anywhere; }
header { background: var(--soft); border-bottom: 1px solid var(--line); }
nav { max-width: 62em; margin: 0 auto; padding: .6em 1.2em; display: flex; flex-wrap: wrap; gap: 1.2em; }
main { max-width: 62em; margin: 0 auto; padding: 1em 1.2em 4em; }
h1 { line-height: 1.25; } h2 { margin-top: 2em; border-bottom: 1px solid var(--line); } h3 { margin-bottom: .3em; }
a { color: var(--link); } a:focus-visible, input:focus-visible, pre:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
code, pre { font-family: ui-monospace, monospace; font-size: .9em; background: var(--soft); border-radius: 3px; }
code { padding: .1em .3em; } pre { padding: .8em; overflow-x: auto; border: 1px solid var(--line); } pre code { padding: 0; }
table { border-collapse: collapse; width: 100%; } th, td { border-bottom: 1px solid var(--line); padding: .3em .6em; text-align: left; vertical-align: top; }
.string { color: var(--string); } .field { color: var(--field); } .keyword { color: var(--keyword); } .number { color: var(--number); } .comment { color: var(--comment); }
.facts { display: flex; flex-wrap: wrap; gap: .3em 1.6em; padding: 0; margin: 0 0 1em; } .facts div { display: flex; gap: .4em; }
.facts dt { color: var(--muted); } .facts dd { margin: 0; font-weight: 600; } .tested { color: var(--good); } .failing { color: var(--bad); }
.muted { color: var(--muted); } input { font: inherit; padding: .4em; width: 100%; max-width: 30em; border: 1px solid var(--muted); border-radius: 4px; background: var(--back); color: var(--text); }
.plugin { display: block; border: 1px solid var(--line); padding: .6em .9em; margin: .6em 0; } .plugin-search { display: block; white-space: pre-wrap; }
blockquote { margin: 0; padding: 0 1em; border-left: 4px solid var(--line); }
`;
