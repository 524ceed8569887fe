/** More results than a checkout has names, but few enough to keep. */
const most = 8_192;

/**
 * Returns a function that caches its results. It clears the cache before it becomes too large: while someone
 * types, every keystroke can look up another name.
 */
export function remember<Answer>(work: (name: string) => Answer): (name: string) => Answer {
  const known = new Map<string, { readonly answer: Answer }>();
  return (name) => {
    let entry = known.get(name);
    if (!entry) {
      if (known.size >= most) known.clear();
      entry = { answer: work(name) };
      known.set(name, entry);
    }
    return entry.answer;
  };
}
