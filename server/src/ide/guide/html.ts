import MarkdownIt from 'markdown-it';
import type { EventObject } from '../../evaluate/values/access.js';
import type { TomlTableValue } from '../../toml/path.js';
import { placeholder, splitPlaceholders } from './placeholders.js';
import { describeRange, describeTerm, type GuidePlugin, pluginAt } from './plugins.js';

/** What the Markdown of one guide is rendered with. */
export interface GuideEnvironment {
  /** The table `[transform]` of the rule. */
  readonly transform: TomlTableValue;
  readonly event: EventObject | undefined;
}

type Renderer = InstanceType<typeof MarkdownIt>;

let renderer: Renderer | undefined;

/**
 * Markdown as HTML that is safe to show: no HTML of the author, links to the web and to mail only, pictures as links.
 * Plugins become buttons with their search beside them.
 */
export function toHtml(markdown: string, environment: GuideEnvironment): string {
  renderer ??= createRenderer();
  return renderer.render(markdown, { ...environment });
}

function createRenderer(): Renderer {
  const md = new MarkdownIt({ html: false, linkify: true });
  const { escapeHtml } = md.utils;
  md.linkify.set({ fuzzyLink: false, fuzzyEmail: false, fuzzyIP: false });
  md.validateLink = (url) => /^(?:https?:\/\/|mailto:)/i.test(url.trim());

  md.inline.ruler.before('escape', 'guide_plugin', (state, silent) => {
    const found = pluginAt(state.src, state.pos, environmentOf(state.env).transform);
    if (!found || found.span.end > state.posMax) return false;
    if (!silent) {
      const token = state.push('guide_plugin', '', 0);
      token.meta = found;
    }
    state.pos = found.span.end;
    return true;
  });
  md.inline.ruler.before('escape', 'guide_placeholder', (state, silent) => {
    placeholder.lastIndex = state.pos;
    const match = placeholder.exec(state.src);
    if (!match || state.pos + match[0].length > state.posMax) return false;
    if (!silent) state.push('guide_placeholder', '', 0).content = match[0];
    state.pos += match[0].length;
    return true;
  });

  const filled = (text: string, env: unknown): string =>
    splitPlaceholders(text, environmentOf(env).event)
      .map((piece) => {
        if (piece.kind === 'text') return escapeHtml(piece.text);
        const title = `title="${escapeHtml(piece.field)}"`;
        return piece.value === undefined
          ? `<span class="placeholder unresolved" ${title}>${escapeHtml(piece.written)}</span>`
          : `<span class="placeholder" ${title}>${escapeHtml(piece.value)}</span>`;
      })
      .join('');

  const plugin = (one: GuidePlugin, env: unknown): string => {
    const label = `<span class="plugin-label">${filled(one.label, env)}</span>`;
    const code = (text: string) => `<code class="plugin-search">${filled(text, env)}</code>`;
    const note = (text: string | undefined) =>
      text === undefined ? '' : ` <span class="plugin-note">${filled(text, env)}</span>`;
    if (one.kind === 'osquery') return `<span class="plugin osquery">${label} ${code(one.query)}</span>`;
    const groups = one.providers.map((group) => code(group.map(describeTerm).join(' and ')));
    const search = groups.join(' <span class="plugin-or">or</span> ');
    return `<span class="plugin investigate">${label}${note(one.description)} ${search}${note(describeRange(one))}</span>`;
  };

  md.renderer.rules.guide_plugin = (tokens, index, _options, env) => {
    const found = tokens[index]!.meta as ReturnType<typeof pluginAt> & object;
    if ('plugin' in found) return plugin(found.plugin, env);
    return `<span class="problem" title="${escapeHtml(found.error)}">${escapeHtml(found.written)}</span> <span class="problem-note">${escapeHtml(found.error)}</span>`;
  };
  md.renderer.rules.guide_placeholder = (tokens, index, _options, env) => filled(tokens[index]!.content, env);
  md.renderer.rules.code_inline = (tokens, index, _options, env) =>
    `<code>${filled(tokens[index]!.content, env)}</code>`;
  const block = (content: string, env: unknown) => `<pre><code>${filled(content, env)}</code></pre>\n`;
  md.renderer.rules.fence = (tokens, index, _options, env) => block(tokens[index]!.content, env);
  md.renderer.rules.code_block = (tokens, index, _options, env) => block(tokens[index]!.content, env);
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

function environmentOf(env: unknown): GuideEnvironment {
  return env as GuideEnvironment;
}
