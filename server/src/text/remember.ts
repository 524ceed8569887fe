/** More answers than the names of a checkout need, few enough to keep. */
const most = 8_192;

/**
 * A function that keeps its answers. It forgets all of them before they become too many: while someone types, every
 * keystroke can ask for another name.
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
