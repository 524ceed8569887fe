import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitepress';
import { loadModule } from '../../scripts/load-module.mjs';
import { anchorOf } from '../../scripts/markdown-anchors.mjs';
import { linkSources, pageOf } from './links.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const here = fileURLToPath(new URL('.', import.meta.url));
const { repositoryAddress: address } = await loadModule('server/src/text/page-address.ts');

/** Returns the title of a page. */
function titleOf(path) {
  const [, title = path] = /^# (.+)$/m.exec(readFileSync(`${root}${path}`, 'utf8')) ?? [];
  return title.replaceAll(/[`\\]/g, '');
}

/** Returns a sidebar item for a page. */
const item = (path) => ({ text: titleOf(path), link: `/${pageOf(path)}` });

/** Returns sidebar items for the pages of a folder. */
function itemsOf(folder) {
  return readdirSync(`${root}docs/${folder}`)
    .filter((name) => name.endsWith('.md') && name !== 'README.md')
    .sort()
    .map((name) => item(`docs/${folder}/${name}`));
}

/** Loads a grammar of the extension, to highlight code in its language. */
function grammar(name) {
  return { ...JSON.parse(readFileSync(`${root}syntaxes/${name}.tmLanguage.json`, 'utf8')), name };
}

const markdownFiles = readdirSync(`${root}docs`, { recursive: true })
  .map((name) => `docs/${name.replaceAll('\\', '/')}`)
  .filter((name) => name.endsWith('.md'));
const pages = ['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md', 'SECURITY.md', ...markdownFiles];

/** The pages are outside of this folder, so they could not resolve Vue. */
const vueOfThisFolder = {
  name: 'vue-of-this-folder',
  enforce: 'pre',
  resolveId(id, importer, options) {
    if (!/^vue(?:$|\/)/.test(id) || importer === undefined || importer.startsWith(here)) return undefined;
    if (options.ssr) return { id, external: true };
    return this.resolve(id, `${here}config.mjs`, { ...options, skipSelf: true });
  },
};

export default defineConfig({
  title: 'Rulewright',
  description: 'Write, check, test and explain Elastic Security detection rules',
  srcDir: '..',
  srcExclude: ['.*/**', 'test/**', 'site/**', 'server/**', 'client/**', 'rules/**', 'coverage/**'],
  outDir: 'dist',
  cacheDir: 'node_modules/.vitepress',
  cleanUrls: true,
  rewrites: Object.fromEntries(pages.map((path) => [path, pageOf(path)])),
  vite: { plugins: [vueOfThisFolder] },
  markdown: {
    html: false,
    anchor: { slugify: anchorOf },
    toc: { slugify: anchorOf },
    headers: { slugify: anchorOf },
    languages: [grammar('eql'), grammar('kuery'), grammar('esql')],
    config: (markdown) => linkSources(markdown, root, address),
  },
  themeConfig: {
    search: { provider: 'local' },
    outline: [2, 3],
    nav: [
      { text: 'Guide', link: '/checks' },
      { text: 'Checks', link: '/lints/' },
      { text: 'Semantics', link: '/semantics/' },
      // A file next to the pages, not a page of the site.
      { text: 'Playground', link: '/playground/index.html', target: '_self' },
    ],
    // Checks have a separate sidebar: its 200 pages would make every other page large.
    sidebar: {
      '/lints/': [{ text: 'Checks', items: [item('docs/lints/README.md'), ...itemsOf('lints')] }],
      '/': [
        {
          text: 'Guide',
          items: [
            item('README.md'),
            ...[
              'life-of-a-rule',
              'checks',
              'testing-rules',
              'drafting-and-tuning',
              'proving-rules',
              'comparing-rules',
              'backtesting',
              'exchanging-rules',
              'sigma',
              'stack',
              'learned-fields',
              'rule-site',
              'assistants',
              'command-line',
              'ci',
              'vscode',
              'browser',
              'editors',
              'library',
              'supported',
            ].map((name) => item(`docs/${name}.md`)),
          ],
        },
        { text: 'Checks', link: '/lints/' },
        { text: 'Rule types', items: [item('docs/rule-types/README.md'), ...itemsOf('rule-types')] },
        {
          text: 'Languages',
          items: [item('docs/semantics/README.md'), ...itemsOf('semantics'), item('docs/grammars/README.md')],
        },
        {
          text: 'Contributing',
          items: [
            item('CONTRIBUTING.md'),
            item('docs/architecture.md'),
            item('SECURITY.md'),
            item('CHANGELOG.md'),
          ],
        },
        {
          text: 'Decisions',
          collapsed: true,
          items: [item('docs/decisions/README.md'), ...itemsOf('decisions')],
        },
      ],
    },
    ...(address === '' ? {} : { socialLinks: [{ icon: 'github', link: address }] }),
  },
});
