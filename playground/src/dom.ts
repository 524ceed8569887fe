type Child = Node | string;

/** The element of the page with an id. */
export function byId<Kind extends HTMLElement>(id: string): Kind {
  return document.getElementById(id) as Kind;
}

/** A new element. Text becomes text, whatever it contains. */
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

/** A button that leads to a place. */
export function placeButton(text: string, go: () => void): HTMLButtonElement {
  const button = element('button', 'place', text);
  button.type = 'button';
  button.addEventListener('click', go);
  return button;
}

/** Returns a list of the items, or a sentence where there are none. */
export function list(items: readonly Child[], none: string): HTMLElement {
  if (items.length === 0) return element('p', 'quiet', none);
  return element('ul', '', ...items.map((item) => element('li', '', item)));
}
