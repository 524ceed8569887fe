import { defineLint } from '../lint.js';
import { queryTexts } from '../query-texts.js';

const names: Readonly<Record<string, string>> = {
  t: 'a tab',
  n: 'a line break',
  r: 'a carriage return',
};

export default defineLint({
  id: 'windows-path-escape',
  severity: 'warning',
  summary: 'Backslash of a Windows path that makes a tab or a line break',
  why: 'In a quoted text \\t, \\n and \\r are a tab, a line break and a carriage return: the path is another one and never matches.',
  avoid: String.raw`process where process.executable : "C:\\tools\temp\\a.exe"`,
  prefer: String.raw`process where process.executable : "C:\\tools\\temp\\a.exe"`,

  check(analysis, report) {
    const { queryToDocument, queryFix, rule } = analysis;
    const query = rule.query?.text ?? '';
    if (!/\\[tnr]/.test(query)) return;
    for (const { text, span } of queryTexts(analysis)) {
      if (!/[\t\n\r]/.test(text) || !isWindowsPath(text)) continue;
      const written = query.slice(span.start, span.end);
      for (const { 0: pair, 1: letter, index } of written.matchAll(/\\(?:([tnr])|.)/gs)) {
        if (letter === undefined) continue;
        const start = span.start + index;
        const fix = queryFix({
          title: `Write \\\\${letter}`,
          edits: [{ span: { start, end: start }, text: '\\' }],
        });
        report({
          span: queryToDocument({ start, end: start + pair.length }),
          message: `"\\${letter}" is ${names[letter]} here, not a part of the path.`,
          help: `Write "\\\\${letter}".`,
          ...(fix ? { fix } : {}),
        });
      }
    }
  },
});

/** A drive, a share, or an extension of Windows behind a backslash or what became of one. */
function isWindowsPath(text: string): boolean {
  return /^[a-z?*]:[\\\t\n\r]|^\\\\|[\\\t\n\r][^\\\s]*\.(?:exe|dll|sys|ps1|bat|cmd|vbs|js|lnk|tmp|dat)$/i.test(
    text,
  );
}
