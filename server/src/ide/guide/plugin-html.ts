import type MarkdownIt from 'markdown-it';
import { addFault, environmentOf, type GuideEnvironment } from './environment.js';
import { describeRange, describeTerm, findPlugins, type GuidePlugin, pluginAt } from './plugins.js';

type Renderer = InstanceType<typeof MarkdownIt>;
/** Text with its placeholders filled in, as HTML. */
type Filled = (text: string, env: unknown) => string;

const shownAsText =
  'An Osquery button must start a paragraph or a list item; elsewhere Kibana shows it as text.';

/** Adds the searches of the guide, in the places where Kibana takes them (spec/FEATURES.md section 2). */
export function addPluginRules(md: Renderer, filled: Filled): void {
  const { escapeHtml } = md.utils;
  md.inline.ruler.before('escape', 'guide_plugin', (state, silent) => {
    const env = environmentOf(state.env);
    const found = pluginAt(state.src, state.pos, env.transform);
    if (!found || found.span.end > state.posMax) return false;
    if (silent) {
      state.pos = found.span.end;
      return true;
    }
    const kind = 'plugin' in found ? found.plugin.kind : undefined;
    const misplaced =
      kind === 'osquery' && !startsBlock(env, state.src.slice(0, state.pos)) ? shownAsText : undefined;
    const error = 'error' in found ? `${found.error}.` : misplaced;
    const token = state.push('guide_plugin', '', 0);
    token.meta = error === undefined ? found : { written: found.written, error: error.replace(/\.$/, '') };
    if (error !== undefined) addFault(env, 'text', found.written, 'warning', error);
    state.pos = found.span.end;
    if (kind === 'investigate') {
      const rest = state.src.slice(state.pos, state.posMax);
      if (rest.trim() !== '') {
        state.push('guide_lost', '', 0).content = rest.trim();
        addFault(env, 'lost', rest.trim(), 'information', lost);
      }
      state.pos = state.posMax;
    }
    return true;
  });

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
    return `<span class="problem" title="${escapeHtml(found.error)}">${escapeHtml(found.written)}</span> <span class="problem-note">⚠ ${escapeHtml(found.error)}</span>`;
  };
  md.renderer.rules.guide_lost = (tokens, index) =>
    ` <span class="problem-note">⚠ Kibana leaves out: <del>${escapeHtml(tokens[index]!.content)}</del></span>`;
  md.renderer.rules.guide_timeline_open = (tokens, index) =>
    `<span class="plugin timeline"><span class="plugin-label" title="Opens Timeline ${escapeHtml(tokens[index]!.content)}">`;
  md.renderer.rules.guide_timeline_close = () => '</span></span>';
}

const lost = 'Kibana leaves out what follows a button in the same paragraph.';

/** Whether a block of its own begins behind `before`, the text of the block so far: only Osquery may stand there. */
function startsBlock({ block, transform }: GuideEnvironment, before: string): boolean {
  if (block.parent !== 'paragraph_open') return false;
  let text = before;
  for (const found of findPlugins(before, transform).reverse()) {
    if ('plugin' in found && found.plugin.kind === 'osquery')
      text = text.slice(0, found.span.start) + text.slice(found.span.end);
  }
  return text.trim() === '';
}
