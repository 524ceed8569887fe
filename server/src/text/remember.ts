/** More results than a checkout has names, but few enough to keep. */
const most = 8_192;

/**
 * Returns a function that caches its results. It clears the cache before it becomes too large: while someone
 * types, every keystroke can look up another name.
 */
export function remember<Answer>(work: (name: string) => Answer): (name: string) => Answer {
  const known = new Map<string, Answer>();
  return (name) => {
    const before = known.get(name);
    if (before !== undefined || known.has(name)) return before as Answer;
    if (known.size >= most) known.clear();
    const answer = work(name);
    known.set(name, answer);
    return answer;
  };
}
