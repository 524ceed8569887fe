/**
 * The script of the preview. It inserts each new version without reloading the page, so that the scroll
 * position is kept; synchronises scrolling and clicks with the editor; and asks the extension to open links.
 */
export const guideScript = `
  const api = acquireVsCodeApi();
  const byId = (id) => document.getElementById(id);
  const tabs = byId('tabs');
  const sections = byId('sections');
  let selected = 0;
  let quietUntil = 0;

  const select = (index, focus) => {
    selected = Math.max(0, Math.min(index, tabs.children.length - 1));
    [...tabs.children].forEach((tab, at) => {
      tab.setAttribute('aria-selected', String(at === selected));
      tab.tabIndex = at === selected ? 0 : -1;
      if (at === selected && focus) tab.focus();
    });
    [...sections.children].forEach((panel, at) => { panel.hidden = at !== selected; });
  };
  const show = ({ sections: parts, problems, unresolved, filledFrom, error }) => {
    byId('error').textContent = error ?? '';
    byId('error').hidden = !error;
    const titles = parts.map(({ title }) => title).join('|');
    if (titles !== [...tabs.children].map((tab) => tab.textContent).join('|')) {
      tabs.replaceChildren(...parts.map(({ title }, index) => {
        const tab = document.createElement('button');
        tab.role = 'tab';
        tab.id = 'tab-' + index;
        tab.textContent = title;
        tab.setAttribute('aria-controls', 'panel-' + index);
        return tab;
      }));
      sections.replaceChildren(...parts.map((_, index) => {
        const panel = document.createElement('section');
        panel.role = 'tabpanel';
        panel.id = 'panel-' + index;
        panel.setAttribute('aria-labelledby', 'tab-' + index);
        return panel;
      }));
    }
    parts.forEach(({ html }, index) => {
      const panel = sections.children[index];
      panel.innerHTML = html;
      for (const heading of panel.querySelectorAll('h1, h2, h3, h4, h5, h6')) heading.tabIndex = 0;
      // The editor opens what has an address without showing it first.
      for (const link of panel.querySelectorAll('a[href]')) {
        link.dataset.address = link.getAttribute('href');
        link.title = link.dataset.address;
        link.removeAttribute('href');
        link.role = 'link';
        link.tabIndex = 0;
      }
    });
    select(selected, false);
    sections.className = filledFrom ? 'filled' : '';
    byId('filled').textContent = filledFrom ? 'Filled in from: ' + filledFrom : '';
    byId('clear').hidden = !filledFrom;
    byId('choose').hidden = !filledFrom && unresolved.length === 0;
    byId('unresolved').textContent = unresolved.length === 0 ? ''
      : filledFrom ? '⚠ no value for ' + unresolved.join(', ') : unresolved.length + ' fields to fill in';
    byId('problems').replaceChildren(...problems.map(({ message, range }) => {
      const item = document.createElement('li');
      const button = document.createElement('button');
      button.textContent = '⚠ line ' + (range.start.line + 1) + ': ' + message;
      button.dataset.line = range.start.line;
      item.append(button);
      return item;
    }));
  };

  const blocksOf = (panel) => [...panel.querySelectorAll('[data-line]')];
  const headHeight = () => byId('top').offsetHeight;
  const scrollToLine = (line) => {
    const panel = sections.children[selected];
    const blocks = panel ? blocksOf(panel) : [];
    const next = blocks.findIndex((block) => Number(block.dataset.line) > line);
    const block = next < 0 ? blocks.at(-1) : blocks[next - 1];
    if (!block) return;
    const top = block.getBoundingClientRect().top;
    const below = next < 0 ? undefined : blocks[next];
    const start = Number(block.dataset.line);
    const share = below ? (line - start) / (Number(below.dataset.line) - start) : 0;
    const height = below ? below.getBoundingClientRect().top - top : 0;
    quietUntil = Date.now() + 250;
    window.scrollTo({ top: window.scrollY + top + share * height - headHeight() - 8 });
  };
  const panelOfLine = (line) => [...sections.children].findIndex((panel) => {
    const lines = blocksOf(panel).map((block) => Number(block.dataset.line));
    return lines.length > 0 && line >= Math.min(...lines) - 1 && line <= Math.max(...lines) + 1;
  });

  window.addEventListener('message', ({ data }) => {
    if (data.kind === 'show') show(data.preview);
    else if (data.kind === 'scroll' && panelOfLine(data.line) === selected) scrollToLine(data.line);
    else if (data.kind === 'select') {
      const panel = panelOfLine(data.line);
      if (panel >= 0 && panel !== selected) {
        select(panel, false);
        scrollToLine(data.line);
      }
    }
  });
  window.addEventListener('scroll', () => {
    if (Date.now() < quietUntil) return;
    const panel = sections.children[selected];
    const first = panel && blocksOf(panel).find((block) => block.getBoundingClientRect().bottom > headHeight());
    if (first) api.postMessage({ kind: 'scrolled', line: Number(first.dataset.line) });
  });
  document.addEventListener('click', (happened) => {
    const { target } = happened;
    const link = target.closest('a[data-address]');
    if (link) return api.postMessage({ kind: 'link', address: link.dataset.address });
    const tab = target.closest('[role=tab]');
    if (tab) return select([...tabs.children].indexOf(tab), true);
    if (target.id === 'choose' || target.id === 'clear') return api.postMessage({ kind: target.id });
    const source = target.closest('[data-source]');
    if (source) return api.postMessage({ kind: 'source', line: Number(source.dataset.source) });
    if (!window.getSelection().isCollapsed) return;
    const block = target.closest('[data-line]');
    if (block) api.postMessage({ kind: 'source', line: Number(block.dataset.line) });
  });
  document.addEventListener('keydown', (happened) => {
    const { target, key } = happened;
    const step = { ArrowRight: 1, ArrowLeft: -1 }[key];
    if (step && target.role === 'tab') select((selected + step + tabs.children.length) % tabs.children.length, true);
    else if (key === 'Enter' && target.matches('a[data-address]')) target.click();
    else if (key === 'Enter' && target.matches('[tabindex][data-line]'))
      api.postMessage({ kind: 'source', line: Number(target.dataset.line) });
    else return;
    happened.preventDefault();
  });
  api.postMessage({ kind: 'ready' });`;
