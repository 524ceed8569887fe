/** Cases of `shared/cases` that fail, by name, each with its reason. A listed case that passes fails the suite. */
export const knownFailures: Readonly<Record<string, string>> = {};
