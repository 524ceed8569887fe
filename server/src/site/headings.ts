/**
 * Returns HTML with its headings moved below a level, and none more than one level below the previous one:
 * readers that show a page as an outline rely on it. Headings of equal levels stay equal if possible.
 */
export function headingsBelow(html: string, parent: number): string {
  const levels = [...html.matchAll(/<h([1-6])\b/g)].map(([, level]) => Number(level));
  const highest = levels.reduce((least, level) => Math.min(least, level), 6);
  let last = parent;
  let current = parent;
  return html.replace(/<(\/?)h([1-6])\b/g, (_, slash: string, written: string) => {
    if (slash === '') {
      current = Math.min(6, last + 1, parent + 1 + Number(written) - highest);
      last = current;
    }
    return `<${slash}h${current}`;
  });
}
