/** Returns the commands of a page's `sh` blocks in order, as lists of arguments. */
export function shellCommands(page: string): readonly (readonly string[])[] {
  return [...page.matchAll(/^```sh\n([\s\S]*?)^```/gm)]
    .flatMap(([, block]) => block!.trim().split('\n'))
    .map((line) =>
      [...line.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map(
        ([, double, single, bare]) => double ?? single ?? bare!,
      ),
    );
}
