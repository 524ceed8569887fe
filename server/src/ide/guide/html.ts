import MarkdownIt from 'markdown-it';
import { addBlockRules } from './blocks.js';
import { environmentOf, type GuideEnvironment } from './environment.js';
import { placeholder, splitPlaceholders } from './placeholders.js';
import { addPluginRules } from './plugin-html.js';

type Renderer = InstanceType<typeof MarkdownIt>;

let renderer: Renderer | undefined;

/**
 * The Markdown of a section as HTML that is safe to show: no HTML of the author, links to the web and to mail only, pictures
 * as links. Plugins become buttons with their search beside them. What Kibana shows otherwise than it is written is added
 * to the faults of the environment.
 */
export function toHtml(environment: GuideEnvironment): string {
  renderer ??= createRenderer();
  return renderer.render(environment.text, { guide: environment });
}

function createRenderer(): Renderer {
  const md = new MarkdownIt({ html: false, linkify: true });
  const { escapeHtml } = md.utils;
  md.linkify.set({ fuzzyLink: false, fuzzyEmail: false, fuzzyIP: false });
  md.validateLink = (url) => /^(?:https?:\/\/|mailto:)/i.test(url.trim());

  md.inline.ruler.before('escape', 'guide_placeholder', (state, silent) => {
    placeholder.lastIndex = state.pos;
    const match = placeholder.exec(state.src);
    if (!match || state.pos + match[0].length > state.posMax) return false;
    if (!silent) state.push('guide_placeholder', '', 0).content = match[0];
    state.pos += match[0].length;
    return true;
  });

  const filled = (text: string, env: unknown): string => {
    const { event, unresolved } = environmentOf(env);
    return splitPlaceholders(text, event)
      .map((piece) => {
        if (piece.kind === 'text') return escapeHtml(piece.text);
        const title = `title="${escapeHtml(piece.field)}"`;
        if (piece.value !== undefined)
          return `<span class="placeholder" ${title}>${escapeHtml(piece.value)}</span>`;
        unresolved.add(piece.field);
        return `<span class="placeholder unresolved" ${title}>${escapeHtml(piece.written)}</span>`;
      })
      .join('');
  };
  addPluginRules(md, filled);
  addBlockRules(md);

  md.renderer.rules.guide_placeholder = (tokens, index, _options, env) => filled(tokens[index]!.content, env);
  md.renderer.rules.code_inline = (tokens, index, _options, env) =>
    `<code>${filled(tokens[index]!.content, env)}</code>`;
  for (const kind of ['fence', 'code_block']) {
    md.renderer.rules[kind] = (tokens, index, _options, env, self) => {
      const token = tokens[index]!;
      return `<pre${self.renderAttrs(token)}><code>${filled(token.content, env)}</code></pre>\n`;
    };
  }
  md.renderer.rules.link_open = (tokens, index, options, _env, self) => {
    tokens[index]!.attrSet('rel', 'noopener noreferrer');
    return self.renderToken(tokens, index, options);
  };
  // A picture would be fetched from a foreign server as soon as the guide is shown.
  md.renderer.rules.image = (tokens, index) => {
    const token = tokens[index]!;
    const address = escapeHtml(String(token.attrGet('src') ?? ''));
    const text = escapeHtml(token.content === '' ? 'picture' : token.content);
    return `<a href="${address}" rel="noopener noreferrer">${text}</a>`;
  };
  return md;
}
