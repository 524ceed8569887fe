/**
 * Returns a function that creates the address of a rule's page from the root of the site: from its file name,
 * or from its path if two are equal.
 */
export function pageAddresses(): (path: string) => string {
  const taken = new Set<string>();
  return (path) => {
    const stem = nameFor(path.slice(path.lastIndexOf('/') + 1));
    const names = [stem, nameFor(path)];
    let name = names.find((one) => !taken.has(one.toLowerCase())) ?? stem;
    for (let number = 2; taken.has(name.toLowerCase()); number++) name = `${stem}-${number}`;
    taken.add(name.toLowerCase());
    return `rules/${name}.html`;
  };
}

/** Returns a name that is valid in every file system and URL. */
function nameFor(path: string): string {
  const plain = path
    .replace(/\.toml$/i, '')
    .replace(/[^A-Za-z0-9_-]+/g, '-')
    .slice(0, 120);
  return plain === '' || plain === '-' ? 'rule' : plain;
}

/** Returns the anchor of a heading with this text. */
export function anchorOf(text: string): string {
  return (
    text
      .toLowerCase()
      .replace(/[^a-z0-9.]+/g, '-')
      .replace(/^-|-$/g, '') || 'other'
  );
}
