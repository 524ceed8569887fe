import { luceneLanguage } from '../../../query/lucene/language.js';
import { type LuceneMisreading, misreadings } from '../../../query/lucene/misread.js';
import { defineLint } from '../../lint.js';

export default defineLint({
  id: 'lucene-misread',
  severity: 'warning',
  language: luceneLanguage,
  summary: 'Misleading Lucene syntax',
  why: 'In Lucene, "and", "or" and "not" in lower case are search terms, and "/" starts a regular expression.',
  avoid: 'type = "query"\nlanguage = "lucene"\nquery = "process.name:sh and user.name:root"',
  prefer: 'type = "query"\nlanguage = "lucene"\nquery = "process.name:sh AND user.name:root"',

  check(analysis, report) {
    const { queryToDocument, queryFix } = analysis;
    const lucene = analysis.parsed(luceneLanguage);
    if (!lucene?.tree) return;
    for (const { kind, image, span } of misreadings(lucene.text)) {
      const { message, title, help, text } = remedies[kind](image);
      const fix = queryFix({ title, edits: [{ span, text }] });
      report({ span: queryToDocument(span), message, help, ...(fix ? { fix } : {}) });
    }
  },
});

interface Remedy {
  readonly message: string;
  readonly help: string;
  readonly title: string;
  readonly text: string;
}

const remedies: Readonly<Record<LuceneMisreading['kind'], (image: string) => Remedy>> = {
  'lower-case-operator': (image) => ({
    message: `Lucene searches for the word "${image}" here: only ${image.toUpperCase()} is an operator.`,
    help: `Write ${image.toUpperCase()}, or put "${image}" in quotes to search for the word.`,
    title: `Write ${image.toUpperCase()}`,
    text: image.toUpperCase(),
  }),
  'slash-expression': (image) => ({
    message: `"${image}" is a regular expression here, and another word follows it.`,
    help: 'Write \\/ for a slash, or put the value in quotes.',
    title: 'Escape the slashes',
    text: image.replace(/(?<!\\)\//g, '\\/'),
  }),
};
