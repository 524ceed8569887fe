/** Returns the strings and numbers in an expression's source, with similar values. */
export function constantsIn(text: string): readonly unknown[] {
  const strings = [...text.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map(([, inner]) =>
    inner!.replace(/\\(.)/g, '$1'),
  );
  const numbers = [...text.matchAll(/(?<![\w."])-?\d+(?:\.\d+)?(?![\w."])/g)].map(([number]) =>
    Number(number),
  );
  return [
    ...strings.flatMap((string) => {
      const bare = string.replaceAll('*', 'x').replaceAll('?', 'a');
      return [bare, `${bare}x`, `x${bare}`, `x${bare}x`, bare.toUpperCase(), bare.toLowerCase()];
    }),
    strings.map((string) => string.replaceAll('*', '')).join(' '),
    ...numbers.flatMap((number) => [number, number + 1, number - 1, number * 2]),
    ...numbers
      .filter((number) => number >= 0 && number < 20_000)
      .flatMap((number) => ['a'.repeat(number), 'a'.repeat(number + 1), 'a'.repeat(Math.max(0, number - 1))]),
  ];
}
