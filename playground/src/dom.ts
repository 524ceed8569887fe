type Child = Node | string;

/** Returns the element with an id. */
export function byId<Kind extends HTMLElement>(id: string): Kind {
  return document.getElementById(id) as Kind;
}

/** Creates an element. Strings become text nodes, so markup in them has no effect. */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  className: string,
  ...children: readonly Child[]
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  if (className !== '') made.className = className;
  made.append(...children);
  return made;
}

/** Creates a button that jumps to a position. */
export function placeButton(text: string, go: () => void): HTMLButtonElement {
  const button = element('button', 'place', text);
  button.type = 'button';
  button.addEventListener('click', go);
  return button;
}

/** Returns a list of the items, or the sentence `none` if there are no items. */
export function list(items: readonly Child[], none: string): HTMLElement {
  if (items.length === 0) return element('p', 'quiet', none);
  return element('ul', '', ...items.map((item) => element('li', '', item)));
}
