import { queryStrings } from '../../../analysis/parsed-query.js';
import type { Span } from '../../../text/span.js';
import { defineLint } from '../../lint.js';

const names: Readonly<Record<string, string>> = {
  t: 'a tab',
  n: 'a line break',
  r: 'a carriage return',
};

export default defineLint({
  id: 'windows-path-escape',
  severity: 'warning',
  summary: 'Windows path with an unintended escape',
  why: 'In a quoted string \\t, \\n and \\r are a tab, a line feed and a carriage return, so the path never matches.',
  avoid: String.raw`process where process.executable : "C:\\tools\temp\\a.exe"`,
  prefer: String.raw`process where process.executable : "C:\\tools\\temp\\a.exe"`,

  check(analysis, report) {
    const { queryToDocument, queryFix, rule, document } = analysis;
    const query = rule.query?.text ?? '';
    if (!/\\[tnr]|\t[A-Za-z]/.test(query)) return;
    for (const { text, span } of queryStrings(analysis)) {
      if (!/[\t\n\r]/.test(text)) continue;
      const written = query.slice(span.start, span.end);
      const isPath = isWindowsPath(text);
      if (!isPath && !tabInName.test(text)) continue;
      for (const { 0: found, 1: letter, index } of written.matchAll(/\\(?:([tnr])|.)|\t(?=[A-Za-z])/gs)) {
        const tab = found === '\t';
        const own = { start: span.start + index, end: span.start + index + found.length };
        // A literal tab in the file is intended.
        if (tab ? !isEscapedTab(queryToDocument(own), document.text) : letter === undefined) continue;
        if (!isPath && (letter ?? 't') !== 't') continue;
        const escaped = `\\\\${letter ?? 't'}`;
        const fix = queryFix({ title: `Write ${escaped}`, edits: [{ span: own, text: escaped }] });
        report({
          span: queryToDocument(own),
          message: `"\\${letter ?? 't'}" is ${names[letter ?? 't']} here, not a part of the path.`,
          help: tab
            ? 'Put the query in three single quotes, where TOML does not change backslashes, and write "\\\\t".'
            : `Write "${escaped}".`,
          ...(fix ? { fix } : {}),
        });
      }
    }
  },
});

/** A tab at the start of a file or folder name: after a wildcard, or a backslash. */
const tabInName = /(?:^|[*?\\])\t[A-Za-z]/;

function isEscapedTab({ start, end }: Span, file: string): boolean {
  return file.slice(start, end) === '\\t';
}

/**
 * Returns whether a string has a drive, a share, or a Windows extension after a backslash or what it turned
 * into.
 */
function isWindowsPath(text: string): boolean {
  return /^[a-z?*]:[\\\t\n\r]|^\\\\|[\\\t\n\r][^\\\s]*\.(?:exe|dll|sys|ps1|bat|cmd|vbs|js|lnk|tmp|dat)$/i.test(
    text,
  );
}
