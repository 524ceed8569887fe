import { type GuideNode, visitNodes } from './nodes.js';

const wordCharacter = /[\p{L}\p{N}_]/u;

/** Turns emphasis by underscores inside a word back into text. */
export function undoUnderscores(root: GuideNode, text: string): void {
  visitNodes(root, (node) => {
    if (!node.children?.some(({ type }) => type === 'emphasis' || type === 'strong')) return;
    node.children = node.children.flatMap((child) => {
      const { type, position, children = [] } = child;
      if ((type !== 'emphasis' && type !== 'strong') || !position) return [child];
      const [start, end] = [position.start.offset, position.end.offset];
      if (text[start] !== '_') return [child];
      const inWord = wordCharacter.test(text[start - 1] ?? '') || wordCharacter.test(text[end] ?? '');
      if (!inWord) return [child];
      const mark: GuideNode = { type: 'text', value: type === 'strong' ? '__' : '_' };
      return [mark, ...children, { ...mark }];
    });
  });
}

/** Replaces the names of emoji. */
export function replaceEmoji(root: GuideNode, emoji: Readonly<Record<string, string>>): void {
  visitNodes(root, (node) => {
    if (node.type !== 'text' || !node.value?.includes(':')) return;
    node.value = node.value.replace(/:\+1:|:-1:|:[\w-]+:/g, (written) => {
      const name = written.slice(1, -1);
      return Object.hasOwn(emoji, name) ? emoji[name]! : written;
    });
  });
}
