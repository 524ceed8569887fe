import { fixInString } from '../../../analysis/string-fix.js';
import { unknownFieldVerdict } from '../../../fields/unknown-field.js';
import { isInOneOf } from '../../../text/span.js';
import { isTable, type TomlPath, type TomlValue } from '../../../toml/path.js';
import { defineLint } from '../../lint.js';
import { guideOf } from './guide.js';

const placeholder = /\{\{[ \t]*([^{}\s]+)[ \t]*\}\}/g;

export default defineLint({
  id: 'guide-field',
  severity: 'warning',
  summary: 'Misspelt field in a placeholder',
  why: 'Kibana replaces the placeholder with the value of the field in the alert. A placeholder without a value is not replaced.',
  avoid: `[[transform.osquery]]
label = "Executable"
query = "SELECT * FROM file WHERE path = '{{process.executble}}'"`,
  prefer: `[[transform.osquery]]
label = "Executable"
query = "SELECT * FROM file WHERE path = '{{process.executable}}'"`,

  check(analysis, report) {
    const { document, catalogue, text } = analysis;
    if (!text.includes('{{')) return;
    const inlinePlugins = guideOf(analysis).plugins.flatMap(({ kind, span }) =>
      kind === 'inline' ? [span] : [],
    );
    const look = (value: TomlValue | undefined, path: TomlPath): void => {
      if (Array.isArray(value))
        for (const [index, element] of value.entries()) look(element, [...path, index]);
      else if (isTable(value)) for (const [key, child] of Object.entries(value)) look(child, [...path, key]);
      if (typeof value !== 'string' || !value.includes('{{')) return;
      const isNote = path[0] === 'rule';
      // Kibana fills in nothing else.
      if (!isNote && path.at(-1) !== 'value' && path.at(-1) !== 'query') return;
      for (const match of value.matchAll(placeholder)) {
        const name = match[1]!;
        if (isNote && !isInOneOf(inlinePlugins, match.index)) continue;
        const verdict = unknownFieldVerdict(name, catalogue);
        const [nearest] = verdict.kind === 'typo' ? verdict.suggestions : [];
        const string = nearest === undefined ? undefined : document.stringAt(path);
        if (nearest === undefined || !string) continue;
        const start = match.index + match[0].indexOf(name);
        const span = { start, end: start + name.length };
        const fix = fixInString(string, {
          title: `Replace with "${nearest}"`,
          edits: [{ span, text: nearest }],
        });
        report({
          span: string.spanToDocument(span),
          message: `Unknown field "${name}", so the placeholder is not replaced.`,
          help: `Did you mean "${nearest}"?`,
          ...(fix ? { fix } : {}),
        });
      }
    };
    look(analysis.rule.table.note, ['rule', 'note']);
    look(document.values.transform, ['transform']);
  },
});
